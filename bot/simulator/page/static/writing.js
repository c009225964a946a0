// What happens between the first key in a composer and the message that comes of it.
import { uploadAll } from "./attachments.js";
import { useCompletion } from "./completion.js";
import { useKept } from "./kept.js";
import { useSeat } from "./seat.js";
import { lastOwn, send } from "./sending.js";
import { withNames } from "./typed.js";
import { useLayoutEffect, useRef, useState } from "./ui.js";

/** What was begun here and not sent: it survives a reload and a look elsewhere. */
export function useDraft(place, thread) {
  const name = `draft/${useSeat().person}/${place.id}/${thread}`;
  const [text, setText] = useKept(name, "");
  const [files, setFiles] = useKept(`${name}/files`, []);
  const [isBroadcast, setBroadcast] = useKept(`${name}/broadcast`, false);
  return { text, files, isBroadcast, setText, setFiles, setBroadcast };
}

/** The doings of a composer: `where` is `{place, thread}`, `box` its text field. */
export function useWriting(where, draft, box) {
  const seat = useSeat();
  const [error, setError] = useState("");
  const [edited, setEdited] = useState(null);
  const { caret, setCaret, put } = useCaret(draft, box);
  const { isUploading, attach } = useUploads(draft, box, setError);
  const completion = useCompletion({
    text: draft.text, caret, seat, onAccept: (before, after) => put(before + after, before.length),
  });
  const edit = (message) => {
    setEdited(message);
    setError("");
    put(message ? withNames(message.text, seat) : "");
  };
  const submit = async (event) => {
    event?.preventDefault();
    if (isUploading || (!draft.text.trim() && draft.files.length === 0)) return;
    // Cleared at once, as one goes on writing; given back where it was refused.
    clear(draft, put);
    setError("");
    setEdited(null);
    const answer = await send(seat, where, draft, edited);
    if (answer.ok) return;
    giveBack(draft);
    setEdited(edited);
    setError(answer.error);
  };
  const key = (event) => {
    if (completion.keys(event) || event.isComposing) return;
    const last = event.key === "ArrowUp" && !draft.text && !event.altKey && lastOwn(seat, where);
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) submit(event);
    else if (last) edit(last);
    else if (event.key === "Escape" && edited) edit(null);
    else return;
    event.preventDefault();
  };
  const type = (event) => {
    completion.restart();
    setError("");
    setCaret(event.target.selectionStart);
    draft.setText(event.target.value);
  };
  const look = (event) => setCaret(event.target.selectionStart);
  return { completion, error, setError, isUploading, edited, attach, submit, key, type, look };
}

/** Where the caret stands; `put(text, at)` changes the text and sets the caret there. */
function useCaret(draft, box) {
  const [caret, setCaret] = useState(draft.text.length);
  const wanted = useRef(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    box.current.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const put = (text, at = text.length) => {
    wanted.current = at;
    setCaret(at);
    draft.setText(text);
  };
  return { caret, setCaret, put };
}

function useUploads(draft, box, setError) {
  const seat = useSeat();
  const [isUploading, setUploading] = useState(false);
  const attach = async (chosen) => {
    if (chosen.length === 0) return;
    setUploading(true);
    const { files, error } = await uploadAll(seat, chosen);
    setUploading(false);
    setError(error);
    draft.setFiles((before) => [...before, ...files]);
    box.current?.focus();
  };
  return { isUploading, attach };
}

function clear(draft, put) {
  put("");
  draft.setFiles([]);
  draft.setBroadcast(false);
}

function giveBack({ text, files, isBroadcast, ...draft }) {
  draft.setText((since) => (since ? `${text}\n${since}` : text));
  draft.setFiles((since) => [...files, ...since]);
  draft.setBroadcast(isBroadcast);
}
