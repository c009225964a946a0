// Keys that hold for the whole page: F6 goes from region to region.
import { useEffect } from "./ui.js";

const REGION = "[data-region]";

/** F6 moves the focus to the next region, Shift+F6 to the one before. */
export function useRegionKeys() {
  useEffect(() => {
    const move = (event) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    };
    addEventListener("keydown", move);
    return () => removeEventListener("keydown", move);
  }, []);
}

function step(by) {
  const regions = [...document.querySelectorAll(REGION)].filter(isShown);
  if (regions.length === 0) return;
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = at < 0 && by < 0 ? regions.at(-1) : regions[(at + by + regions.length) % regions.length];
  enter(next);
}

/** Focus what a person most likely wants in a region: what it names so, or the region itself. */
function enter(region) {
  const wanted = region.querySelector("[data-enter], [aria-current=page]") ?? region;
  wanted.focus();
}

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true });
}
