// Blocks: what apps build messages, modals and the Home tab of.
import { FileBlock, Picture, Video } from "./block_media.js";
import { Element } from "./elements.js";
import { Markdown } from "./markdown.js";
import { PlainText, Text } from "./mrkdwn.js";
import { RichText } from "./rich_text.js";
import { Table } from "./table.js";
import { html, useId } from "./ui.js";

/**
 * Blocks from top to bottom. `values` is what was chosen in their elements (block_id → action_id →
 * state), `errors` what is wrong in a field (block_id → sentence).
 */
export function Blocks({ blocks, holder, values = {}, errors = {} }) {
  return html`<div class="blocks">
    ${(blocks ?? []).map((block, at) => html`<${Block} key=${block.block_id ?? at} block=${block} holder=${holder}
      values=${values[block.block_id] ?? {}} error=${errors[block.block_id]} />`)}
  </div>`;
}

const KINDS = {
  section: Section,
  header: ({ block }) => html`<h3 class="block-header"><${Text} of=${block.text} /></h3>`,
  context: Context,
  divider: () => html`<hr class="block-divider" />`,
  actions: Actions,
  input: Input,
  image: ({ block }) => html`<${Picture} of=${block} />`,
  rich_text: ({ block }) => html`<${RichText} block=${block} />`,
  markdown: ({ block }) => html`<${Markdown} text=${block.text} />`,
  table: ({ block }) => html`<${Table} block=${block} />`,
  file: ({ block }) => html`<${FileBlock} block=${block} />`,
  video: ({ block }) => html`<${Video} block=${block} />`,
  alert: Alert,
};

function Block(props) {
  const { type } = props.block;
  const draw = Object.hasOwn(KINDS, type) ? KINDS[type] : Unknown;
  return html`<${draw} ...${props} />`;
}

/** What this page cannot draw is named, so that nobody takes it for missing. */
function Unknown({ block }) {
  return html`<p class="block-unknown">This page cannot draw a “${block.type}” block.</p>`;
}

function Section({ block, holder, values }) {
  const id = useId();
  const { text, fields = [], accessory } = block;
  return html`<div class=${`block-section ${accessory ? "has-accessory" : ""}`}>
    <div class="block-words" id=${id}>
      ${text && html`<div class="block-text"><${Text} of=${text} /></div>`}
      ${fields.length > 0 && html`<div class="block-fields">
        ${fields.map((field) => html`<div class="block-field"><${Text} of=${field} /></div>`)}
      </div>`}
    </div>
    ${accessory && html`<div class="block-accessory">
      <${Part} element=${accessory} blockId=${block.block_id} holder=${holder} values=${values} labelId=${text && id} />
    </div>`}
  </div>`;
}

function Context({ block, holder, values }) {
  return html`<div class="block-context">
    ${block.elements.map((element) => html`<${Part} element=${element} blockId=${block.block_id} holder=${holder} values=${values} />`)}
  </div>`;
}

function Actions({ block, holder, values }) {
  return html`<div class="block-actions">
    ${block.elements.map((element) => html`<${Part} key=${element.action_id} element=${element} blockId=${block.block_id} holder=${holder} values=${values} />`)}
  </div>`;
}

/** What stands in a row of a block: a text, a picture or something to use. */
function Part({ element, blockId, holder, values, labelId }) {
  if (element.type === "image") return html`<${Picture} of=${element} isSmall=${true} />`;
  if (element.type === "mrkdwn" || element.type === "plain_text") {
    return html`<div class="block-text"><${Text} of=${element} /></div>`;
  }
  return html`<${Element} element=${element} blockId=${blockId} holder=${holder} value=${values[element.action_id]} labelId=${labelId} />`;
}

function Input({ block, holder, values, error }) {
  const id = useId();
  const { element, label, hint } = block;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class=${`block-input ${error ? "is-wrong" : ""}`}>
    <div class="block-label">
      <label id=${`${id}-label`} for=${id}><${PlainText} text=${label.text} emoji=${label.emoji} /></label>
      ${block.optional && html`<span class="block-optional">optional</span>`}
    </div>
    <${Element} element=${element} blockId=${block.block_id} holder=${holder}
      value=${values[element.action_id]} error=${error} id=${id} labelId=${`${id}-label`}
      describedBy=${described || undefined} isInput=${true} dispatches=${block.dispatch_action ?? false} isOptional=${block.optional ?? false} />
    ${error && html`<p class="block-error" id=${`${id}-error`} role="alert">${error}</p>`}
    ${hint && html`<p class="block-hint" id=${`${id}-hint`}><${PlainText} text=${hint.text} emoji=${hint.emoji} /></p>`}
  </div>`;
}

function Alert({ block }) {
  return html`<div class=${`block-alert is-${block.level ?? "default"}`}><${Text} of=${block.text} /></div>`;
}
