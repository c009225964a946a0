// The log: what went between the workspace and the app, as it happens.
import { html, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./ui.js";
import { formatInstant } from "./clock.js";
import { formatTime } from "./dates.js";
import { gistOf } from "./gist.js";
import { useValue } from "./seat.js";
import { listen } from "./wire.js";

const KEPT = 1000;
const END_SLACK = 24;
const KINDS = [
  { kind: "request", mark: "→ app", label: "Requests" },
  { kind: "call", mark: "← app", label: "Calls" },
  { kind: "refusal", mark: "✕ refused", label: "Refusals" },
  { kind: "bot", mark: "app", label: "App" },
  { kind: "clock", mark: "clock", label: "Clock" },
  { kind: "fault", mark: "fault", label: "Faults" },
];
const MARKS = Object.fromEntries(KINDS.map(({ kind, mark }) => [kind, mark]));

/** The pane: filters at the top, the lines under them, the newest last and in sight. */
export function LogPane({ onClose }) {
  const [lines, clear] = useLines();
  const [hidden, setHidden] = useState(() => new Set());
  const shown = useMemo(() => lines.filter((line) => !hidden.has(line.kind)), [lines, hidden]);
  const toggle = (kind) => setHidden((before) => {
    const after = new Set(before);
    if (!after.delete(kind)) after.add(kind);
    return after;
  });
  return html`
    <section class="log" aria-label="Log">
      <header class="log-head">
        <h2 class="log-title">Log</h2>
        <${Filters} hidden=${hidden} onToggle=${toggle} />
        <button type="button" class="log-tool" onClick=${clear}>Clear view</button>
        ${onClose && html`<button type="button" class="log-tool" aria-label="Close log" onClick=${onClose}>✕</button>`}
      </header>
      <${Lines} lines=${shown} isFiltered=${shown.length < lines.length} />
    </section>`;
}

/**
 * The lines so far, and how to sweep them from the view. After a broken line the last ones come once
 * more (`whole`); their numbers begin anew where the workspace did.
 */
function useLines() {
  const [lines, setLines] = useState([]);
  const swept = useRef(0);
  useEffect(() => listen("log", ({ lines: said, whole }) => {
    if (whole && (said.at(-1)?.n ?? 0) < swept.current) swept.current = 0;
    const news = said.filter((line) => line.n > swept.current);
    setLines((before) => (whole ? news : [...before, ...news].slice(-KEPT)));
  }), []);
  const clear = () => {
    swept.current = lines.at(-1)?.n ?? swept.current;
    setLines([]);
  };
  return [lines, clear];
}

function Filters({ hidden, onToggle }) {
  return html`
    <div class="log-filters" role="group" aria-label="Show in the log">
      ${KINDS.map(({ kind, label }) => html`
        <button type="button" class="log-filter" key=${kind} aria-pressed=${String(!hidden.has(kind))}
          onClick=${() => onToggle(kind)}>${label}</button>`)}
    </div>`;
}

function Lines({ lines, isFiltered }) {
  const { box, isAtEnd, onScroll, goToEnd } = useEnd(lines);
  return html`
    <div class="log-body">
      <div class="log-lines" ref=${box} onScroll=${onScroll} role="log" aria-live="off"
        aria-label="What happened" tabIndex="0">
        ${!lines.length && html`<p class="log-empty">
          ${isFiltered ? "Nothing of the chosen kinds." : "Nothing yet. Press something in the workspace."}</p>`}
        ${lines.map((line) => html`<${Line} key=${line.n} line=${line} />`)}
      </div>
      ${!isAtEnd && html`<button type="button" class="log-newest" onClick=${goToEnd}>Newest ↓</button>`}
    </div>`;
}

/** Keep the newest line in sight for as long as nobody scrolled up. */
function useEnd(lines) {
  const box = useRef(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const goToEnd = () => {
    box.current.scrollTop = box.current.scrollHeight;
    setAtEnd(true);
  };
  useLayoutEffect(() => {
    if (!isAtEnd) return undefined;
    const follow = () => {
      box.current.scrollTop = box.current.scrollHeight;
    };
    follow();
    const sizes = new ResizeObserver(follow);
    sizes.observe(box.current);
    return () => sizes.disconnect();
  }, [lines, isAtEnd]);
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    setAtEnd(scrollHeight - scrollTop - clientHeight < END_SLACK);
  };
  return { box, isAtEnd, onScroll, goToEnd };
}

const Line = memo(({ line }) => {
  const me = useValue("me");
  const [isOpen, setOpen] = useState(false);
  const gist = gistOf(line);
  const hasDetail = line.detail !== null && line.detail !== undefined;
  const text = html`
    <time class="log-time" datetime=${line.at}>${formatTime(new Date(line.at), me, { seconds: true })}</time>
    <span class="log-mark">${MARKS[line.kind] ?? line.kind}</span>
    <span class="log-what">${sayLine(line, me)}${gist && html` <span class="log-gist">${gist}</span>`}</span>`;
  return html`
    <div class=${`log-line log-${line.kind} ${line.is_bad ? "log-bad" : ""}`}>
      ${hasDetail ? html`
        <button type="button" class="log-sum" aria-expanded=${String(isOpen)} onClick=${() => setOpen(!isOpen)}>
          ${text}</button>` : html`<div class="log-sum">${text}</div>`}
      ${isOpen && html`<${Detail} of=${line.detail} />`}
    </div>`;
});

function Detail({ of }) {
  const node = useRef(null);
  useLayoutEffect(() => node.current.parentElement.scrollIntoView({ block: "nearest" }), []);
  return html`<pre class="log-detail" ref=${node} tabIndex="0" role="group" aria-label="Detail">${
    JSON.stringify(of, null, 2)
  }</pre>`;
}

/** "block_actions · acknowledged in 12 ms", "chat.postMessage · ok · 3 ms" */
function sayLine({ kind, what, outcome, ms }, me) {
  if (kind === "clock" && me && !Number.isNaN(Date.parse(outcome))) return `${what} ${formatInstant(new Date(outcome), me)}`;
  const hasTime = ms !== null && ms !== undefined;
  if (kind === "request" && hasTime && outcome === "acknowledged") return `${what} · acknowledged in ${sayMs(ms)}`;
  return [what, outcome, hasTime && sayMs(ms)].filter(Boolean).join(" · ");
}

function sayMs(ms) {
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
}
