// The picture of somebody: their initials on a colour of their own.
import { useValue } from "./seat.js";
import { html } from "./ui.js";

const COLOURS = 8;

/** Somebody of the workspace, by id; `size` is "small", "tiny" or nothing. Their name stands beside it. */
export function Avatar({ id, size = "", isGone = false }) {
  const person = useValue(`people/${id}`);
  if (isGone) return html`<span class=${`avatar is-gone ${size && `is-${size}`}`} aria-hidden="true"></span>`;
  const kind = person?.is_bot ? "is-app" : `is-colour-${colourOf(id ?? "")}`;
  return html`<span class=${`avatar ${kind} ${size && `is-${size}`}`} aria-hidden="true">${initials(person?.name)}</span>`;
}

function colourOf(id) {
  let sum = 0;
  for (const sign of id) sum = (sum * 91 + sign.codePointAt(0)) % 65521;
  return sum % COLOURS;
}

function initials(name) {
  const words = (name ?? "").split(/\s+/).filter(Boolean);
  const firsts = words.length > 1 ? [words[0], words.at(-1)] : words;
  return firsts.map((word) => [...word][0].toUpperCase()).join("") || "?";
}
