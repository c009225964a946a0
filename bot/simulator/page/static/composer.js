// Where one writes: messages, replies, commands, and the last message once more.
import { AttachButton, Attachments, filesOf, uploadAll } from "./attachments.js";
import { Choices, usageOf, useCompletion } from "./completion.js";
import { useKept } from "./kept.js";
import { placeName } from "./places.js";
import { Menu } from "./popup.js";
import { useSeat, useValue } from "./seat.js";
import { lastOwn, send } from "./sending.js";
import { withNames } from "./typed.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./ui.js";

/** The composer of a place, or of a thread in it; what one cannot do there is said in its place. */
export function Composer({ place, thread = "", isFocused }) {
  if (place.is_archived) return html`<p class="co-closed">${placeName(place)} is archived: it can be read, nobody writes in it any more.</p>`;
  if (!place.is_member && place.kind !== "im") return html`<${Join} place=${place} />`;
  return html`<${Writer} place=${place} thread=${thread} isFocused=${isFocused} />`;
}

function Join({ place }) {
  const seat = useSeat();
  const [error, setError] = useState("");
  const join = async () => {
    const answer = await seat.act("join", { place: place.id });
    setError(answer.ok ? "" : answer.error);
  };
  return html`<div class="co-closed">
    <p>You look at ${placeName(place)} from outside.</p>
    <button type="button" class="co-join" onClick=${join}>Join ${placeName(place)}</button>
    ${error && html`<p class="co-error" role="alert">${error}</p>`}
  </div>`;
}

function Writer({ place, thread, isFocused }) {
  const draft = useDraft(place, thread);
  const { text, files, setText, setFiles } = draft;
  const [isOver, setOver] = useState(false);
  const box = useRef(null);
  const writing = useWriting(place, thread, draft, box);
  const label = thread ? "Reply in thread" : `Message ${placeName(place)}`;
  useFitting(box, text);
  useEffect(() => {
    if (isFocused && !document.activeElement?.closest(".sh-strip, .sb-nav, .sh-tabs, .sh-bar, dialog, [role=dialog]")) box.current.focus({ preventScroll: true });
  }, []);
  const take = (event) => {
    setOver(false);
    const dropped = filesOf(event.clipboardData ?? event.dataTransfer);
    if (dropped.length === 0) return;
    event.preventDefault();
    writing.attach(dropped);
  };
  const over = (event) => {
    event.preventDefault();
    setOver(true);
  };
  return html`<form class="co-form" data-region="composer" data-over=${isOver} onSubmit=${writing.submit} onDrop=${take} onDragOver=${over} onDragLeave=${() => setOver(false)}>
    <${Choices} completion=${writing.completion} />
    <${Notes} writing=${writing} text=${text} />
    <div class="co-frame">
      <textarea class="co-text" data-enter rows="1" ref=${box} value=${text} aria-label=${label} placeholder=${label}
        aria-autocomplete="list" aria-controls=${writing.isOffering ? writing.completion.id : undefined}
        aria-activedescendant=${writing.isOffering ? `${writing.completion.id}-${writing.completion.at}` : undefined}
        onInput=${writing.type} onKeyDown=${writing.key} onSelect=${writing.look} onPaste=${take}></textarea>
      <${Attachments} files=${files} isUploading=${writing.isUploading} onRemove=${(id) => setFiles((before) => before.filter((file) => file.id !== id))} />
      <div class="co-tools">
        <${AttachButton} onFiles=${writing.attach} />
        <${Shortcuts} onError=${writing.setError} />
        ${thread && place.kind !== "im" && html`<label class="co-also">
          <input type="checkbox" checked=${draft.isBroadcast} onChange=${(event) => draft.setBroadcast(event.target.checked)} />
          <span>Also send to ${placeName(place)}</span>
        </label>`}
        <button type="submit" class="co-send" aria-label="Send" title="Send" disabled=${!text.trim() && files.length === 0}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 2.5 14.5 8 2 13.5 4 8z" /></svg>
        </button>
      </div>
    </div>
  </form>`;
}

function Notes({ writing, text }) {
  const usage = usageOf(text, useValue("commands") ?? []);
  return html`<div class="co-notes">
    ${usage && html`<p class="co-usage"><strong>${usage.command}</strong> ${usage.usage_hint} <span>${usage.description}</span></p>`}
    ${writing.edited && html`<p class="co-usage">Editing your last message · Enter saves, Escape leaves it as it was</p>`}
    ${writing.error && html`<p class="co-error" role="alert">${writing.error}</p>`}
  </div>`;
}

function Shortcuts({ onError }) {
  const seat = useSeat();
  const shortcuts = (useValue("shortcuts") ?? []).filter(({ type }) => type === "global");
  if (shortcuts.length === 0) return null;
  const choose = async ({ id }) => {
    const answer = await seat.act("shortcut", { callback_id: id });
    onError(answer.ok ? "" : answer.error);
  };
  const sign = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z" /></svg>`;
  const items = shortcuts.map(({ callback_id: id, name }) => ({ id, label: name }));
  return html`<${Menu} label="Shortcuts" buttonLabel="Shortcuts" button=${sign} className="co-tool" items=${items} onChoose=${choose} />`;
}

/** What was begun here and not sent: it survives a reload and a look elsewhere. */
function useDraft(place, thread) {
  const name = `draft/${useSeat().person}/${place.id}/${thread}`;
  const [text, setText] = useKept(name, "");
  const [files, setFiles] = useKept(`${name}/files`, []);
  const [isBroadcast, setBroadcast] = useKept(`${name}/broadcast`, false);
  return { text, files, isBroadcast, setText, setFiles, setBroadcast };
}

/** Everything that happens between the first key and the message. */
function useWriting(place, thread, draft, box) {
  const seat = useSeat();
  const [caret, setCaret] = useState(draft.text.length);
  const [error, setError] = useState("");
  const [isUploading, setUploading] = useState(false);
  const [edited, setEdited] = useState(null);
  const wantedCaret = useRef(null);
  const completion = useCompletion({ text: draft.text, caret, seat, onAccept: (before, after) => put(before + after, before.length) });
  useLayoutEffect(() => {
    if (wantedCaret.current === null) return;
    box.current.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = null;
  });
  const put = (text, at = text.length) => {
    wantedCaret.current = at;
    setCaret(at);
    draft.setText(text);
  };
  const edit = (message) => {
    setEdited(message);
    setError("");
    put(message ? withNames(message.text, seat) : "");
  };
  const attach = async (chosen) => {
    setUploading(true);
    const { files, error: problem } = await uploadAll(seat, chosen);
    setUploading(false);
    setError(problem);
    draft.setFiles((before) => [...before, ...files]);
    box.current?.focus();
  };
  const submit = async (event) => {
    event?.preventDefault();
    const { text, files, isBroadcast } = draft;
    if ((!text.trim() && files.length === 0) || isUploading) return;
    // Cleared at once, as one goes on writing; given back where it was refused.
    const restore = () => {
      setEdited(edited);
      draft.setText((since) => (since ? `${text}\n${since}` : text));
      draft.setFiles((since) => [...files, ...since]);
    };
    setError("");
    setEdited(null);
    put("");
    draft.setFiles([]);
    const answer = await send(seat, { place, thread, text, files, isBroadcast, edited });
    if (answer.ok) draft.setBroadcast(false);
    else restore();
    setError(answer.ok ? "" : answer.error);
  };
  const key = (event) => {
    if (completion.keys(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) submit(event);
    else if (event.key === "ArrowUp" && !draft.text && !event.altKey) recallLast(event);
    else if (event.key === "Escape" && edited) {
      event.preventDefault();
      edit(null);
    }
  };
  const recallLast = (event) => {
    const last = lastOwn(seat, place, thread);
    if (!last) return;
    event.preventDefault();
    edit(last);
  };
  const type = (event) => {
    completion.restart();
    setError("");
    setCaret(event.target.selectionStart);
    draft.setText(event.target.value);
  };
  const look = (event) => setCaret(event.target.selectionStart);
  const isOffering = completion.choices.length > 0;
  return { completion, isOffering, error, setError, isUploading, edited, attach, submit, key, type, look };
}

/** The field is as high as what stands in it, within the limit of the style sheet. */
function useFitting(box, text) {
  useLayoutEffect(() => {
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight + 2}px`;
  }, [text]);
}
