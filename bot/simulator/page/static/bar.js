// The bar over everything: what this is, the clock, the log, what can be broken, split view.
import { ClockButton } from "./clock.js";
import { FaultMenu } from "./faults.js";
import { html } from "./ui.js";

/** The page's banner. */
export function Bar({ isLogOpen, onLog, isSplit, onSplit }) {
  return html`<header class="sh-bar" data-region="bar" tabindex="-1">
    <div class="sh-brand">
      <${Mark} />
      <span class="sh-name">Practice workspace</span>
      <span class="sh-claim"> · nothing leaves this machine</span>
    </div>
    <div class="sh-tools">
      <${ClockButton} />
      <${FaultMenu} />
      <${Toggle} label="Log" isOn=${isLogOpen} onToggle=${onLog}>
        <path d="M3 4h10M3 8h10M3 12h6" />
      <//>
      <${Toggle} label="Split view" isOn=${isSplit} onToggle=${onSplit}>
        <path d="M2.5 3h11v10h-11zM8 3v10" />
      <//>
    </div>
  </header>`;
}

function Toggle({ label, isOn, onToggle, children }) {
  return html`<button type="button" class="sh-tool" aria-label=${label} aria-pressed=${String(isOn)} title=${label} onClick=${onToggle}>
    <svg viewBox="0 0 16 16" aria-hidden="true">${children}</svg>
    <span class="sh-tool-name">${label}</span>
  </button>`;
}

function Mark() {
  return html`<svg class="sh-mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M6 6h20v15H16l-7 6v-6H6z" />
    <circle cx="12.5" cy="13.5" r="2" /><circle cx="19.5" cy="13.5" r="2" />
  </svg>`;
}
