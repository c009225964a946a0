// Select menus: of given options, of the app's, of people and of conversations; one or several.
import { html, useRef } from "./ui.js";
import { Combobox } from "./combobox.js";
import { useField } from "./field.js";
import { useOffers } from "./offers.js";
import { Problem } from "./press.js";

/** One choice. */
export function Select(props) {
  const { element } = props;
  const field = useField(props);
  const offers = useOffers(props);
  const isOn = (one) => sameValue(one, field.chosen);
  return html`<div class="select-line">
      <${Combobox} ...${namesOf(props, field)} shown=${field.chosen ? offers.textOf(field.chosen) : ""}
        groups=${marked(offers.groups, isOn)} note=${offers.note} onTyped=${offers.onTyped}
        placeholder=${element.placeholder?.text ?? "Choose one"}
        onChoose=${(option) => field.change(option.value)}
        onEmptied=${() => props.isOptional && field.change(null)} />
      ${props.isOptional && field.chosen && html`<button type="button" class="chip-remove"
        aria-label="Clear" title="Clear" onClick=${() => field.change(null)}>×</button>`}
    </div>${field.question}<${Problem} text=${field.problem} />`;
}

/** Several choices, each as a chip that takes it away again. */
export function MultiSelect(props) {
  const { element } = props;
  const field = useField(props);
  const offers = useOffers(props);
  const input = useRef(null);
  const chosen = field.chosen ?? [];
  const isOn = (one) => chosen.some((other) => sameValue(one, other));
  const most = element.max_selected_items ?? Infinity;
  const isFull = chosen.length >= most;
  const remove = (one) => {
    field.change(chosen.filter((other) => !sameValue(one, other)));
    input.current.focus();
  };
  const toggle = ({ value }) => {
    if (isOn(value)) remove(value);
    else if (!isFull) field.change([...chosen, value]);
  };
  const note = isFull ? `${most} of ${most} chosen` : offers.note;
  return html`<div class="multi">
      ${chosen.length > 0 && html`<ul class="chips">
        ${chosen.map((one) => html`<${Chip} key=${one.value ?? one} text=${offers.textOf(one)}
          onRemove=${() => remove(one)} />`)}
      </ul>`}
      <${Combobox} ...${namesOf(props, field)} inputRef=${input} shown="" note=${note} staysOpen
        groups=${marked(offers.groups, isOn)} onTyped=${offers.onTyped} onChoose=${toggle}
        placeholder=${element.placeholder?.text ?? "Choose some"}
        onBackspace=${() => chosen.length > 0 && remove(chosen.at(-1))} />
    </div>${field.question}<${Problem} text=${field.problem} />`;
}

function Chip({ text, onRemove }) {
  return html`<li class="chip"><span class="chip-text">${text}</span>
    <button type="button" class="chip-remove" aria-label=${`Remove ${text}`} onClick=${onRemove}>×</button>
  </li>`;
}

function namesOf({ element, id, labelId, describedBy, error }, field) {
  return {
    id, "aria-labelledby": labelId, "aria-describedby": describedBy,
    "aria-label": labelId ? undefined : element.placeholder?.text ?? "Choose",
    "aria-invalid": error ? "true" : undefined, "aria-busy": field.isBusy ? "true" : undefined,
  };
}

function marked(groups, isOn) {
  return groups.map((group) => ({
    ...group,
    options: group.options.map((option) => ({ ...option, isChosen: isOn(option.value) })),
  }));
}

function sameValue(one, other) {
  return Boolean(one && other) && (one.value ?? one) === (other.value ?? other);
}
