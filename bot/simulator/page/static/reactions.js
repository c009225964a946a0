// Reactions under a message, and the small window in which one is chosen.
import { emojiLike } from "./emoji.js";
import { signOf } from "./emoji_names.js";
import { Popover } from "./popup.js";
import { useSeat } from "./seat.js";
import { html, useRef, useState } from "./ui.js";

const FIRST = [
  "white_check_mark", "eyes", "+1", "raised_hands", "pray", "tada", "heart", "smile", "thinking_face", "cry", "fire",
  "rocket", "warning", "x", "question", "hourglass_flowing_sand", "bug", "wave",
];
const COLUMNS = 6;

/** All reactions of a message; each can be taken over or back. */
export function Reactions({ message, acting }) {
  const seat = useSeat();
  const { channel: place, ts } = message;
  const add = (name) => acting("react", { place, ts, name });
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${message.reactions.map(({ name, users }) => {
      const isMine = users.includes(seat.person);
      const who = `${namesOf(users, seat)} reacted with :${name}:`;
      return html`<button key=${name} type="button" class=${`reaction ${isMine ? "is-mine" : ""}`} aria-pressed=${String(isMine)}
        aria-label=${`${name.replaceAll("_", " ")}, ${users.length}. ${who}`} title=${who}
        onClick=${() => acting(isMine ? "unreact" : "react", { place, ts, name })}>
        <span class="reaction-sign">${signOf(name) ?? `:${name}:`}</span> <span>${users.length}</span>
      </button>`;
    })}
    <${EmojiButton} className="reaction is-add" label="Add another reaction" onChoose=${add} />
  </div>`;
}

/** The button that opens the choice of emoji. */
export function EmojiButton({ className = "message-tool", label = "Add reaction", stop = 0, onChoose }) {
  const anchor = useRef(null);
  const [isOpen, setOpen] = useState(false);
  const choose = (name) => {
    setOpen(false);
    anchor.current?.focus();
    onChoose(name);
  };
  return html`<button type="button" class=${className} ref=${anchor} aria-label=${label} title=${label} tabindex=${stop}
      aria-haspopup="dialog" aria-expanded=${String(isOpen)} onClick=${() => setOpen(!isOpen)}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="8.5" r="5" /><path d="M4.8 10c1 1.6 3.4 1.6 4.4 0M5.4 7.2v.2M8.6 7.2v.2M13 1.5v4M11 3.5h4" /></svg>
    </button>
    ${isOpen && html`<${Popover} anchor=${anchor} label="Choose a reaction" className="emoji-popup" onClose=${() => setOpen(false)}>
      <${Choice} onChoose=${choose} />
    <//>`}`;
}

function Choice({ onChoose }) {
  const [typed, setTyped] = useState("");
  const grid = useRef(null);
  const found = typed.trim() ? emojiLike(typed) : FIRST.map((name) => ({ name, sign: signOf(name) }));
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || !found.length) return;
    event.preventDefault();
    onChoose(found[0].name);
  };
  return html`<div class="emoji-choice">
    <input class="emoji-search" type="text" autofocus aria-label="Find an emoji" placeholder="Find an emoji" value=${typed}
      onInput=${(event) => setTyped(event.currentTarget.value)} onKeyDown=${onKeyDown} />
    <div class="emoji-grid" ref=${grid} role="group" aria-label="Emoji" onKeyDown=${(event) => walkGrid(event, grid.current)}>
      ${found.map(({ name, sign }) => html`<button key=${name} type="button" class="emoji-one" aria-label=${name.replaceAll("_", " ")}
        title=${`:${name}:`} onClick=${() => onChoose(name)}>${sign}</button>`)}
    </div>
    ${found.length === 0 && html`<p class="emoji-none" role="status">Nothing is called so.</p>`}
  </div>`;
}

function walkGrid(event, grid) {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
  if (!step) return;
  event.preventDefault();
  const signs = [...grid.children];
  signs[signs.indexOf(document.activeElement) + step]?.focus();
}

function namesOf(users, seat) {
  const names = users.map((id) => (id === seat.person ? "You" : seat.get(`people/${id}`)?.name ?? id));
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
