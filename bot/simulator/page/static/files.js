// Files of a message: pictures are shown, everything else is a tile with its name and size.
import { fileAddress } from "./links.js";
import { html } from "./ui.js";

const SHOWN = /^image\/(?:png|jpeg|gif|webp)$/;
const UNITS = ["bytes", "KB", "MB", "GB"];

/** All files of a message. */
export function Files({ files }) {
  return html`<ul class="files" aria-label="Files">
    ${files.map((file) => html`<li key=${file.id}>${SHOWN.test(file.mimetype) ? picture(file) : tile(file)}</li>`)}
  </ul>`;
}

function picture(file) {
  return html`<a class="files-picture" href=${fileAddress(file.id)} target="_blank" rel="noopener noreferrer">
    <span class="files-name">${file.title || file.name}</span>
    <img src=${fileAddress(file.id)} alt=${file.alt_txt || `Preview of ${file.name}`} loading="lazy" />
  </a>`;
}

function tile(file) {
  return html`<a class="files-tile" href=${fileAddress(file.id)} target="_blank" rel="noopener noreferrer">
    <span class="files-kind" aria-hidden="true">${(file.filetype || "file").slice(0, 4)}</span>
    <span class="files-words">
      <span class="files-name">${file.title || file.name}</span>
      <span class="files-size">${[file.pretty_type, size(file.size)].filter(Boolean).join(" · ")}</span>
    </span>
  </a>`;
}

function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const unit = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  const count = bytes / 1024 ** unit;
  return `${unit && count < 10 ? count.toFixed(1) : Math.round(count)} ${UNITS[unit]}`;
}
