// Fields to type into: text of one or many lines, numbers, addresses.
import { html, useRef } from "./ui.js";
import { useField } from "./field.js";
import { Problem } from "./press.js";

const KINDS = {
  number_input: { inputmode: "decimal" },
  email_text_input: { type: "email", autocomplete: "off" },
  url_text_input: { type: "url", inputmode: "url" },
};
const DELAY = 300;
const MOST = 3000;
const NEAR = 50;

/** A text field of any kind. */
export function TextInput(props) {
  const { element, id, labelId, describedBy, error } = props;
  const field = useField(props);
  const isRich = element.type === "rich_text_input";
  const text = isRich ? plainOf(field.chosen) : field.chosen ?? "";
  const { onInput, onEnter } = useTyping(props, field, isRich);
  const isLong = element.multiline || isRich;
  const onKeyDown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) onEnter(event, isLong);
  };
  const shared = {
    id, class: "input", value: text, placeholder: element.placeholder?.text,
    "aria-labelledby": labelId, "aria-describedby": `${describedBy ?? ""} ${id ?? ""}-count`.trim(),
    "aria-invalid": error ? "true" : undefined, "aria-busy": field.isBusy ? "true" : undefined,
    autocomplete: "off", onInput, onKeyDown,
  };
  return html`${isLong
      ? html`<textarea rows="3" ...${shared}></textarea>`
      : html`<input type="text" ...${shared} ...${KINDS[element.type]} />`}
    <${Count} id=${`${id ?? ""}-count`} element=${element} text=${text} />
    ${wantsEnter(props) && html`<span class="control-hint">Press ${isLong ? "Ctrl+Enter" : "Enter"} to send</span>`}
    ${field.question}<${Problem} text=${field.problem} />`;
}

function useTyping(props, field, isRich) {
  const timer = useRef(null);
  const valueOf = (text) => (text === "" ? null : isRich ? richOf(text) : text);
  const onInput = (event) => {
    const value = valueOf(event.currentTarget.value);
    field.keep(value);
    if (!triggers(props).includes("on_character_entered")) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => field.dispatch(value), DELAY);
  };
  const onEnter = (event, isLong) => {
    if (!wantsEnter(props) || (isLong && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    field.dispatch(valueOf(event.currentTarget.value));
  };
  return { onInput, onEnter };
}

function triggers({ element, isInput, dispatches }) {
  if (isInput && !dispatches) return [];
  return element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
}

function wantsEnter(props) {
  return triggers(props).includes("on_enter_pressed");
}

/** How much more may be typed, said when the end is near. */
function Count({ id, element, text }) {
  const most = element.type === "plain_text_input" ? element.max_length ?? MOST : Infinity;
  const left = most - [...text].length;
  const least = element.min_length ?? 0;
  const missing = text ? least - [...text].length : 0;
  const isNear = left <= Math.min(NEAR, most / 5);
  const words = missing > 0 ? `${missing} more to go` : isNear ? leftWords(left) : "";
  return html`<span id=${id} class=${`control-count ${left < 0 ? "is-over" : ""}`}>${words}</span>`;
}

function leftWords(left) {
  return left < 0 ? `${-left} too many` : `${left} left`;
}

function richOf(text) {
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  return { type: "rich_text", elements: [section] };
}

function plainOf(rich) {
  const sections = rich?.elements ?? [];
  return sections.map((one) => (one.elements ?? []).map(wordsOf).join("")).join("\n");
}

function wordsOf(part) {
  return part.text ?? part.url ?? (part.elements ?? []).map(wordsOf).join("") ?? "";
}
