// Text as Slack marks it up: mrkdwn, and plain text with emoji names.
import { Emoji, withSigns } from "./emoji.js";
import { signOf } from "./emoji_names.js";
import { Link } from "./links.js";
import { Broadcast, ChannelMention, Group, Instant, UserMention } from "./mentions.js";
import { parse } from "./mrkdwn_parse.js";
import { useSeat } from "./seat.js";
import { html, useMemo } from "./ui.js";

const GLANCE = 80;

/** Wire text; `verbatim` leaves bare addresses as they are. */
export function Mrkdwn({ text = "", verbatim = false }) {
  const blocks = useMemo(() => parse(text, { verbatim }), [text, verbatim]);
  return html`<div class="text" dir="auto">${blocks.map(drawn)}</div>`;
}

/** Text without markup; `emoji` turns `:names:` into signs. */
export function PlainText({ text = "", emoji = true }) {
  return html`<span class="text-plain" dir="auto">${emoji ? withSigns(text) : text}</span>`;
}

/** The first line of wire text, short and without anything to click. */
export function Glance({ text = "" }) {
  const seat = useSeat();
  const [first] = parse(text);
  const [line] = (first ? first.parts.map((one) => words(one, seat)).join("") : "").trim().split("\n");
  return html`<span dir="auto">${line.length > GLANCE ? `${line.slice(0, GLANCE).trimEnd()}…` : line}</span>`;
}

/** A text object of a block, of either kind. */
export function Text({ of }) {
  if (of?.type === "mrkdwn") return html`<${Mrkdwn} text=${of.text} verbatim=${of.verbatim} />`;
  return html`<${PlainText} text=${of?.text} emoji=${of?.emoji ?? true} />`;
}

function drawn({ kind, sign, depth, parts }) {
  const inner = parts.map(part);
  if (kind === "fence") return html`<pre class="text-fence" dir="ltr">${inner}</pre>`;
  if (kind === "quote") return html`<blockquote class="text-quote" dir="auto">${inner}</blockquote>`;
  if (kind === "item") {
    // Slack's mrkdwn has no lists: the sign is text, but what is long hangs beside it.
    return html`<div class="text-item" style=${{ paddingInlineStart: `${depth}em` }}><span>${sign} </span><span>${inner}</span></div>`;
  }
  return html`<div class="text-lines">${inner}</div>`;
}

const PARTS = {
  text: ({ text }) => text,
  bold: ({ parts }) => html`<strong>${parts.map(part)}</strong>`,
  italic: ({ parts }) => html`<em>${parts.map(part)}</em>`,
  strike: ({ parts }) => html`<s>${parts.map(part)}</s>`,
  code: ({ parts }) => html`<code class="text-code">${parts.map(part)}</code>`,
  emoji: ({ name }) => html`<${Emoji} name=${name} />`,
  link: ({ url, label }) => html`<${Link} url=${url}>${withSigns(label) || shortened(url)}<//>`,
  user: (of) => html`<${UserMention} ...${of} />`,
  channel: (of) => html`<${ChannelMention} ...${of} />`,
  broadcast: (of) => html`<${Broadcast} ...${of} />`,
  group: (of) => html`<${Group} ...${of} />`,
  date: (of) => html`<${Instant} ...${of} />`,
};

function part(of) {
  return PARTS[of.kind](of);
}

/** A part as bare words. */
function words(of, seat) {
  if (of.parts) return of.parts.map((one) => words(one, seat)).join("");
  const said = {
    emoji: () => signOf(of.name),
    user: () => `@${seat.get(`people/${of.id}`)?.name ?? of.label}`,
    channel: () => `#${seat.get(`places/${of.id}`)?.name ?? of.label}`,
    broadcast: () => `@${of.range}`,
    link: () => of.label || shortened(of.url),
  };
  return said[of.kind]?.() ?? of.text ?? of.label ?? "";
}

function shortened(url) {
  return url.replace(/^mailto:/i, "");
}
