// Who one is: a native select, so that it works everywhere as people know it.
import { html } from "./ui.js";

/** The combobox "You are". */
export function Switcher({ person, people, onChoose }) {
  return html`<label class="sh-who">
    <span class="sh-who-label">You are</span>
    <select class="sh-who-select" aria-label="You are" value=${person} onChange=${(event) => onChoose(event.target.value)}>
      ${people.map(({ id, name, title }) => html`
        <option key=${id} value=${id} selected=${id === person}>${title ? `${name} · ${title}` : name}</option>`)}
    </select>
  </label>`;
}
