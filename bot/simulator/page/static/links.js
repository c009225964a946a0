// Links in what people and apps write: to the web, or to something in this very workspace.
import { useGo } from "./go.js";
import { useSeat } from "./seat.js";
import { html } from "./ui.js";

const SAFE = /^(?:https?:\/\/|mailto:)./i;
const MESSAGE = /^https:\/\/[\w-]+\.slack\.com\/archives\/([CDG]\w+)(?:\/p(\d{10})(\d{6}))?(?:\?(.*))?$/;
const FILE = /^https?:\/\/[^/]+\/(?:files-pri|files\/\w+)\/(F\w+)\//;

/** A link; an address that is not of the web stays text. */
export function Link({ url, children }) {
  const shown = children ?? url;
  if (!SAFE.test(url)) return html`<span>${shown}</span>`;
  const file = FILE.exec(url);
  if (file) return html`<${Outside} href=${fileAddress(file[1])}>${shown}<//>`;
  const message = MESSAGE.exec(url);
  if (message) return html`<${Inside} url=${url} to=${placeOf(message)}>${shown}<//>`;
  return html`<${Outside} href=${url}>${shown}<//>`;
}

/** Where the page finds an uploaded file. */
export function fileAddress(id) {
  return `file/${encodeURIComponent(id)}`;
}

function Outside({ href, children }) {
  return html`<a class="text-link" href=${href} target="_blank" rel="noopener noreferrer">${children}</a>`;
}

/** A link to a message of this workspace: there is no such address outside, so it opens here. */
function Inside({ url, to, children }) {
  const go = useGo();
  const seat = useSeat();
  if (!go || !seat.get(`places/${to.place}`)) return html`<${Outside} href=${url}>${children}<//>`;
  const open = (event) => {
    event.preventDefault();
    go(to);
  };
  return html`<a class="text-link" href=${url} rel="noopener noreferrer" onClick=${open}>${children}</a>`;
}

function placeOf([, place, seconds, rest, query]) {
  const thread = new URLSearchParams(query).get("thread_ts") ?? undefined;
  return seconds ? { place, ts: `${seconds}.${rest}`, thread } : { place };
}
