// Rich text: what people's messages are made of, already taken apart by Slack.
import { Emoji } from "./emoji.js";
import { Link } from "./links.js";
import { Broadcast, ChannelMention, Group, Instant, UserMention } from "./mentions.js";
import { html } from "./ui.js";

const COLOUR = /^#[0-9A-F]{6}$/i;

/** A `rich_text` block. */
export function RichText({ block }) {
  const elements = block.elements ?? [];
  return html`<div class="text" dir="auto">
    ${elements.map((element, at) => html`<${Element} key=${at} element=${element} isLast=${at === elements.length - 1} />`)}
  </div>`;
}

function Element({ element, isLast }) {
  const inner = element.elements ?? [];
  const border = element.border ? "has-border" : "";
  switch (element.type) {
    case "rich_text_section":
      return html`<div class="text-lines">${line(inner, isLast)}</div>`;
    case "rich_text_quote":
      return html`<blockquote class="text-quote" dir="auto">${line(inner, true)}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre class=${`text-fence ${border}`} dir="ltr">${line(inner, true)}</pre>`;
    case "rich_text_list":
      return html`<${List} element=${element} border=${border} />`;
    default:
      return html`<div class="text-lines">${line(inner, true)}</div>`;
  }
}

function List({ element, border }) {
  const items = (element.elements ?? []).map((item) => html`<li>${line(item.elements ?? [], true)}</li>`);
  const indent = Math.min(element.indent ?? 0, 8);
  const look = { className: `text-list is-level-${indent % 3} ${border}`, style: { marginInlineStart: `${indent * 1.5}em` } };
  if (element.style === "ordered") {
    return html`<ol class=${look.className} style=${look.style} start=${(element.offset ?? 0) + 1}>${items}</ol>`;
  }
  return html`<ul class=${look.className} style=${look.style}>${items}</ul>`;
}

/** A line's pieces; what stands below begins on a line of its own, so a last break is not drawn. */
function line(pieces, isLast) {
  return pieces.map((piece, at) => {
    const endsBlock = !isLast && at === pieces.length - 1 && piece.type === "text";
    return styled(endsBlock ? { ...piece, text: piece.text.replace(/\n$/, "") } : piece);
  });
}

const PIECES = {
  text: ({ text }) => text,
  link: ({ url, text }) => html`<${Link} url=${url}>${text || url.replace(/^mailto:/i, "")}<//>`,
  user: ({ user_id: id }) => html`<${UserMention} id=${id} />`,
  channel: ({ channel_id: id }) => html`<${ChannelMention} id=${id} />`,
  broadcast: ({ range }) => html`<${Broadcast} range=${range} />`,
  usergroup: () => html`<${Group} label="@group" />`,
  team: () => html`<${Group} label="@team" />`,
  emoji: ({ name }) => html`<${Emoji} name=${name} />`,
  date: ({ timestamp, format, fallback, url }) =>
    html`<${Instant} seconds=${timestamp} format=${format} label=${fallback ?? ""} url=${url} />`,
  color: ({ value }) => html`<span class="text-colour">
    ${COLOUR.test(value) && html`<i style=${{ background: value }}></i>`}${value}</span>`,
};

function styled(piece) {
  const { bold, italic, strike, code, underline, highlight } = piece.style ?? {};
  const draw = PIECES[piece.type] ?? (() => piece.text ?? `[${piece.type}]`);
  let shown = draw(piece);
  if (code) shown = html`<code class="text-code">${shown}</code>`;
  if (strike) shown = html`<s>${shown}</s>`;
  if (underline) shown = html`<u>${shown}</u>`;
  if (highlight) shown = html`<mark class="text-mark">${shown}</mark>`;
  if (italic) shown = html`<em>${shown}</em>`;
  if (bold) shown = html`<strong>${shown}</strong>`;
  return shown;
}
