// What a reload must not lose and nobody else needs to know: kept in the tab's own storage.
import { useCallback, useState } from "./ui.js";

/** What was kept under this name, or `otherwise`. */
export function recall(name, otherwise) {
  try {
    const kept = sessionStorage.getItem(name);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return otherwise;
  }
}

/** Keep a value; undefined forgets it. */
export function keep(name, value) {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the reload's comfort only.
  }
}

/** A state that survives a reload. The name must stay the same as long as the component lives. */
export function useKept(name, otherwise) {
  const [value, setValue] = useState(() => recall(name, otherwise));
  const set = useCallback((next) => {
    setValue((before) => {
      const after = typeof next === "function" ? next(before) : next;
      keep(name, after);
      return after;
    });
  }, [name]);
  return [value, set];
}
