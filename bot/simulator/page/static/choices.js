// Checkboxes and radio buttons, with what their descriptions say.
import { html, useId } from "./ui.js";
import { Composed } from "./confirm.js";
import { useField } from "./field.js";
import { Problem } from "./press.js";

/** Any number of options. */
export function Checkboxes(props) {
  const field = useField(props);
  const chosen = field.chosen ?? [];
  const isOn = (option) => chosen.some((one) => one.value === option.value);
  const toggle = (option) => {
    const wanted = isOn(option) ? chosen.filter((one) => one.value !== option.value) : [...chosen, option];
    // Slack sends the options in the order in which they stand.
    field.change(props.element.options.filter((one) => wanted.some((two) => two.value === one.value)));
  };
  return html`<${Options} ...${props} field=${field} kind="checkbox" isOn=${isOn} onPick=${toggle} />`;
}

/** One of the options. */
export function RadioButtons(props) {
  const field = useField(props);
  const isOn = (option) => field.chosen?.value === option.value;
  return html`<${Options} ...${props} field=${field} kind="radio" isOn=${isOn} onPick=${field.change} />`;
}

function Options({ element, id, labelId, describedBy, error, field, kind, isOn, onPick }) {
  const name = useId();
  const role = kind === "radio" ? "radiogroup" : "group";
  return html`<div id=${id} class="options" role=${role} aria-labelledby=${labelId}
    aria-describedby=${describedBy} aria-invalid=${error ? "true" : undefined}
    aria-busy=${field.isBusy ? "true" : undefined}>
    ${element.options.map((option, index) => html`<${Choice} key=${option.value} option=${option}
      id=${`${name}-${index}`} name=${name} kind=${kind} isOn=${isOn(option)} onPick=${onPick} />`)}
  </div>${field.question}<${Problem} text=${field.problem} />`;
}

function Choice({ option, id, name, kind, isOn, onPick }) {
  const about = option.description ? `${id}-about` : undefined;
  return html`<div class="option">
    <input type=${kind} id=${id} name=${name} checked=${isOn} aria-describedby=${about}
      onChange=${() => onPick(option)} />
    <div class="option-words">
      <label for=${id}><${Composed} text=${option.text} /></label>
      ${about && html`<div class="option-about" id=${about}><${Composed} text=${option.description} /></div>`}
    </div>
  </div>`;
}
