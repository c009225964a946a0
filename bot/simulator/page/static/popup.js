// What opens beside a control: a popover that stays on the screen, and a menu of choices.
import { html, useId, useLayoutEffect, useRef, useState } from "./ui.js";
import { useKeptFocus } from "./layer.js";

const EDGE = 8;
const GAP = 4;
const LEAST_ROOM = 160;

/**
 * Something that lies over the page beside `anchor` (a ref) for as long as it is drawn. `onClose`
 * is called at Escape, at a click elsewhere, and when the focus leaves ("Escape", "pointer", …). `takesFocus` puts the
 * focus into it; a list below a text field leaves it where it is.
 */
export function Popover({
  anchor, label, role = "dialog", id, className = "", onClose, takesFocus = true, children, ...more
}) {
  const node = useRef(null);
  useLayoutEffect(() => keepBeside(node.current, anchor.current), []);
  useLayoutEffect(() => {
    if (takesFocus) focusFirst(node.current);
  }, []);
  useDismissal(node, anchor, onClose);
  return html`<div ref=${node} id=${id} popover="manual" role=${role} aria-label=${label}
    class=${`popup ${className}`} tabindex=${takesFocus ? "-1" : undefined} ...${more}>${children}</div>`;
}

/** A button with a menu; `items` are `{id, label, hint?, isDanger?, isDisabled?}`. */
export function Menu({
  label, button, buttonLabel, className = "", items, onChoose, isBusy = false, ...more
}) {
  const anchor = useRef(null);
  useKeptFocus(anchor);
  const [opened, setOpened] = useState(null);
  const id = useId();
  const close = () => setOpened(null);
  const choose = (item) => {
    close();
    anchor.current?.focus();
    onChoose(item);
  };
  const onKeyDown = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (!isBusy) setOpened(event.key === "ArrowDown" ? "first" : "last");
  };
  return html`<button ref=${anchor} type="button" class=${className} aria-label=${buttonLabel}
      title=${buttonLabel} aria-haspopup="menu" aria-expanded=${opened ? "true" : "false"}
      aria-controls=${opened ? id : undefined} aria-disabled=${isBusy ? "true" : undefined}
      onClick=${() => !isBusy && setOpened(opened ? null : "first")} onKeyDown=${onKeyDown}
      ...${more}>${button}</button>
    ${opened && html`<${Popover} anchor=${anchor} id=${id} role="menu" label=${label}
      className="menu" onClose=${close}>
      <${Items} items=${items} startsAt=${opened} onChoose=${choose} />
    </${Popover}>`}`;
}

function Items({ items, startsAt, onChoose }) {
  const list = useRef(null);
  const buttons = () => [...list.current.querySelectorAll("[role=menuitem]")];
  const onKeyDown = (event) => {
    const next = nextOf(buttons(), event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  return html`<div ref=${list} role="none" onKeyDown=${onKeyDown}>
    ${items.map((item, index) => html`<button key=${item.id} type="button" role="menuitem" tabindex="-1"
      data-autofocus=${index === (startsAt === "last" ? items.length - 1 : 0) ? "true" : undefined}
      class=${`menu-item ${item.isDanger ? "is-danger" : ""}`}
      aria-disabled=${item.isDisabled ? "true" : undefined}
      onClick=${() => !item.isDisabled && onChoose(item)}>
      <span>${item.label}</span>
      ${item.hint && html`<span class="menu-hint">${item.hint}</span>`}
    </button>`)}
  </div>`;
}

/** The entry to which an arrow, Home, End or a letter leads from the one that has the focus. */
function nextOf(entries, key) {
  const at = entries.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: -1 };
  if (key in steps) {
    return key === "End" ? entries.at(-1) : entries[steps[key] % entries.length];
  }
  if (key.length !== 1) return undefined;
  const turned = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
  const letter = key.toLowerCase();
  return turned.find((entry) => entry.textContent.trim().toLowerCase().startsWith(letter));
}

/** Show a node in the top layer beside its anchor, and keep it there. */
function keepBeside(node, anchor) {
  if (!node.isConnected || !anchor) return undefined;
  node.showPopover();
  const again = () => place(node, anchor);
  again();
  const sizes = new ResizeObserver(again);
  sizes.observe(node);
  sizes.observe(anchor);
  window.addEventListener("scroll", again, true);
  window.addEventListener("resize", again);
  return () => {
    sizes.disconnect();
    window.removeEventListener("scroll", again, true);
    window.removeEventListener("resize", again);
  };
}

function place(node, anchor) {
  const at = anchor.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  node.style.minWidth = node.dataset.wide ? `${at.width}px` : "";
  node.style.maxHeight = "";
  const height = node.scrollHeight;
  const isBelow = height <= below || below >= above || below >= Math.max(LEAST_ROOM, height);
  const room = Math.max(isBelow ? below : above, LEAST_ROOM);
  node.style.maxHeight = `${room}px`;
  const size = node.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - size.width - EDGE);
  const top = isBelow ? at.bottom + GAP : at.top - GAP - size.height;
  node.style.left = `${Math.max(EDGE, left)}px`;
  node.style.top = `${Math.max(EDGE, Math.min(top, window.innerHeight - size.height - EDGE))}px`;
}

function useDismissal(node, anchor, onClose) {
  const latest = useRef(onClose);
  latest.current = onClose;
  // A layout effect, for its end comes at once: the next popup must not be closed by this one's ears.
  useLayoutEffect(() => {
    const isInside = (target) =>
      node.current?.contains(target) || anchor.current?.contains(target);
    const onPointer = (event) => !isInside(event.target) && latest.current("pointer");
    const onFocus = (event) => !isInside(event.target) && latest.current("focus");
    const onKey = (event) => {
      if (!["Escape", "Tab"].includes(event.key) || !isInside(event.target)) return;
      const isMenu = node.current?.getAttribute("role") === "menu";
      if (event.key === "Tab" && !isMenu) return;
      // What lies below (a modal) must not hear the same Escape.
      event.stopPropagation();
      if (event.key === "Escape") event.preventDefault();
      anchor.current?.focus();
      latest.current(event.key);
    };
    document.addEventListener("pointerdown", onPointer, true);
    document.addEventListener("focusin", onFocus);
    window.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("pointerdown", onPointer, true);
      document.removeEventListener("focusin", onFocus);
      window.removeEventListener("keydown", onKey, true);
    };
  }, []);
}

function focusFirst(node) {
  const wanted = node.querySelector("[data-autofocus]");
  (wanted ?? node.querySelector("button:not([tabindex='-1']), input, a[href]") ?? node).focus();
}
