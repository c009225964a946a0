// Slack's mrkdwn, taken apart: text becomes a tree of plain objects, which mrkdwn.js draws.
import { signOf } from "./emoji_names.js";

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const QUOTED = /^(?:&gt;|>) ?/;
const QUOTED_TO_THE_END = /^(?:&gt;|>){3} ?/;
const ITEM = /^(\s*)([•◦▪‣-]|\d{1,3}[.)])\s+(?=\S)/;
const TOKEN = /<([^<>\n]+)>/y;
const CODE = /`([^`\n]+)`/y;
const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/y;
const ADDRESS = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"*_~`]/iy;
const LINKED = /^(?:https?|mailto):./i;
const ENTITY = /&(amp|lt|gt);/g;
const LETTER = /[\p{L}\p{N}]/u;
const MARKS = { "*": "bold", _: "italic", "~": "strike" };
const SIGNS = { amp: "&", lt: "<", gt: ">" };
const DATE = /^!date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/;

/** The text's blocks: `{kind: "lines" | "item" | "quote" | "fence", parts}`. */
export function parse(text, { verbatim = false } = {}) {
  const blocks = [];
  let end = 0;
  for (const fence of text.matchAll(FENCE)) {
    blocks.push(...paragraphs(text.slice(end, fence.index), verbatim, { after: end > 0, before: true }));
    blocks.push({ kind: "fence", parts: inFence(fence[1]) });
    end = fence.index + fence[0].length;
  }
  return [...blocks, ...paragraphs(text.slice(end), verbatim, { after: end > 0 })];
}

/** The three entities of wire text, as the signs they stand for. */
export function unescaped(text) {
  return text.replace(ENTITY, (_all, name) => SIGNS[name]);
}

function paragraphs(text, verbatim, { after = false, before = false }) {
  // A fence stands on lines of its own, so the breaks around it are not drawn once more.
  const opened = after ? text.replace(/^\n/, "") : text;
  const kept = before ? opened.replace(/\n$/, "") : opened;
  if (!kept) return [];
  const blocks = [];
  let quotesTheRest = false;
  for (const line of kept.split("\n")) {
    const opensRest = !quotesTheRest && QUOTED_TO_THE_END.test(line);
    quotesTheRest ||= opensRest;
    const kind = kindOf(line, quotesTheRest);
    const mark = opensRest ? QUOTED_TO_THE_END : QUOTED;
    const isMarked = kind === "quote" && (opensRest || !quotesTheRest);
    add(blocks, kind, isMarked ? line.replace(mark, "") : line);
  }
  return blocks.map((block) => finished(block, verbatim));
}

function kindOf(line, quotesTheRest) {
  if (quotesTheRest || QUOTED.test(line)) return "quote";
  return ITEM.test(line) ? "item" : "lines";
}

function add(blocks, kind, line) {
  const last = blocks.at(-1);
  if (last?.kind === kind && kind !== "item") last.lines.push(line);
  else blocks.push({ kind, lines: [line] });
}

function finished({ kind, lines }, verbatim) {
  if (kind !== "item") return { kind, parts: inLine(lines.join("\n"), verbatim) };
  const [mark, indent, sign] = ITEM.exec(lines[0]);
  const parts = inLine(lines[0].slice(mark.length), verbatim);
  return { kind, sign, depth: Math.floor(indent.length / 2), parts };
}

function inFence(text) {
  return scanned(text, (at) => token(text, at));
}

function inLine(text, verbatim) {
  const unclosed = {};
  return scanned(text, (at) => token(text, at) ?? code(text, at)
    ?? marked(text, at, { verbatim, unclosed })
    ?? emoji(text, at) ?? (verbatim ? null : address(text, at)));
}

/** Each place of the text is tried; what is nothing special is text. */
function scanned(text, find) {
  const parts = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = find(at);
    if (found) {
      if (plain) parts.push({ kind: "text", text: unescaped(plain) });
      plain = "";
      parts.push(found.part);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) parts.push({ kind: "text", text: unescaped(plain) });
  return parts;
}

function matched(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function token(text, at) {
  const found = text[at] === "<" ? matched(TOKEN, text, at) : null;
  const part = found && meaning(found[1]);
  return part ? { part, end: at + found[0].length } : null;
}

function meaning(inner) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescaped(inner.slice(bar + 1));
  if (/^@[UWB]\w+$/.test(target)) return { kind: "user", id: target.slice(1), label };
  if (/^#[CGD]\w+$/.test(target)) return { kind: "channel", id: target.slice(1), label };
  if (target[0] === "!") return special(target, label);
  // Anything else in angle brackets is what somebody wrote, and stays text.
  return LINKED.test(target) ? { kind: "link", url: unescaped(target), label } : null;
}

function special(target, label) {
  const date = DATE.exec(target);
  if (date) {
    const [, seconds, format, url] = date;
    return { kind: "date", seconds: Number(seconds), format, url: unescaped(url ?? ""), label };
  }
  const [name] = target.slice(1).split("^");
  if (["here", "channel", "everyone"].includes(name)) return { kind: "broadcast", range: name };
  return { kind: "group", label: label || `@${name === "subteam" ? "group" : name}` };
}

function code(text, at) {
  const found = text[at] === "`" ? matched(CODE, text, at) : null;
  return found && { part: { kind: "code", parts: inFence(found[1]) }, end: at + found[0].length };
}

function emoji(text, at) {
  const found = text[at] === ":" ? matched(EMOJI, text, at) : null;
  if (!found || !signOf(found[1])) return null;
  return { part: { kind: "emoji", name: found[1] }, end: at + found[0].length };
}

function address(text, at) {
  if (text[at] !== "h" && text[at] !== "H") return null;
  const found = LETTER.test(text[at - 1] ?? "") ? null : matched(ADDRESS, text, at);
  if (!found) return null;
  return { part: { kind: "link", url: unescaped(found[0]), label: "" }, end: at + found[0].length };
}

function marked(text, at, { verbatim, unclosed }) {
  const mark = text[at];
  if (!Object.hasOwn(MARKS, mark) || at < unclosed[mark] || !opens(text, at, mark)) return null;
  const end = closing(text, at + 1, mark);
  if (end < 0) {
    // What is not closed from here is not closed from further right on the line, either.
    const line = text.indexOf("\n", at);
    unclosed[mark] = line < 0 ? text.length : line;
    return null;
  }
  return { part: { kind: MARKS[mark], parts: inLine(text.slice(at + 1, end), verbatim) }, end: end + 1 };
}

function opens(text, at, mark) {
  const [before, after] = [text[at - 1] ?? "", text[at + 1] ?? ""];
  return before !== mark && !LETTER.test(before) && after !== mark && /\S/.test(after);
}

/** Where the mark that was opened ends, or -1; links and code are stepped over. */
function closing(text, from, mark) {
  for (let at = from; at < text.length && text[at] !== "\n"; at += 1) {
    const whole = token(text, at) ?? code(text, at);
    if (whole) {
      at = whole.end - 1;
    } else if (text[at] === mark && at > from && closes(text, at, mark)) {
      return at;
    }
  }
  return -1;
}

function closes(text, at, mark) {
  const [before, after] = [text[at - 1], text[at + 1] ?? ""];
  return !/\s/.test(before) && before !== mark && after !== mark && !LETTER.test(after);
}
