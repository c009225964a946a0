// "Are you sure?": the confirm dialog of an element.
import { html, useId, useRef, useState } from "./ui.js";
import { Layer } from "./layer.js";
import { Mrkdwn, PlainText } from "./mrkdwn.js";

/** `[ask, dialog]`: `await ask(confirm)` says whether it was confirmed; `dialog` has to be drawn. */
export function useConfirm() {
  const [asked, setAsked] = useState(null);
  const ask = (confirm) => new Promise((resolve) => setAsked({ confirm, resolve }));
  const answer = (isSure) => {
    setAsked(null);
    asked.resolve(isSure);
  };
  return [ask, asked && html`<${Confirm} confirm=${asked.confirm} onAnswer=${answer} />`];
}

function Confirm({ confirm, onAnswer }) {
  const id = useId();
  const style = confirm.style === "danger" ? "is-danger" : "is-primary";
  // The question lies inside the control that asked: its keys are not for the control.
  const hold = (event) => event.key !== "Escape" && event.stopPropagation();
  return html`<${Layer} role="alertdialog" className="confirm" labelId=${id} onKeyDown=${hold}
    describedBy=${`${id}text`} onEscape=${() => onAnswer(false)}>
    <header class="sheet-head">
      <h2 class="sheet-title" id=${id}><${PlainText} text=${confirm.title?.text ?? "Are you sure?"} /></h2>
    </header>
    <div class="confirm-text" id=${`${id}text`}><${Composed} text=${confirm.text} /></div>
    <footer class="sheet-foot">
      <button type="button" class="button" onClick=${() => onAnswer(false)}>
        <${PlainText} text=${confirm.deny?.text ?? "Cancel"} /></button>
      <button type="button" class=${`button ${style}`} onClick=${() => onAnswer(true)}>
        <${PlainText} text=${confirm.confirm?.text ?? "Yes"} /></button>
    </footer>
  </${Layer}>`;
}

/** A text object: plain or with mark-up. */
export function Composed({ text }) {
  if (!text) return null;
  const draw = text.type === "mrkdwn" ? Mrkdwn : PlainText;
  return html`<${draw} text=${text.text} />`;
}
