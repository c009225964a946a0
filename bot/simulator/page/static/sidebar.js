// The conversations of one person, and how much in them is new.
import { placeName, sections } from "./places.js";
import { html, memo, useEffect, useRef } from "./ui.js";

/** The navigation "Conversations"; in a narrow seat it is a drawer. */
export function Sidebar({ places, current, isOpen, onGo, onClose }) {
  const box = useRef(null);
  useDrawerFocus(box, isOpen);
  const escape = (event) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    onClose();
  };
  return html`<div class="sb-box" data-open=${isOpen} onKeyDown=${escape}>
    <div class="sb-veil" onClick=${onClose}></div>
    <nav class="sb-nav" aria-label="Conversations" data-region="conversations" tabindex="-1" ref=${box} onKeyDown=${rove}>
      ${sections(places).map(({ name, places: listed }) => html`<div class="sb-section" key=${name}>
        <h3 class="sb-heading">${name}</h3>
        <ul class="sb-list">
          ${listed.map((place) => html`<li key=${place.id}>
            <${Entry} place=${place} isCurrent=${place.id === current?.id} onGo=${onGo} />
          </li>`)}
        </ul>
      </div>`)}
    </nav>
  </div>`;
}

const Entry = memo(function Entry({ place, isCurrent, onGo }) {
  const { unread, mentions } = place;
  const name = placeName(place);
  const kind = [place.is_member || place.kind === "im" ? "" : "is-other", place.is_archived ? "is-archived" : ""].join(" ");
  return html`<button type="button" class=${`sb-entry ${kind}`} data-unread=${unread > 0}
    aria-label=${unread > 0 ? `${name}, ${unread} unread` : name} aria-current=${isCurrent ? "page" : undefined}
    onClick=${() => onGo(place.id)}>
    <${Sign} place=${place} />
    <span class="sb-name">${place.name}</span>
    ${unread > 0 && html`<span class="sb-count" data-mentions=${mentions > 0 || place.kind === "im"} aria-hidden="true">${unread > 99 ? "99+" : unread}</span>`}
  </button>`;
});

function Sign({ place }) {
  if (place.is_app) return html`<span class="sb-sign sb-avatar is-app" aria-hidden="true">${place.name.slice(0, 1)}</span>`;
  if (place.kind === "im") return html`<span class="sb-sign sb-avatar" aria-hidden="true">${place.name.slice(0, 1)}</span>`;
  if (place.kind === "channel") return html`<span class="sb-sign" aria-hidden="true">#</span>`;
  return html`<svg class="sb-sign" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 7.5h8v5.5H4zM5.8 7.5V5.2a2.2 2.2 0 0 1 4.4 0v2.3" /></svg>`;
}

/** An opened drawer takes the focus; a closed one gives it back. */
function useDrawerFocus(box, isOpen) {
  useEffect(() => {
    if (!isOpen) return undefined;
    const before = document.activeElement;
    const wanted = box.current.querySelector("[aria-current=page]") ?? box.current.querySelector("button");
    wanted?.focus();
    return () => {
      const held = document.activeElement;
      if (held === document.body || box.current?.contains(held)) before?.focus();
    };
  }, [isOpen]);
}

function rove(event) {
  if (event.altKey || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  const entries = [...event.currentTarget.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: entries.length - 1 }[event.key];
  event.preventDefault();
  entries[Math.max(0, Math.min(entries.length - 1, to))]?.focus();
}
