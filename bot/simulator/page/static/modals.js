// The modals of a seat: the top one of the stack, with its errors and its way back.
import { html, useEffect, useId, useRef, useState } from "./ui.js";
import { useSeat, useValue } from "./seat.js";
import { Blocks } from "./blocks.js";
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
  const { submit, close, isBusy, problems, refused, turn } = useSubmitting(view, isBusyThere);
  const shownErrors = { ...errors, ...refused };
  useFirstError(body, view, shownErrors, turn);
  useHeldFocus(body, view.hash);
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    const isAlone = event.target.matches("input:not([type=checkbox], [type=radio], [type=file], [role=combobox])");
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
    ${problems.map((text) => html`<div key=${text} class="sheet-problem" role="alert">
      <strong>That did not get through. Try again?</strong> What you filled in is kept.
      <div class="sheet-cause">${text}</div></div>`)}
    <div class="sheet-body" ref=${body} key=${view.id}>
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

/** `turn` is another object after each submit that left errors. */
function useSubmitting(view, isBusyThere) {
  const seat = useSeat();
  const [state, setState] = useState({ view: view.id });
  const mine = state.view === view.id ? state : { view: view.id };
  const warnings = useFreshWarnings(seat);
  const isBusy = Boolean(isBusyThere || mine.isBusy);
  const dismiss = () => warnings.forEach(({ id }) => seat.act("dismiss", { id }));
  const submit = async () => {
    if (isBusy) return;
    dismiss();
    setState({ view: view.id, isBusy: true });
    await draftsOf(seat).flush(view.id);
    const refused = draftsOf(seat).problems(view.id);
    const answer = Object.keys(refused).length
      ? { ok: true, errors: refused }
      : await seat.act("submit", { view: view.id });
    const problem = answer.ok ? "" : answer.error;
    setState({ view: view.id, turn: answer.errors && {}, refused, problem });
  };
  const close = async () => {
    dismiss();
    await draftsOf(seat).flush(view.id);
    const answer = await seat.act("close", { view: view.id, all: Boolean(view.clear_on_close) });
    if (!answer.ok) setState({ view: view.id, problem: answer.error });
  };
  const problems = [mine.problem, ...warnings.map(({ text }) => text)].filter(Boolean);
  return { submit, close, isBusy, problems, refused: mine.refused, turn: mine.turn };
}

/** Warnings that came while a modal is open: they would lie below it, so it says them. */
function useFreshWarnings(seat) {
  const warnings = useValue("warnings") ?? [];
  const known = useRef(warnings.map(({ id }) => id));
  return warnings.filter(({ id }) => !known.current.includes(id));
}

/** Put the focus on the first field that has an error, once after each submit. */
function useFirstError(body, view, errors, turn) {
  const done = useRef(null);
  const wrong = (view.blocks ?? []).find((block) => errors[block.block_id]);
  useEffect(() => {
    if (!turn || turn === done.current || !wrong) return;
    done.current = turn;
    const place = body.current.querySelector(`[data-block="${CSS.escape(wrong.block_id)}"]`);
    const field = place && (focusables(place)[0] ?? place);
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  }, [turn, wrong]);
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
