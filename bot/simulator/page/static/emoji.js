// Emoji by name: `:eyes:` in text, and the names in reactions.
import { html } from "./ui.js";
import { EMOJI, signOf } from "./emoji_names.js";

const TYPED = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;

/** The sign of a name; a name that is not known stays as it is written. */
export function Emoji({ name, typed = `:${name}:` }) {
  const sign = signOf(name);
  if (!sign) return html`<span>${typed}</span>`;
  return html`<span class="text-emoji" role="img" aria-label=${`${words(name)} emoji`} title=${`:${name}:`}>${sign}</span>`;
}

/** Plain text with its `:names:` made signs. */
export function withSigns(text) {
  return text.replace(TYPED, (typed, name) => signOf(name) ?? typed);
}

/** Names to choose from that hold these letters, each sign once, best first. */
export function emojiLike(typed, most = 48) {
  const sought = typed.trim().toLowerCase().replaceAll(":", "").replaceAll(" ", "_");
  const ranked = EMOJI.filter(([name]) => name.includes(sought));
  ranked.sort(([one], [other]) => other.startsWith(sought) - one.startsWith(sought));
  const bySign = new Map(ranked.toReversed().map(([name, sign]) => [sign, name]));
  return [...bySign].toReversed().slice(0, most).map(([sign, name]) => ({ name, sign }));
}

function words(name) {
  return name.replaceAll("_", " ");
}
