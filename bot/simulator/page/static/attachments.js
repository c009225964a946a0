// Files on their way into a message: by drop, by paste, by the button.
import { html, useRef } from "./ui.js";

const MOST_BYTES = 20_000_000;
const CHUNK = 0x8000;

/** Upload files one after the other; returns `{files, error}`. */
export async function uploadAll(seat, chosen) {
  const files = [];
  for (const file of chosen) {
    if (file.size > MOST_BYTES) return { files, error: `${file.name} is larger than 20 MB, the most that fits here.` };
    const data = base64(new Uint8Array(await file.arrayBuffer()));
    const answer = await seat.act("upload", { name: file.name || "pasted.png", type: file.type, data });
    if (!answer.ok) return { files, error: answer.error };
    files.push(answer.file);
  }
  return { files, error: "" };
}

/** The files of a drop or a paste; an empty array where there are none. */
export function filesOf(transfer) {
  return [...(transfer?.files ?? [])];
}

/** The button "Attach files". */
export function AttachButton({ onFiles }) {
  const input = useRef(null);
  const choose = () => {
    onFiles([...input.current.files]);
    input.current.value = "";
  };
  return html`<button type="button" class="co-tool" aria-label="Attach files" title="Attach files" onClick=${() => input.current.click()}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v10M3 8h10" /></svg>
    </button>
    <input type="file" multiple hidden ref=${input} onChange=${choose} />`;
}

/** What will go with the message, each with a button that leaves it out. */
export function Attachments({ files, isUploading, onRemove }) {
  if (files.length === 0 && !isUploading) return null;
  return html`<ul class="co-files" aria-label="Files to send">
    ${files.map((file) => html`<li class="co-file" key=${file.id}>
      <${Preview} file=${file} />
      <span class="co-file-text"><span class="co-file-name">${file.name}</span><span class="co-file-size">${sizeOf(file.size)}</span></span>
      <button type="button" class="sh-icon" aria-label=${`Remove ${file.name}`} onClick=${() => onRemove(file.id)}>×</button>
    </li>`)}
    ${isUploading && html`<li class="co-file is-waiting" role="status">Uploading…</li>`}
  </ul>`;
}

function Preview({ file }) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)) return html`<img class="co-file-sign" src=${`file/${file.id}`} alt="" />`;
  return html`<span class="co-file-sign" aria-hidden="true">${(file.filetype || "file").slice(0, 4)}</span>`;
}

function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
