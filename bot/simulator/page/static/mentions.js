// People, places and instants that a text names; each is read as the person of the seat reads it.
import { useNow } from "./clock.js";
import { formatFull, written } from "./dates.js";
import { useGo } from "./go.js";
import { Link } from "./links.js";
import { useSeat, useValue } from "./seat.js";
import { html } from "./ui.js";

const LAST_INSTANT = 8_640_000_000_000;

/** `<@U0…>`: somebody's name, marked where it is the reader's own. */
export function UserMention({ id, label }) {
  const person = useValue(`people/${id}`);
  const isMe = useSeat().person === id;
  return html`<span class=${mentionClass(isMe)}>@${person?.name || label || id}</span>`;
}

/** `<#C0…>`: a way to the place, where the reader can see it. */
export function ChannelMention({ id, label }) {
  const place = useValue(`places/${id}`);
  const go = useGo();
  const name = `#${place?.name || label || id}`;
  if (!place || !go) return html`<span class="text-mention">${name}</span>`;
  return html`<button type="button" class="text-mention is-way" onClick=${() => go({ place: id })}>${name}</button>`;
}

/** `<!here>` and its kin: everybody is meant. */
export function Broadcast({ range }) {
  return html`<span class=${mentionClass(true)}>@${range}</span>`;
}

/** `<!subteam^S0…>`: a group of people, which the page knows by its label only. */
export function Group({ label }) {
  return html`<span class="text-mention">${label}</span>`;
}

/** `<!date^…>`: an instant in the reader's zone, kept true while the workspace's clock runs. */
export function Instant({ seconds, format, label, url }) {
  const me = useValue("me");
  const now = useNow();
  if (!me || !now || !(Math.abs(seconds) < LAST_INSTANT)) return html`<span>${label}</span>`;
  const iso = new Date(seconds * 1000).toISOString();
  const shown = html`<time datetime=${iso} title=${formatFull(seconds, me)}>${written(format, seconds, now, me)}</time>`;
  return url ? html`<${Link} url=${url}>${shown}<//>` : shown;
}

function mentionClass(isMe) {
  return `text-mention ${isMe ? "is-me" : ""}`;
}
