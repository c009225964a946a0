// What becomes of a composer's text: a message, a reply, a command, an edit.
import { withIds } from "./typed.js";

const COMMAND = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/;

/** Send what was written; says `{ok, error}`. A command that nobody knows is not sent. */
export function send(seat, { place, thread }, { text, files, isBroadcast }, edited) {
  const words = withIds(text.trim(), seat);
  if (edited) return seat.act("edit", { place: place.id, ts: edited.ts, text: words });
  const command = text.trimEnd().match(COMMAND);
  if (command) return sendCommand(seat, place, thread, command[1], withIds(command[2] ?? "", seat));
  const more = thread ? { thread_ts: thread, broadcast: isBroadcast } : {};
  return seat.act("write", { place: place.id, text: words, files: files.map(({ id }) => id), ...more });
}

/** The newest message that this person wrote here, or undefined. */
export function lastOwn(seat, { place, thread }) {
  const isHere = (message) => (thread ? message.thread_ts === thread : message.is_in_channel);
  const own = (message) => message.user === seat.person && !message.bot_id && (!message.subtype || message.subtype === "thread_broadcast");
  return seat.under(`messages/${place.id}/`).findLast((message) => isHere(message) && own(message));
}

async function sendCommand(seat, place, thread, command, text) {
  const known = seat.get("commands") ?? [];
  if (!known.some((one) => one.command === command)) {
    const names = known.map((one) => one.command).join(", ");
    return { ok: false, error: `${command} is not a command here${names ? `; there is ${names}` : ""}. To write it as a message, begin with a space.` };
  }
  if (thread) return { ok: false, error: `${command} does not work in threads. Use it in the conversation itself.` };
  return seat.act("command", { place: place.id, command, text });
}
