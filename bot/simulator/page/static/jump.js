// The jump box: Ctrl+K (⌘K), a few letters, Enter, and one is in another conversation.
import { inOrder, placeName } from "./places.js";
import { html, useEffect, useId, useRef, useState } from "./ui.js";

/** Listens for Ctrl+K in its seat; `isHere()` says whether the seat has the focus. */
export function Jump({ places, isHere, onGo }) {
  const [isOpen, setOpen] = useState(false);
  const latest = useRef(isHere);
  latest.current = isHere;
  useEffect(() => {
    const open = (event) => {
      const isAsked = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isAsked || !latest.current()) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", open);
    return () => removeEventListener("keydown", open);
  }, []);
  return isOpen ? html`<${Box} places=${places} onGo=${onGo} onClose=${() => setOpen(false)} />` : null;
}

function Box({ places, onGo, onClose }) {
  const dialog = useRef(null);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = inOrder(places).filter((place) => placeName(place).toLowerCase().includes(typed.trim().toLowerCase()));
  const at = Math.min(chosen, found.length - 1);
  useEffect(() => dialog.current.showModal(), []);
  const go = (place) => {
    dialog.current.close();
    onGo(place.id);
  };
  const key = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && found.length > 0) setChosen((at + by + found.length) % found.length);
    else if (event.key === "Enter" && found[at]) go(found[at]);
    else return;
    event.preventDefault();
  };
  const type = (event) => {
    setTyped(event.target.value);
    setChosen(0);
  };
  return html`<dialog class="sh-jump" aria-label="Jump to" ref=${dialog} onClose=${onClose}
    onClick=${(event) => event.target === dialog.current && dialog.current.close()}>
    <input class="sh-jump-text" type="text" role="combobox" aria-label="Conversation" placeholder="Jump to…" autocomplete="off"
      aria-expanded="true" aria-controls=${id} aria-activedescendant=${found[at] ? `${id}-${at}` : undefined}
      value=${typed} onInput=${type} onKeyDown=${key} />
    <ul class="sh-jump-list" role="listbox" aria-label="Conversations" id=${id}>
      ${found.map((place, index) => html`<li class="co-choice" role="option" key=${place.id} id=${`${id}-${index}`}
        aria-selected=${String(index === at)} onClick=${() => go(place)}>
        <span class="co-choice-name">${placeName(place)}</span>
        ${place.unread > 0 && html`<span class="co-choice-note">${place.unread} unread</span>`}
      </li>`)}
    </ul>
    ${found.length === 0 && html`<p class="sh-jump-none" role="status">There is no such conversation.</p>`}
  </dialog>`;
}
