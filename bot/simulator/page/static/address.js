// The page's address says who sits where: `#U0SAM:C0CRITICAL:1795511700.000300,U0ADA:home`.
import { useCallback, useEffect, useLayoutEffect, useState } from "./ui.js";

const MOST_SEATS = 2;

/** The seats that an address names: `[{person, place, thread}]`; place and thread may be "". */
export function readAddress(hash) {
  const parts = decodeURIComponent(hash.replace(/^#/, "")).split(",").filter(Boolean);
  return parts.slice(0, MOST_SEATS).map((part) => {
    const [person, place = "", thread = ""] = part.split(":");
    return { person, place, thread };
  });
}

/** The address that names these seats. */
export function writeAddress(seats) {
  const parts = seats.map(({ person, place, thread }) => {
    const named = [person, place, thread];
    while (named.length > 1 && !named.at(-1)) named.pop();
    return named.join(":");
  });
  return `#${parts.join(",")}`;
}

/** The seats of the address, and a function that changes them (`go(seats => seats)`). */
export function useAddress() {
  const [seats, setSeats] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const follow = () => setSeats((before) => sameOr(before, readAddress(location.hash)));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useLayoutEffect(() => {
    const wanted = writeAddress(seats);
    if (seats.length > 0 && wanted !== location.hash) keep(wanted, location.hash);
  }, [seats]);
  const go = useCallback((change) => setSeats((before) => sameOr(before, change(before))), []);
  return [seats, go];
}

function sameOr(before, after) {
  return writeAddress(before) === writeAddress(after) ? before : after;
}

function keep(wanted, former) {
  // The first address is completed in place; each later one is a step that "back" undoes.
  const isCompletion = former.length <= 1 || wanted.startsWith(`${former}:`);
  history[isCompletion ? "replaceState" : "pushState"](null, "", wanted);
}
