// The workspace's clock: what time it is there. It can be moved, so the machine's own says nothing.
import { useEffect, useState } from "./ui.js";
import { useValue } from "./seat.js";

const MINUTE = 60_000;
// When each reading of the clock arrived, by the machine's time since the page was opened.
const arrivals = new WeakMap();

/** The workspace's time as a Date; the component is drawn again each minute and when it is moved. */
export function useNow() {
  const clock = useValue("clock");
  const [, setTurn] = useState(0);
  useEffect(() => {
    if (!clock?.runs) return undefined;
    let timer;
    const wait = () => {
      timer = setTimeout(() => {
        setTurn((turn) => turn + 1);
        wait();
      }, MINUTE - (readClock(clock) % MINUTE) + 20);
    };
    wait();
    return () => clearTimeout(timer);
  }, [clock]);
  return new Date(readClock(clock));
}

function readClock(clock) {
  if (!clock) return 0;
  if (!arrivals.has(clock)) arrivals.set(clock, performance.now());
  const passed = clock.runs ? performance.now() - arrivals.get(clock) : 0;
  return Date.parse(clock.now) + passed;
}
