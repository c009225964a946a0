// A list that stays at its end while new things come.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "./ui.js";

const NEAR_PIXELS = 40;

/** Keeps the scroller at its end while it was there; `isBelow` says that something newer came below. */
export function useBottom(scroller, last) {
  const isAtEnd = useRef(true);
  const [isBelow, setBelow] = useState(false);
  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    isAtEnd.current = true;
    box.scrollTop = box.scrollHeight;
    setBelow(false);
  }, []);
  const leave = useCallback(() => {
    isAtEnd.current = false;
    setBelow(true);
  }, []);
  useEffect(() => watch(scroller.current, isAtEnd, toEnd, () => setBelow(false)), []);
  const seen = useRef(last);
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
    else if (last > seen.current) setBelow(true);
    seen.current = last;
  }, [last]);
  return { isBelow, toEnd, leave };
}

/** Follow the sizes of what is shown and the person's scrolling; returns what ends it. */
function watch(box, isAtEnd, toEnd, onEnd) {
  const sizes = new ResizeObserver(() => isAtEnd.current && toEnd());
  sizes.observe(box);
  sizes.observe(box.firstElementChild);
  let size = sizeOf(box);
  const scrolled = () => {
    // A box of another size scrolls by itself; only a person's scrolling leaves the end.
    const before = size;
    size = sizeOf(box);
    if (size !== before) return;
    isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PIXELS;
    if (isAtEnd.current) onEnd();
  };
  box.addEventListener("scroll", scrolled, { passive: true });
  return () => {
    sizes.disconnect();
    box.removeEventListener("scroll", scrolled);
  };
}

function sizeOf(box) {
  return `${box.clientWidth} × ${box.clientHeight}`;
}
