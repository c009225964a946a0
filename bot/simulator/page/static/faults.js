// What can be broken: Slack's answers, Slack itself, the app. And how to mend it again.
import { html, useState } from "./ui.js";
import { useSeat, useValue } from "./seat.js";
import { Tool } from "./tool.js";

const TIMES = 3;
const FAULTS = [
  { kind: "rate_limited", text: `Slack says 429 to the next ${TIMES} calls` },
  { kind: "timeout_after", text: `The next ${TIMES} calls take effect, but the answer is lost` },
  { kind: "server_error", text: `The next ${TIMES} calls fail with 500` },
  { kind: "away", text: "Slack is away for 30 minutes" },
];
const BUTTON = html`
  <span class="tool-sign" aria-hidden="true">⚡</span><span class="tool-word">Break something</span>`;

/** The button in the bar with the app's state beside it, and the window that it opens. */
export function FaultMenu() {
  const faults = useValue("faults") ?? [];
  return html`
    <div class="tool">
      <${State} faults=${faults} />
      <${Tool} label="Break something" button=${BUTTON}>
        <${Faults} faults=${faults} />
      <//>
    </div>`;
}

function State({ faults }) {
  const name = useValue("app")?.name ?? "The app";
  const state = useValue("bot")?.state ?? "starting";
  const broken = faults.map(({ label }) => label).join(" · ");
  return html`
    <span class=${`tool-state tool-${state}`} role="status">
      <span class="tool-state-text">${name} is ${state}</span>
      ${broken && html`<span class="tool-broken">${broken}</span>`}
    </span>`;
}

function Faults({ faults }) {
  const seat = useSeat();
  const [refusal, setRefusal] = useState("");
  const state = useValue("bot")?.state ?? "starting";
  const begin = async (kind) => {
    const { ok, error } = await seat.act("fault", { kind, times: TIMES });
    setRefusal(ok ? "" : error);
  };
  return html`
    <div class="tool-window">
      <h2>Break something</h2>
      <p class="tool-note">What the workspace does wrong, once. Nothing may get lost.</p>
      <ul class="tool-list">
        ${FAULTS.map(({ kind, text }) => html`
          <li key=${kind}><button type="button" class="tool-choice" onClick=${() => begin(kind)}>${text}</button></li>`)}
      </ul>
      ${state === "down"
        ? html`<button type="button" class="tool-button tool-after" onClick=${() => begin("start")}>Start the app</button>`
        : html`<button type="button" class="tool-button tool-danger tool-after" onClick=${() => begin("crash")}>Crash the app</button>`}
      ${(faults.length > 0 || state === "running") && html`<${InForce} faults=${faults} onClear=${() => begin("clear")} />`}
      ${refusal && html`<p class="tool-refusal" role="alert">${refusal}</p>`}
    </div>`;
}

function InForce({ faults, onClear }) {
  if (!faults.length) return html`<p class="tool-note tool-after">Nothing is broken at the moment.</p>`;
  return html`
    <h3 id="in-force">In force</h3>
    <ul class="tool-list" aria-labelledby="in-force">
      ${faults.map(({ id, label, left }) => html`
        <li key=${id} class="tool-row">
          <span class="tool-row-text">${label}</span><span class="tool-left">${left}</span>
        </li>`)}
    </ul>
    <button type="button" class="tool-button tool-after" onClick=${onClear}>End it</button>`;
}
