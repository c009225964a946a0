// The workspace's clock: what time it is there. It can be moved, so the machine's own says nothing.
import { html, useEffect, useState } from "./ui.js";
import { formatTime } from "./dates.js";
import { useSeat, useValue } from "./seat.js";
import { Tool } from "./tool.js";

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

/** The button in the bar: what time it is, and in its window, what the clock can be moved to. */
export function ClockButton() {
  const me = useValue("me");
  const now = useNow();
  if (!me) return null;
  const { day, time, city } = read(now, me);
  const face = html`<span class="tool-clock">
    <span class="tool-word">Clock: ${day}, </span>${time}<span class="tool-word"> ${city}</span></span>`;
  return html`
    <${Tool} label="Clock" button=${face}>
      <${Clock} me=${me} shown=${`${day}, ${time} ${city}`} />
    <//>`;
}

function Clock({ me, shown }) {
  const seat = useSeat();
  const steps = useValue("clock/steps") ?? [];
  const [isMoving, setMoving] = useState(false);
  const [refusal, setRefusal] = useState("");
  const move = async (step) => {
    if (isMoving) return;
    setMoving(true);
    const { ok, error } = await seat.act("clock", { to: step.id });
    setMoving(false);
    setRefusal(ok ? "" : error);
  };
  return html`
    <div class="tool-window" aria-busy=${String(isMoving)}>
      <h2>${shown}</h2>
      <p class="tool-note">Move the workspace’s clock. Everything that is due on the way happens.</p>
      <div class="tool-steps" role="group" aria-label="Move to">
        ${steps.map((step) => html`
          <button type="button" class="tool-button" key=${step.id} aria-disabled=${String(isMoving)}
            title=${formatInstant(new Date(step.to), me)} onClick=${() => move(step)}>${step.label}</button>`)}
      </div>
      ${refusal && html`<p class="tool-refusal" role="alert">${refusal}</p>`}
      <${DueNext} me=${me} />
    </div>`;
}

function DueNext({ me }) {
  const due = useValue("clock/next") ?? [];
  return html`
    <h3 id="due-next">Due next</h3>
    ${!due.length && html`<p class="tool-note">Nothing is due.</p>`}
    <ul class="tool-list" aria-labelledby="due-next">
      ${due.map(({ at, what }) => html`
        <li class="tool-row" key=${`${at} ${what}`}>
          <span class="tool-row-text">${what}</span>
          <time datetime=${at}>${formatInstant(new Date(at), me)}</time>
        </li>`)}
    </ul>`;
}

/** "Tue 24 Nov, 09:02" in the viewer's zone. */
export function formatInstant(instant, me) {
  const { day, time } = read(instant, me);
  return `${day}, ${time}`;
}

function read(instant, me) {
  const format = { timeZone: me.tz, weekday: "short", day: "numeric", month: "short" };
  const day = new Intl.DateTimeFormat("en-GB", format).format(instant).replace(",", "");
  return { day, time: formatTime(instant, me), city: me.tz.split("/").at(-1).replaceAll("_", " ") };
}

function readClock(clock) {
  if (!clock) return 0;
  if (!arrivals.has(clock)) arrivals.set(clock, performance.now());
  const passed = clock.runs ? performance.now() - arrivals.get(clock) : 0;
  return Date.parse(clock.now) + passed;
}
