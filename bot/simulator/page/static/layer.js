// A dialog over a whole seat: the rest of the seat waits, other seats stay usable.
import { html, useEffect, useLayoutEffect, useRef } from "./ui.js";

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";
const SEAT = ".sh-seat";
const NEAR = ["article", "[role=dialog]", "[role=tabpanel]"];
const layers = [];

/**
 * A dialog for as long as it is drawn: holds the focus, and gives it back to where it was.
 * `turn` is another value whenever what it shows is another thing, which takes the focus anew.
 */
export function Layer({
  role = "dialog", className = "", labelId, describedBy, turn, onEscape, onKeyDown, children,
}) {
  const node = useRef(null);
  const sheet = useRef(null);
  const escape = useRef(onEscape);
  escape.current = onEscape;
  useLayoutEffect(() => openOver(node.current, () => escape.current()), []);
  useEffect(() => takeFocus(node.current, sheet.current), [turn]);
  const keys = (event) => {
    if (event.key === "Tab") holdTab(event, sheet.current);
    onKeyDown?.(event);
  };
  return html`<div ref=${node} popover="manual" class=${`layer ${className}`}>
    <div ref=${sheet} class="sheet" role=${role} aria-modal="true" aria-labelledby=${labelId}
      aria-describedby=${describedBy} tabindex="-1" onKeyDown=${keys}>${children}</div>
  </div>`;
}

/** Everything in a node that Tab reaches, in its order. */
export function focusables(node) {
  return [...node.querySelectorAll(FOCUSABLE)].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && one.getClientRects().length > 0 && !isPassedOver(one),
  );
}

/** Remember what has the focus; the returned function gives it back, or to what is nearest. */
export function rememberFocus(seat) {
  const before = document.activeElement;
  const near = NEAR.map((kind) => before?.closest(kind)).filter(Boolean);
  const around = [before?.closest("aside, section"), seat ?? before?.closest(SEAT)].filter(Boolean);
  return () => requestAnimationFrame(() => {
    const isLost = () => !document.activeElement || document.activeElement === document.body;
    if (isLost() && before !== document.body) before?.focus();
    if (!isLost()) return;
    const standing = near.find((one) => one.isConnected && focusables(one).length > 0);
    const every = standing ? focusables(standing) : around.flatMap(focusables);
    const kind = standing ? "button" : "textarea";
    (every.find((one) => one.matches(kind)) ?? every[0])?.focus();
  });
}

/** Have a button (a ref) that vanishes under somebody's keyboard leave the focus to what is nearest. */
export function useKeptFocus(node) {
  // A layout effect ends while the button still stands.
  useLayoutEffect(() => () => {
    if (document.activeElement === node.current) rememberFocus()();
  }, []);
}

function isPassedOver(one) {
  if (one.type !== "radio" || one.checked) return false;
  const group = one.closest("[role=radiogroup]");
  return Boolean(group?.querySelector("input:checked"));
}

function openOver(node, onEscape) {
  const seat = node.closest(SEAT) ?? document.body;
  const giveBack = rememberFocus(seat);
  const free = holdBack(node, seat);
  node.showPopover();
  const cover = () => {
    const at = seat.getBoundingClientRect();
    const sides = { left: at.left, top: at.top, width: at.width, height: at.height };
    for (const [name, length] of Object.entries(sides)) node.style[name] = `${length}px`;
  };
  cover();
  const sizes = new ResizeObserver(cover);
  sizes.observe(seat);
  window.addEventListener("resize", cover);
  const onKey = (event) => {
    const isOurs = node.contains(event.target)
      || (event.target === document.body && layers.at(-1) === node);
    if (event.key !== "Escape" || !isOurs || event.defaultPrevented) return;
    event.preventDefault();
    onEscape();
  };
  node.ownerDocument.addEventListener("keydown", onKey);
  layers.push(node);
  return () => {
    layers.splice(layers.indexOf(node), 1);
    document.removeEventListener("keydown", onKey);
    window.removeEventListener("resize", cover);
    sizes.disconnect();
    free();
    giveBack();
  };
}

/** Make everything else in the seat inert; the returned function ends it. */
function holdBack(node, seat) {
  const held = [];
  for (let at = node; at && at !== seat; at = at.parentElement) {
    for (const other of at.parentElement?.children ?? []) {
      if (other !== at && !other.inert) held.push(other);
    }
  }
  for (const one of held) one.inert = true;
  return () => held.forEach((one) => (one.inert = false));
}

function takeFocus(node, sheet) {
  const seat = node.closest(SEAT) ?? document.body;
  const now = document.activeElement;
  // In split view somebody may be at work in the other seat.
  if (now !== document.body && !seat.contains(now)) return;
  const wanted = sheet.querySelector("[data-focus-on-load]");
  const field = wanted ? [wanted, ...focusables(wanted)].find((one) => one.tabIndex >= 0) : null;
  const body = sheet.querySelector(".sheet-body");
  (field ?? (body && focusables(body)[0]) ?? sheet).focus();
}

function holdTab(event, sheet) {
  const every = focusables(sheet);
  const edge = event.shiftKey ? every[0] : every.at(-1);
  const isOut = document.activeElement === edge || document.activeElement === sheet;
  if (every.length && isOut && (event.shiftKey || document.activeElement === edge)) {
    event.preventDefault();
    (event.shiftKey ? every.at(-1) : every[0]).focus();
  }
}
