// Pressing a control: it is busy until the app has answered, and says what went wrong.
import { html, useRef, useState } from "./ui.js";
import { useSeat } from "./seat.js";
import { draftsOf } from "./drafts.js";

/** `{isBusy, problem, press(chosen)}` for an element of this holder; `press` says whether it got through. */
export function usePress(holder, blockId, actionId) {
  const seat = useSeat();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const running = useRef(false);
  const press = async (chosen) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem("");
    await draftsOf(seat).flush(holder.view);
    const what = { holder, block_id: blockId, action_id: actionId };
    const answer = await seat.act("press", chosen ? { ...what, chosen } : what);
    running.current = false;
    setBusy(false);
    if (!answer.ok) setProblem(answer.error);
    return answer.ok;
  };
  return { isBusy, problem, press };
}

/** What went wrong, beside the control that was used. */
export function Problem({ text }) {
  return html`<span class="control-problem" role="status">${text}</span>`;
}
