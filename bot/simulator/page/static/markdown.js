// The markdown block: the common kind of Markdown, in which apps write longer texts.
import { withSigns } from "./emoji.js";
import { Link } from "./links.js";
import { html, useMemo } from "./ui.js";

const FENCE = /^\s*```/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const QUOTE = /^\s*> ?/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const INLINE = new RegExp([
  "`(?<code>[^`]+)`",
  "!?\\[(?<label>[^\\]]*)\\]\\((?<url>[^)\\s]+)[^)]*\\)",
  "\\*\\*(?<bold>(?=\\S).+?\\S?)\\*\\*",
  "__(?<strong>(?=\\S).+?)__",
  "~~(?<strike>.+?)~~",
  "(?<![\\p{L}\\p{N}*])\\*(?<italic>(?=\\S)[^*]+?)\\*",
  "(?<![\\p{L}\\p{N}_])_(?<slanted>(?=\\S)[^_]+?)_(?![\\p{L}\\p{N}])",
  "(?<bare>https?:\\/\\/[^\\s<>()]*[^\\s<>().,;:!?'\"])",
].join("|"), "gu");

/** The text of a markdown block. */
export function Markdown({ text = "" }) {
  const drawn = useMemo(() => blocks(text.split("\n")), [text]);
  return html`<div class="text text-markdown" dir="auto">${drawn}</div>`;
}

function blocks(lines) {
  const drawn = [];
  let at = 0;
  const take = (fits) => {
    const from = at;
    while (at < lines.length && fits(lines[at])) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at];
    if (FENCE.test(line)) {
      at += 1;
      const code = take((one) => !FENCE.test(one));
      at += 1;
      drawn.push(html`<pre class="text-fence" dir="ltr">${code.join("\n")}</pre>`);
    } else if (RULE.test(line)) {
      at += 1;
      drawn.push(html`<hr class="block-divider" />`);
    } else if (HEADING.test(line)) {
      at += 1;
      drawn.push(html`<p class="text-heading">${inline(HEADING.exec(line)[2])}</p>`);
    } else if (QUOTE.test(line)) {
      const quoted = take((one) => QUOTE.test(one)).map((one) => one.replace(QUOTE, ""));
      drawn.push(html`<blockquote class="text-quote">${blocks(quoted)}</blockquote>`);
    } else if (ITEM.test(line)) {
      drawn.push(...take((one) => ITEM.test(one)).map(item));
    } else {
      const words = take((one) => !startsBlock(one));
      if (words.some((one) => one.trim())) drawn.push(html`<p class="text-lines">${inline(words.join("\n").trim())}</p>`);
    }
  }
  return drawn;
}

function startsBlock(line) {
  return [FENCE, RULE, HEADING, QUOTE, ITEM].some((pattern) => pattern.test(line));
}

function item(line) {
  const [, indent, number, words] = ITEM.exec(line);
  const inset = { paddingInlineStart: `${Math.floor(indent.length / 2)}em` };
  return html`<div class="text-item" style=${inset}><span>${number ? `${number}.` : "•"} </span><span>${inline(words)}</span></div>`;
}

function inline(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(withSigns(text.slice(end, found.index)), marked(found.groups));
    end = found.index + found[0].length;
  }
  return [...parts, withSigns(text.slice(end))];
}

function marked({ code, label, url, bold, strong, strike, italic, slanted, bare }) {
  if (code) return html`<code class="text-code">${code}</code>`;
  if (url) return html`<${Link} url=${url}>${label ? inline(label) : url}<//>`;
  if (bare) return html`<${Link} url=${bare} />`;
  if (strike) return html`<s>${inline(strike)}</s>`;
  if (bold || strong) return html`<strong>${inline(bold || strong)}</strong>`;
  return html`<em>${inline(italic || slanted)}</em>`;
}
