// Blocks that show something from elsewhere. The page loads nothing from the web, so it links there.
import { fileAddress, Link } from "./links.js";
import { PlainText } from "./mrkdwn.js";
import { html } from "./ui.js";

const OWN_FILE = /\/(?:files-pri|files\/\w+)\/(F\w+)\//;

/** An image block or element; one that lies on the web is named and linked. */
export function Picture({ of, isSmall = false }) {
  const { alt_text: alt = "", image_url: address, title } = of;
  const source = sourceOf(of);
  if (isSmall) return source ? html`<img class="block-icon" src=${source} alt=${alt} />` : html`<span class="block-icon-missing">${alt}</span>`;
  return html`<figure class="block-picture">
    ${title && html`<figcaption><${PlainText} text=${title.text} emoji=${title.emoji} /></figcaption>`}
    ${source
      ? html`<img src=${source} alt=${alt} loading="lazy" />`
      : html`<p class="block-unknown">Picture: ${alt || "without a description"} ${address && html`<${Link} url=${address} />`}</p>`}
  </figure>`;
}

/** A video block: its words, and the way to it. */
export function Video({ block }) {
  return html`<div class="block-unknown">
    <div>Video: <${Link} url=${block.title_url || block.video_url || ""}><${PlainText} text=${block.title?.text || block.alt_text} /><//></div>
    ${block.description && html`<div><${PlainText} text=${block.description.text} /></div>`}
  </div>`;
}

/** A file block: a file that another service keeps. */
export function FileBlock({ block }) {
  return html`<p class="block-unknown">A file that is kept elsewhere: ${block.external_id}</p>`;
}

function sourceOf({ image_url: address = "", slack_file: file }) {
  if (file?.id) return fileAddress(file.id);
  const own = OWN_FILE.exec(file?.url ?? address);
  if (own) return fileAddress(own[1]);
  return address.startsWith("data:image/") ? address : null;
}
