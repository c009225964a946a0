// The modals of a seat: the top one of the stack, with its errors and its way back.
import { html, useEffect, useId, useRef, useState } from "./ui.js";
import { useSeat, useValue } from "./seat.js";
import { Blocks } from "./blocks.js";
import { complaints } from "./complaints.js";
import { draftsOf } from "./drafts.js";
import { focusables, Layer } from "./layer.js";
import { PlainText } from "./mrkdwn.js";

/** What this person has open, if anything. */
export function Modals() {
  const seat = useSeat();
  const stack = useValue("modals") ?? [];
  const home = useValue("home");
  const open = stack.map(({ view }) => view.id);
  const known = home?.id ? [...open, home.id] : open;
  useEffect(() => draftsOf(seat).keepOnly(known), [known.join()]);
  if (!stack.length) return null;
  return html`<${Modal} key=${seat.person} stack=${stack} />`;
}

function Modal({ stack }) {
  const { view, values, errors, is_busy: isBusyThere } = stack.at(-1);
  const id = useId();
  const body = useRef(null);
  const { submit, close, isBusy, problem, found } = useSubmitting(view, values, isBusyThere);
  const shownErrors = { ...errors, ...found };
  useFirstError(body, view, shownErrors);
  useHeldFocus(body, view.hash);
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    const isAlone = event.target.matches("input:not([type=checkbox], [type=radio], [type=file])");
    if (!(event.ctrlKey || event.metaKey || isAlone) || !view.submit) return;
    event.preventDefault();
    submit();
  };
  return html`<${Layer} labelId=${`${id}title`} turn=${view.id} onEscape=${close} onKeyDown=${onKeyDown}>
    <header class="sheet-head">
      <div class="sheet-names">
        <h2 class="sheet-title" id=${`${id}title`}><${PlainText} text=${view.title?.text ?? ""} /></h2>
        <${Step} stack=${stack} />
      </div>
      <button type="button" class="sheet-close" aria-label="Close" title="Close" onClick=${close}>×</button>
    </header>
    <div class="sheet-body" ref=${body} key=${view.id}>
      ${problem && html`<div class="sheet-problem" role="alert"><strong>That did not get through.</strong>
        <span> ${problem} What you filled in is kept: try again.</span></div>`}
      <${Blocks} blocks=${view.blocks} holder=${holderOf(view.id)} values=${values} errors=${shownErrors} />
    </div>
    <${Foot} view=${view} isBusy=${isBusy} onSubmit=${submit} onClose=${close} />
  </${Layer}>`;
}

function Foot({ view, isBusy, onSubmit, onClose }) {
  if (!view.submit && !view.close) return null;
  return html`<footer class="sheet-foot">
    ${view.close && html`<button type="button" class="button" onClick=${onClose}>
      <${PlainText} text=${view.close.text} /></button>`}
    ${view.submit && html`<button type="button" class="button is-primary" aria-disabled=${isBusy ? "true" : undefined}
      aria-busy=${isBusy ? "true" : undefined} onClick=${onSubmit}>
      <span class="button-text"><${PlainText} text=${view.submit.text} /></span></button>`}
  </footer>`;
}

/** Where in the stack one is, and where closing leads. */
function Step({ stack }) {
  if (stack.length < 2) return null;
  const below = stack.at(-2).view.title?.text ?? "";
  return html`<p class="sheet-step">Step ${stack.length} · closing leads back to “<${PlainText} text=${below} />”</p>`;
}

function useSubmitting(view, values, isBusyThere) {
  const seat = useSeat();
  const [state, setState] = useState({ view: view.id });
  const mine = state.view === view.id ? state : { view: view.id };
  const isBusy = Boolean(isBusyThere || mine.isBusy);
  const submit = async () => {
    if (isBusy) return;
    const found = complaints(view, holderOf(view.id), values, draftsOf(seat));
    if (Object.keys(found).length) return setState({ view: view.id, found });
    setState({ view: view.id, isBusy: true });
    await draftsOf(seat).flush(view.id);
    const answer = await seat.act("submit", { view: view.id });
    const isRefused = !answer.ok && !answer.errors;
    setState({ view: view.id, found: answer.errors, problem: isRefused ? answer.error : "" });
  };
  const close = async () => {
    await draftsOf(seat).flush(view.id);
    const answer = await seat.act("close", { view: view.id, all: Boolean(view.clear_on_close) });
    if (!answer.ok) setState({ view: view.id, problem: answer.error });
  };
  return { submit, close, isBusy, problem: mine.problem, found: mine.found };
}

/** Put the focus on the first field that has an error, whenever the errors are others. */
function useFirstError(body, view, errors) {
  const wrong = (view.blocks ?? []).map((block) => block.block_id).filter((id) => errors[id]);
  useEffect(() => {
    if (!wrong.length) return;
    const place = body.current.querySelector(`[data-block="${CSS.escape(wrong[0])}"]`);
    const field = place && (focusables(place)[0] ?? place);
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  }, [wrong.map((id) => `${id}: ${errors[id]}`).join("\n")]);
}

/** A view that is shown anew may have lost the field that had the focus. */
function useHeldFocus(body, hash) {
  useEffect(() => {
    if (document.activeElement === document.body) (focusables(body.current)[0] ?? body.current.parentElement).focus();
  }, [hash]);
}

const holders = new Map();

/** The same object for the same view, so that what is drawn with it need not be drawn again. */
function holderOf(view) {
  if (!holders.has(view)) holders.set(view, { view });
  return holders.get(view);
}
