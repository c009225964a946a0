// A text field with a list below it: type to find, arrows to walk, Enter to choose.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "./ui.js";
import { Popover } from "./popup.js";

/**
 * `groups` are `[{label?, options: [{id, text, about?, isChosen?}]}]` and belong to what is typed.
 * `shown` is what the closed field says. `onTyped(text)` hears each change, `onChoose(option)` the
 * choice. Where what was typed is a value too, `onFree(text)` hears it when the field is left
 * without choosing, and `onEmptied()` when nothing stands there any more.
 */
export function Combobox({
  shown, groups, note, placeholder, onTyped, onChoose, onFree, onEmptied, onBackspace, staysOpen = false,
  isDisabled = false, isWide = true, startsAt, inputRef, icon, ...names
}) {
  const box = useRef(null);
  const own = useRef(null);
  const input = inputRef ?? own;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(null);
  const options = groups.flatMap((group) => group.options);
  const [active, setActive] = useActive(options, isOpen, typed, startsAt);
  const type = (text) => {
    setTyped(text);
    onTyped?.(text ?? "");
  };
  const open = () => !isDisabled && setOpen(true);
  const close = () => {
    setOpen(false);
    type(null);
  };
  const choose = (option) => {
    if (staysOpen) type(null);
    else close();
    onChoose(option);
  };
  const leave = () => {
    if (typed?.trim() && onFree) onFree(typed);
    if (typed === "" && shown) onEmptied?.();
    close();
  };
  // What stands there may change under the one who has just come: typing still begins anew.
  useLayoutEffect(() => {
    if (onFree && typed === null && document.activeElement === input.current) input.current.select();
  }, [shown]);
  const onBlur = ({ relatedTarget }) => {
    // Without a box it is gone, and so is what was begun in it.
    if (box.current && !box.current.contains(relatedTarget) && (isOpen || typed !== null)) leave();
  };
  const onKeyDown = keysOf({ isOpen, typed, options, active, setActive, open, leave, choose, onFree, onBackspace });
  return html`<div ref=${box} class=${`combo ${isDisabled ? "is-disabled" : ""}`}>
    <input ref=${input} type="text" role="combobox" class="input combo-input" autocomplete="off"
      aria-expanded=${isOpen ? "true" : "false"} aria-controls=${isOpen ? id : undefined}
      aria-autocomplete="list" aria-haspopup="listbox" readonly=${isDisabled}
      aria-activedescendant=${isOpen && options[active] ? `${id}-${active}` : undefined}
      aria-disabled=${isDisabled ? "true" : undefined} placeholder=${isOpen && shown ? shown : placeholder}
      value=${typed ?? (isOpen && !onFree ? "" : shown)} ...${names}
      onInput=${(event) => { open(); type(event.currentTarget.value); }}
      onFocus=${(event) => onFree && event.currentTarget.select()} onClick=${open} onKeyDown=${onKeyDown}
      onBlur=${onBlur} />
    <span class="combo-icon" aria-hidden="true">${icon ?? "▾"}</span>
    ${isOpen && html`<${Popover} anchor=${box} takesFocus=${false} role="presentation"
      onClose=${(why) => why === "Escape" && close()} className="list-popup" data-wide=${isWide ? "true" : undefined}>
      <${List} id=${id} groups=${groups} active=${active} note=${note} onChoose=${choose} />
    </${Popover}>`}
  </div>`;
}

/** The option that Enter would choose: the first that fits, at first the one that is chosen. */
function useActive(options, isOpen, typed, startsAt) {
  const [active, setActive] = useState(-1);
  const names = options.map((option) => option.id).join("\n");
  useLayoutEffect(() => {
    if (!isOpen) return setActive(-1);
    const chosen = options.findIndex((option) => option.isChosen);
    const start = chosen >= 0 ? chosen : options.findIndex((option) => option.id === startsAt);
    return setActive(typed ? 0 : Math.max(start, 0));
  }, [isOpen, typed, names]);
  return [active, setActive];
}

function keysOf({ isOpen, typed, options, active, setActive, open, leave, choose, onFree, onBackspace }) {
  const walk = (event, to) => {
    event.preventDefault();
    if (!isOpen) return open();
    return setActive(Math.max(0, Math.min(to, options.length - 1)));
  };
  const enter = (event) => {
    // With Ctrl it is for the form, which has to know what stands here.
    if (event.ctrlKey || event.metaKey) leave();
    if (event.ctrlKey || event.metaKey || (!isOpen && onFree)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isOpen) open();
    else if (options[active]) choose(options[active]);
    else if (typed && onFree) leave();
  };
  const keys = {
    ArrowDown: (event) => walk(event, active + 1),
    ArrowUp: (event) => walk(event, active - 1),
    PageDown: (event) => walk(event, active + 8),
    PageUp: (event) => walk(event, active - 8),
    Enter: enter,
    Backspace: () => !typed && onBackspace?.(),
  };
  return (event) => {
    if (event.isComposing) return;
    const writes = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    // What is shown was chosen, not typed: whoever types begins anew.
    if (typed === null && !onFree && (writes || event.key === "Backspace")) event.currentTarget.select();
    keys[event.key]?.(event);
  };
}

function List({ id, groups, active, note, onChoose }) {
  const list = useRef(null);
  useEffect(() => {
    list.current.querySelector(".is-active")?.scrollIntoView({ block: "nearest" });
  }, [active, groups]);
  let index = -1;
  const draw = (option) => {
    index += 1;
    return html`<${Option} key=${option.id} id=${`${id}-${index}`} option=${option}
      isActive=${index === active} onChoose=${onChoose} />`;
  };
  // The focus stays in the text field, or the list would close before the click arrives.
  return html`<div ref=${list} id=${id} role="listbox" class="list"
      onMouseDown=${(event) => event.preventDefault()} aria-label="Choices">
      ${groups.map((group, at) => (group.label
        ? html`<div key=${group.label} role="group" aria-labelledby=${`${id}group${at}`}>
            <div class="list-group" id=${`${id}group${at}`} role="presentation">${group.label}</div>
            ${group.options.map(draw)}</div>`
        : group.options.map(draw)))}
    </div>
    ${note && html`<div class="list-note" role="status">${note}</div>`}`;
}

function Option({ id, option, isActive, onChoose }) {
  return html`<div id=${id} role="option" class=${`list-option ${isActive ? "is-active" : ""}`}
    aria-selected=${option.isChosen ? "true" : "false"}
    onClick=${() => onChoose(option)}>
    <span class="list-mark" aria-hidden="true">${option.isChosen ? "✓" : ""}</span>
    <span class="list-words"><span>${option.text}</span>
      ${option.about && html`<span class="list-about">${option.about}</span>`}</span>
  </div>`;
}
