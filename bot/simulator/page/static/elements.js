// The interactive elements of blocks, each drawn by its type.
import { html } from "./ui.js";
import { Button, Overflow } from "./buttons.js";
import { Checkboxes, RadioButtons } from "./choices.js";
import { FileInput } from "./file_input.js";
import { TextInput } from "./inputs.js";
import { DatePicker, DateTimePicker, TimePicker } from "./pickers.js";
import { MultiSelect, Select } from "./selects.js";

const SINGLE = ["static", "external", "users", "conversations", "channels"];

const DRAWN = {
  button: Button,
  workflow_button: Button,
  overflow: Overflow,
  plain_text_input: TextInput,
  rich_text_input: TextInput,
  number_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  file_input: FileInput,
  checkboxes: Checkboxes,
  radio_buttons: RadioButtons,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  ...Object.fromEntries(SINGLE.map((kind) => [`${kind}_select`, Select])),
  ...Object.fromEntries(SINGLE.map((kind) => [`multi_${kind}_select`, MultiSelect])),
};

/**
 * One element of a block. `value` is its state as `view.state.values` has it; `id` is the id that
 * the control takes, `labelId` and `describedBy` name what labels and describes it.
 */
export function Element(props) {
  const { element, blockId, error } = props;
  const draw = DRAWN[element.type];
  if (!draw) return html`<span class="control-unknown">This page cannot draw “${element.type}”.</span>`;
  return html`<div class=${`control ${error ? "has-error" : ""}`} data-block=${blockId}
    data-focus-on-load=${element.focus_on_load ? "true" : undefined}>
    <${draw} key=${element.type} ...${props} />
  </div>`;
}
