// What went wrong between a person and the app, as the workspace would say it.
import { useSeat, useValue } from "./seat.js";
import { html } from "./ui.js";

/** The warnings of this person, newest last, each with a button that takes it away. */
export function Warnings() {
  const seat = useSeat();
  const warnings = useValue("warnings") ?? [];
  return html`<div class="sh-warnings">
    ${warnings.map(({ id, text }) => html`<div class="sh-warning" role="alert" key=${id}>
      <span class="sh-warning-sign" aria-hidden="true">⚠</span>
      <span class="sh-warning-text">${text}</span>
      <button type="button" class="sh-icon" aria-label="Dismiss" onClick=${() => seat.act("dismiss", { id })}>×</button>
    </div>`)}
  </div>`;
}
