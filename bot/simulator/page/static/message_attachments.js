// Attachments: the older way in which apps put something beside their text.
import { Blocks } from "./blocks.js";
import { Link } from "./links.js";
import { Mrkdwn } from "./mrkdwn.js";
import { html } from "./ui.js";

const NAMED = { good: "var(--primary)", warning: "var(--mention-ink)", danger: "var(--danger)" };
const COLOUR = /^#?[0-9a-f]{6}$/i;

/** All attachments of a message, each beside a line in its colour. */
export function Attachments({ attachments, holder, values }) {
  return attachments.map((one) => html`<div class="attachment" style=${{ borderColor: colourOf(one.color) }}>
    ${one.pretext && html`<${Mrkdwn} text=${one.pretext} />`}
    ${one.title && html`<div class="attachment-title">${one.title_link ? html`<${Link} url=${one.title_link}>${one.title}<//>` : one.title}</div>`}
    ${one.text && html`<${Mrkdwn} text=${one.text} />`}
    ${one.blocks && html`<${Blocks} blocks=${one.blocks} holder=${holder} values=${values} />`}
    ${!one.text && !one.title && !one.blocks && html`<${Mrkdwn} text=${one.fallback} />`}
  </div>`);
}

function colourOf(named) {
  if (Object.hasOwn(NAMED, named ?? "")) return NAMED[named];
  return COLOUR.test(named ?? "") ? `#${named.replace("#", "")}` : "";
}
