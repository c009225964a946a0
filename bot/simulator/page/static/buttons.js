// Buttons and the overflow menu.
import { html, useRef } from "./ui.js";
import { useConfirm } from "./confirm.js";
import { useKeptFocus } from "./layer.js";
import { PlainText } from "./mrkdwn.js";
import { Menu } from "./popup.js";
import { Problem, usePress } from "./press.js";

const STYLES = { primary: "is-primary", danger: "is-danger" };

/** A button: tells the app, and opens its link if it has one. */
export function Button({ element, blockId, holder }) {
  const { isBusy, problem, press } = usePress(holder, blockId, element.action_id);
  const [ask, question] = useConfirm();
  const node = useRef(null);
  useKeptFocus(node);
  const onClick = async () => {
    if (isBusy || (element.confirm && !(await ask(element.confirm)))) return;
    if (isWeb(element.url)) window.open(element.url, "_blank", "noopener");
    press();
  };
  const about = element.url ? "opens a new tab" : undefined;
  return html`<button ref=${node} type="button" class=${`button ${STYLES[element.style] ?? ""}`}
      aria-label=${element.accessibility_label} title=${about}
      aria-disabled=${isBusy ? "true" : undefined} aria-busy=${isBusy ? "true" : undefined}
      onClick=${onClick}><span class="button-text"><${PlainText} text=${element.text.text} /></span>
    </button>${question}<${Problem} text=${problem} />`;
}

/** The menu behind three dots. */
export function Overflow({ element, blockId, holder }) {
  const { isBusy, problem, press } = usePress(holder, blockId, element.action_id);
  const [ask, question] = useConfirm();
  const items = element.options.map((option, index) => ({
    id: `${index}`, label: html`<${PlainText} text=${option.text.text} />`, option,
    hint: option.description && html`<${PlainText} text=${option.description.text} />`,
  }));
  const onChoose = async ({ option }) => {
    if (element.confirm && !(await ask(element.confirm))) return;
    if (isWeb(option.url)) window.open(option.url, "_blank", "noopener");
    press({ selected_option: option });
  };
  return html`<${Menu} label="More actions" buttonLabel="More actions"
      button=${html`<span class="dots" aria-hidden="true">⋯</span>`} className="button is-icon"
      isBusy=${isBusy} items=${items} onChoose=${onChoose} />
    ${question}<${Problem} text=${problem} />`;
}

function isWeb(url) {
  return /^(https?:\/\/|mailto:)/i.test(url ?? "");
}
