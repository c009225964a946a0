// A field for files: chosen or dropped, each with a tile that takes it away again.
import { html, useRef, useState } from "./ui.js";
import { useSeat } from "./seat.js";
import { useField } from "./field.js";
import { Problem } from "./press.js";

const MOST = 10;

/** Files of a modal. */
export function FileInput(props) {
  const { element, id, labelId, describedBy, error } = props;
  const field = useField(props);
  const files = field.chosen ?? [];
  const most = element.max_files ?? MOST;
  const { add, rising, problem } = useUploads(element, files, most, field.keep);
  const button = useRef(null);
  const remove = (file) => {
    field.keep(files.filter((one) => one !== file));
    button.current.focus();
  };
  const [isOver, setOver] = useState(false);
  const onDrop = (event) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  return html`<div class=${`file-field ${isOver ? "is-over" : ""}`}
      onDragOver=${(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave=${() => setOver(false)} onDrop=${onDrop}>
      <input ref=${button} id=${id} type="file" class="file-native" multiple=${most > 1}
        accept=${accepts(element)} aria-labelledby=${labelId} aria-describedby=${describedBy}
        aria-invalid=${error ? "true" : undefined} disabled=${files.length >= most}
        onChange=${(event) => { add([...event.currentTarget.files]); event.currentTarget.value = ""; }} />
      <span class="file-room">${roomWords(files.length, most)}</span>
    </div>
    ${(files.length > 0 || rising.length > 0) && html`<ul class="file-tiles">
      ${files.map((file) => html`<${Tile} key=${file.id} file=${file} onRemove=${() => remove(file)} />`)}
      ${rising.map((name) => html`<li key=${name} class="file-tile" aria-busy="true">
        <span class="file-name">${name}</span><span class="spinner" /><span>Uploading…</span></li>`)}
    </ul>`}
    <${Problem} text=${problem} />`;
}

function Tile({ file, onRemove }) {
  const name = file.name ?? file.title ?? "file";
  return html`<li class="file-tile">
    <span class="file-name">${name}</span>
    ${file.size !== undefined && html`<span class="file-size">${sizeWords(file.size)}</span>`}
    <button type="button" class="chip-remove" aria-label=${`Remove ${name}`} onClick=${onRemove}>×</button>
  </li>`;
}

function useUploads(element, files, most, keep) {
  const seat = useSeat();
  const latest = useRef(files);
  latest.current = files;
  const [rising, setRising] = useState([]);
  const [problem, setProblem] = useState("");
  const add = async (given) => {
    const { taken, refused } = sorted(element, given, most - files.length - rising.length);
    setProblem(refused);
    setRising((before) => [...before, ...taken.map((one) => one.name)]);
    for (const one of taken) {
      const answer = await upload(seat, one);
      setRising((before) => without(before, one.name));
      if (answer.ok) {
        latest.current = [...latest.current, answer.file];
        keep(latest.current);
      } else {
        setProblem(`${one.name}: ${answer.error}`);
      }
    }
  };
  return { add, rising, problem };
}

async function upload(seat, file) {
  try {
    const data = await base64Of(file);
    return await seat.act("upload", { name: file.name, type: file.type, data });
  } catch {
    return { ok: false, error: "it could not be read." };
  }
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}

/** Which of the given files the field takes, and a sentence about the others. */
function sorted(element, given, room) {
  const kinds = (element.filetypes ?? []).map((kind) => kind.toLowerCase());
  const fits = (file) => !kinds.length || kinds.includes(file.name.split(".").pop().toLowerCase());
  const fitting = given.filter(fits);
  const wrong = given.filter((file) => !fits(file));
  if (wrong.length) {
    return { taken: fitting.slice(0, room), refused: `Only ${kinds.join(", ")} can be added.` };
  }
  const isTooMany = fitting.length > room;
  return { taken: fitting.slice(0, room), refused: isTooMany ? "That is more than the field takes." : "" };
}

function accepts(element) {
  return element.filetypes?.map((kind) => `.${kind}`).join(",");
}

function without(names, name) {
  const at = names.indexOf(name);
  return names.filter((_, index) => index !== at);
}

function roomWords(count, most) {
  if (count >= most) return most === 1 ? "One file, no more" : `${most} files, no more`;
  return most === 1 ? "One file; or drop it here" : `Up to ${most} files; or drop them here`;
}

function sizeWords(size) {
  if (size < 1024) return `${size} B`;
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
