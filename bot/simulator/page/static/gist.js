// What a request or a call is about, in a few words of its payload.
const MOST = 80;

/** The words, or "" where the payload says nothing that people would know it by. */
export function gistOf({ kind, detail }) {
  const words = kind === "request" ? ofRequest(detail ?? {}) : ofCall(detail?.arguments ?? {});
  const line = String(words ?? "").replace(/\s+/g, " ").trim();
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}

function ofRequest({ event, command, text, actions, view, callback_id: id }) {
  if (event) return event.text ?? event.message?.text ?? event.tab;
  if (command) return `${command} ${text ?? ""}`;
  if (actions?.length) return ofAction(actions[0]);
  return view?.title?.text ?? id;
}

function ofAction({ text, selected_option: option, value, action_id: id }) {
  return text?.text ?? option?.text?.text ?? value ?? id;
}

function ofCall({ text, view, name, filename, user }) {
  return text ?? titleOf(view) ?? name ?? filename ?? user;
}

/** A view comes as an object or as the JSON of one. */
function titleOf(view) {
  const read = typeof view === "string" ? parse(view) : view;
  return read?.title?.text;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
