// A seat at the workspace: everything that one person sees, kept up to date by their stream.
import { createContext, useContext, useEffect, useMemo, useState } from "./ui.js";
import { act, listen } from "./wire.js";

/** One person's view of the workspace: named values (`me`, `places/C0…`, `messages/C0…/TS`, …). */
export class Seat {
  constructor(person) {
    this.person = person;
    this.isLive = false;
    this.changes = 0;
    this.values = new Map();
    this.listeners = new Set();
  }

  /** Begin to listen; the returned function ends it. */
  open() {
    const path = `stream?as=${encodeURIComponent(this.person)}`;
    return listen(path, (event) => this.take(event), (stands) => this.mark(stands));
  }

  /** The value of this name, or undefined. */
  get(key) {
    return this.values.get(key);
  }

  /** All values whose names begin so, in the order of their names. */
  under(prefix) {
    const names = [...this.values.keys()].filter((name) => name.startsWith(prefix)).sort();
    return names.map((name) => this.values.get(name));
  }

  /** Do something as this person. */
  act(name, more) {
    return act(this.person, name, more);
  }

  /** Call this whenever something changed, with the set of changed names. */
  watch(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  take({ set = {}, gone = [], whole = false }) {
    const changed = new Set([...Object.keys(set), ...gone]);
    if (whole) {
      for (const name of this.values.keys()) changed.add(name);
      this.values.clear();
    }
    for (const [name, value] of Object.entries(set)) this.values.set(name, value);
    for (const name of gone) this.values.delete(name);
    this.tell(changed);
  }

  mark(stands) {
    this.isLive = stands;
    this.tell(new Set(["line"]));
  }

  tell(changed) {
    this.changes += 1;
    for (const listener of this.listeners) listener(changed);
  }
}

export const SeatContext = createContext(null);

/** The seat that the component is drawn for. */
export function useSeat() {
  return useContext(SeatContext);
}

/** One value of the seat; the component is drawn again when it changes. */
export function useValue(key) {
  const seat = useSeat();
  useChanges(seat, key, (changed) => changed.has(key));
  return seat.get(key);
}

/** All values under a prefix (`messages/C0…/`), as an array that stays the same until one changes. */
export function useUnder(prefix) {
  const seat = useSeat();
  const turn = useChanges(seat, prefix, (changed) => [...changed].some((name) => name.startsWith(prefix)));
  return useMemo(() => seat.under(prefix), [seat, prefix, turn]);
}

/** True while the stream stands. */
export function useLine() {
  const seat = useSeat();
  useChanges(seat, "line", (changed) => changed.has("line"));
  return seat.isLive;
}

function useChanges(seat, name, concerns) {
  const [turn, setTurn] = useState(0);
  const drawnAt = seat.changes;
  useEffect(() => {
    // What changed between drawing and listening would be missed.
    if (seat.changes !== drawnAt) setTurn((before) => before + 1);
    return seat.watch((changed) => concerns(changed) && setTurn((before) => before + 1));
  }, [seat, name]);
  return turn;
}
