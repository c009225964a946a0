// A field's state: what is shown, and the way of a change to the server or to the app.
import { useEffect, useRef, useState } from "./ui.js";
import { useSeat } from "./seat.js";
import { useConfirm } from "./confirm.js";
import { draftsOf } from "./drafts.js";
import { usePress } from "./press.js";
import { chosenIn, initialState, keyOf } from "./states.js";

/**
 * `{chosen, change, keep, dispatch, isBusy, problem, question}`. `change(value)` takes a choice: an
 * input keeps it, any other control tells the app at once. `keep(value)` never tells the app.
 * `question` has to be drawn: it is the dialog that asks whether one is sure.
 */
export function useField({ element, blockId, holder, value, isInput = false, dispatches = false }) {
  const drafts = draftsOf(useSeat());
  const key = fieldKey(holder, blockId, element);
  useTurns(drafts, key);
  const state = drafts.read(key, value ?? initialState(element));
  const { isBusy, problem, press } = usePress(holder, blockId, element.action_id);
  const [ask, question] = useConfirm();
  const line = useRef(Promise.resolve());
  const name = keyOf(element);
  const field = { key, view: holder.view, block_id: blockId, action_id: element.action_id };

  const keep = (chosen) => drafts.write(field, { type: element.type, [name]: chosen });
  const dispatch = (chosen) => {
    // Presses of one field wait for each other, so that the last one counts.
    line.current = line.current.then(() => press({ [name]: chosen }));
    return line.current;
  };
  const change = async (chosen) => {
    if (isInput && !dispatches) return keep(chosen);
    if (element.confirm && !(await ask(element.confirm))) return undefined;
    const shown = { type: element.type, [name]: chosen };
    drafts.show(key, shown);
    return drafts.settle(key, shown, await dispatch(chosen));
  };
  return { chosen: chosenIn(element, state), change, keep, dispatch, isBusy, problem, question };
}

/** The name of a field's draft. */
export function fieldKey(holder, blockId, element) {
  return JSON.stringify([holder.view ?? [holder.place, holder.ts], blockId, element.action_id, element.type]);
}

function useTurns(drafts, key) {
  const [, setTurn] = useState(0);
  useEffect(() => drafts.watch(key, () => setTurn((before) => before + 1)), [drafts, key]);
}
