// Where one writes: messages, replies, commands, and the last message once more.
import { AttachButton, Attachments, filesOf } from "./attachments.js";
import { Choices, usageOf } from "./completion.js";
import { placeName } from "./places.js";
import { Menu } from "./popup.js";
import { useSeat, useValue } from "./seat.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./ui.js";
import { useDraft, useWriting } from "./writing.js";

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
  const box = useRef(null);
  const draft = useDraft(place, thread);
  const writing = useWriting({ place, thread }, draft, box);
  const drop = useDrop(writing.attach);
  const isEmpty = !draft.text.trim() && draft.files.length === 0;
  const remove = (id) => draft.setFiles((before) => before.filter((file) => file.id !== id));
  useFocusAtFirst(box, isFocused);
  return html`<form class="co-form" data-region="composer" onSubmit=${writing.submit} ...${drop}>
    <${Choices} completion=${writing.completion} />
    <${Notes} writing=${writing} text=${draft.text} />
    <div class="co-frame">
      <${TextField} box=${box} text=${draft.text} writing=${writing} onPaste=${drop.onDrop}
        label=${thread ? "Reply in thread" : `Message ${placeName(place)}`} />
      <${Attachments} files=${draft.files} isUploading=${writing.isUploading} onRemove=${remove} />
      <div class="co-tools">
        <${AttachButton} onFiles=${writing.attach} />
        <${Shortcuts} onError=${writing.setError} />
        ${thread && place.kind !== "im" && html`<${Also} place=${place} draft=${draft} />`}
        <button type="submit" class="co-send" aria-label="Send" title="Send" disabled=${isEmpty}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 2.5 14.5 8 2 13.5 4 8z" /></svg>
        </button>
      </div>
    </div>
  </form>`;
}

function TextField({ box, text, label, writing, onPaste }) {
  const { id, at, choices } = writing.completion;
  const isOffering = choices.length > 0;
  useFitting(box, text);
  return html`<textarea class="co-text" data-enter rows="1" ref=${box} value=${text} aria-label=${label} placeholder=${label}
    aria-autocomplete="list" aria-controls=${isOffering ? id : undefined}
    aria-activedescendant=${isOffering ? `${id}-${at}` : undefined}
    onInput=${writing.type} onKeyDown=${writing.key} onSelect=${writing.look} onPaste=${onPaste}></textarea>`;
}

function Also({ place, draft }) {
  return html`<label class="co-also">
    <input type="checkbox" checked=${draft.isBroadcast} onChange=${(event) => draft.setBroadcast(event.target.checked)} />
    <span>Also send to ${placeName(place)}</span>
  </label>`;
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

/** What the form does with files that are dragged over it, dropped, or pasted into it. */
function useDrop(onFiles) {
  const [isOver, setOver] = useState(false);
  const onDrop = (event) => {
    setOver(false);
    const files = filesOf(event.clipboardData ?? event.dataTransfer);
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  const onDragOver = (event) => {
    event.preventDefault();
    setOver(true);
  };
  return { "data-over": isOver, onDrop, onDragOver, onDragLeave: () => setOver(false) };
}

/** Opened by a step to its place, it takes the focus; who switches people or walks along tabs keeps theirs. */
function useFocusAtFirst(box, isFocused) {
  useEffect(() => {
    const held = document.activeElement;
    if (isFocused && !held?.closest(".sh-strip, .sh-tabs, .sh-bar, dialog, [role=dialog]")) {
      box.current.focus({ preventScroll: true });
    }
  }, []);
}

/** The field is as high as what stands in it, within the limit of the style sheet. */
function useFitting(box, text) {
  useLayoutEffect(() => {
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight + 2}px`;
  }, [text]);
}
