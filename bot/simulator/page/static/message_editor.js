// Editing one's own message where it stands.
import { useSeat } from "./seat.js";
import { withIds, withNames } from "./typed.js";
import { html, useEffect, useRef, useState } from "./ui.js";

/** A field with the message's text; Enter saves, Escape leaves it as it was. */
export function Editor({ message, onClose }) {
  const seat = useSeat();
  const box = useRef(null);
  const [text, setText] = useState(() => withNames(message.text, seat));
  const [problem, setProblem] = useState("");
  useEffect(() => {
    box.current.focus();
    box.current.setSelectionRange(text.length, text.length);
  }, []);
  const close = () => {
    box.current.closest("article")?.focus();
    onClose();
  };
  const save = async () => {
    const words = withIds(text.trim(), seat);
    if (words === message.text) return close();
    const answer = await seat.act("edit", { place: message.channel, ts: message.ts, text: words });
    return answer.ok ? close() : setProblem(answer.error);
  };
  const onKeyDown = (event) => {
    const isEnter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!isEnter && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (isEnter) save();
    else close();
  };
  return html`<div class="editor">
    <textarea class="editor-text" ref=${box} aria-label="Edit message" rows=${Math.min(text.split("\n").length + 1, 12)}
      value=${text} onInput=${(event) => setText(event.currentTarget.value)} onKeyDown=${onKeyDown}></textarea>
    ${problem && html`<p class="message-problem" role="alert">${problem}</p>`}
    <div class="editor-foot">
      <button type="button" class="editor-button" onClick=${close}>Cancel</button>
      <button type="button" class="editor-button is-primary" onClick=${save}>Save</button>
    </div>
  </div>`;
}
