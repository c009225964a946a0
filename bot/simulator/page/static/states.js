// The state of an element as `view.state.values` has it.

const KEYS = {
  plain_text_input: "value",
  rich_text_input: "rich_text_value",
  number_input: "value",
  email_text_input: "value",
  url_text_input: "value",
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  users_select: "selected_user",
  conversations_select: "selected_conversation",
  channels_select: "selected_channel",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  checkboxes: "selected_options",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
  file_input: "files",
};

/** The name under which the state of this element holds what was chosen. */
export function keyOf(element) {
  return KEYS[element.type];
}

/** The state of an element that nobody has touched. */
export function initialState(element) {
  const key = keyOf(element);
  const name = key.startsWith("selected_") ? key.replace("selected_", "initial_") : "initial_value";
  const isPlural = key === "selected_options" || key === "files" || element.type.startsWith("multi_");
  return { type: element.type, [key]: element[name] ?? (isPlural ? [] : null) };
}

/** What was chosen, or an empty value. */
export function chosenIn(element, state) {
  return (state ?? initialState(element))[keyOf(element)] ?? null;
}

/** The options of a select, out of their groups too. */
export function optionsOf(element) {
  const grouped = (element.option_groups ?? []).flatMap((group) => group.options);
  return [...(element.options ?? []), ...grouped];
}
