// A month to choose a day from: arrows by day and week, Page Up and Down by month.
import { html, useLayoutEffect, useRef, useState } from "./ui.js";
import { longDay, monthOf, plusDays, plusMonths, weekdayOf, weeksOf } from "./moments.js";

const WEEK = [
  ["Mo", "Monday"], ["Tu", "Tuesday"], ["We", "Wednesday"], ["Th", "Thursday"], ["Fr", "Friday"],
  ["Sa", "Saturday"], ["Su", "Sunday"],
];

/** The days of a month around `chosen`, else around `today`. */
export function Calendar({ chosen, today, onPick }) {
  const [active, setActive] = useState(chosen ?? today);
  const grid = useRef(null);
  const isWalking = useRef(false);
  useLayoutEffect(() => {
    if (isWalking.current) grid.current.querySelector("[tabindex='0']")?.focus();
    isWalking.current = false;
  }, [active]);
  const onKeyDown = (event) => {
    const day = stepped(event, active);
    if (!day) return;
    event.preventDefault();
    event.stopPropagation();
    isWalking.current = true;
    setActive(day);
  };
  const turn = (count) => setActive(plusMonths(active, count));
  return html`<div class="calendar">
    <div class="calendar-head">
      <button type="button" class="button is-icon" aria-label="Previous month" onClick=${() => turn(-1)}>‹</button>
      <span class="calendar-month" aria-live="polite">${monthOf(active)}</span>
      <button type="button" class="button is-icon" aria-label="Next month" onClick=${() => turn(1)}>›</button>
    </div>
    <table ref=${grid} class="calendar-grid" role="grid" aria-label=${monthOf(active)} onKeyDown=${onKeyDown}>
      <thead><tr>${WEEK.map(([short, name]) => html`<th key=${name} scope="col" abbr=${name}>${short}</th>`)}</tr></thead>
      <tbody>${weeksOf(active).map((week) => html`<tr key=${week[0]}>
        ${week.map((day) => html`<${Day} key=${day} day=${day} active=${active} chosen=${chosen}
          today=${today} onPick=${onPick} />`)}
      </tr>`)}</tbody>
    </table>
  </div>`;
}

function Day({ day, active, chosen, today, onPick }) {
  const isOutside = day.slice(0, 7) !== active.slice(0, 7);
  const isActive = day === active;
  return html`<td role="gridcell" aria-selected=${day === chosen ? "true" : "false"}>
    <button type="button" tabindex=${isActive ? "0" : "-1"} data-autofocus=${isActive ? "true" : undefined}
      class=${`day ${isOutside ? "is-outside" : ""} ${day === chosen ? "is-chosen" : ""}`}
      aria-label=${longDay(day)} aria-current=${day === today ? "date" : undefined}
      onClick=${() => onPick(day)}>${Number(day.slice(8))}</button>
  </td>`;
}

function stepped({ key, shiftKey }, day) {
  const months = shiftKey ? 12 : 1;
  const steps = {
    ArrowLeft: () => plusDays(day, -1),
    ArrowRight: () => plusDays(day, 1),
    ArrowUp: () => plusDays(day, -7),
    ArrowDown: () => plusDays(day, 7),
    Home: () => plusDays(day, -weekdayOf(day)),
    End: () => plusDays(day, 6 - weekdayOf(day)),
    PageUp: () => plusMonths(day, -months),
    PageDown: () => plusMonths(day, months),
  };
  return steps[key]?.();
}
