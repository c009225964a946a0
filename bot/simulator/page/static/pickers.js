// Fields for a day, a time of day, and an instant in the person's own zone.
import { html, useId, useRef, useState } from "./ui.js";
import { Calendar } from "./calendar.js";
import { Combobox } from "./combobox.js";
import { useField } from "./field.js";
import { readDay, readTime, secondsOf, shortDay, shownTime, wallOf, zoneName } from "./moments.js";
import { Popover } from "./popup.js";
import { Problem } from "./press.js";
import { useValue } from "./seat.js";

const STEP = 15;
const MORNING = "09:00";
const TIMES = Array.from({ length: (24 * 60) / STEP }, (_, index) => {
  const minutes = index * STEP;
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
});

/** A day. */
export function DatePicker(props) {
  const field = useField(props);
  return html`<${DayField} ...${namesOf(props, "Date")} chosen=${field.chosen} onChange=${field.change} />
    ${field.question}<${Problem} text=${field.problem} />`;
}

/** A time of day. */
export function TimePicker(props) {
  const field = useField(props);
  return html`<${TimeField} ...${namesOf(props, "Time")} chosen=${field.chosen} onChange=${field.change} />
    ${props.element.timezone && html`<span class="control-hint">${props.element.timezone}</span>`}
    ${field.question}<${Problem} text=${field.problem} />`;
}

/** An instant: a day and a time on the walls of the person's zone. */
export function DateTimePicker(props) {
  const { id, labelId, describedBy, error } = props;
  const field = useField(props);
  const zone = useValue("me")?.tz ?? "UTC";
  const now = useWorkspaceNow();
  const wall = field.chosen === null ? null : wallOf(field.chosen, zone);
  const put = (day, time) => field.change(secondsOf(day, time, zone));
  const onDay = (day) => (day === null ? field.change(null) : put(day, wall?.time ?? firstTime(day, now, zone)));
  const onTime = (time) => (time === null ? field.change(null) : put(wall?.day ?? firstDay(time, now, zone), time));
  const shared = { "aria-invalid": error ? "true" : undefined, "aria-describedby": describedBy };
  return html`<div class="moment" role="group" aria-labelledby=${labelId} aria-describedby=${describedBy}>
      <${DayField} ...${shared} id=${id} aria-label="Date" chosen=${wall?.day ?? null} onChange=${onDay} />
      <${TimeField} ...${shared} aria-label="Time" chosen=${wall?.time ?? null} onChange=${onTime} />
      <span class="moment-zone">${zoneName(zone, field.chosen ?? now)}</span>
      ${wall && props.isInput && html`<button type="button" class="chip-remove" aria-label="Clear"
        title="Clear" onClick=${() => field.change(null)}>×</button>`}
    </div>${field.question}<${Problem} text=${field.problem} />`;
}

function DayField({ chosen, onChange, placeholder = "Choose a day", ...names }) {
  const zone = useValue("me")?.tz ?? "UTC";
  const today = wallOf(useWorkspaceNow(), zone).day;
  const input = useRef(null);
  const box = useRef(null);
  const popupId = useId();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(null);
  const [wrong, setWrong] = useState("");
  const take = () => {
    if (typed === null) return;
    const day = typed.trim() ? readDay(typed, today) : null;
    setWrong(typed.trim() && !day ? `“${typed.trim()}” is no day that can be read here.` : "");
    setTyped(null);
    if (day || !typed.trim()) onChange(day);
  };
  const pick = (day) => {
    setOpen(false);
    setTyped(null);
    setWrong("");
    input.current.focus();
    if (day !== chosen) onChange(day);
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && typed !== null) {
      // With Ctrl it is for the form, too.
      if (!event.ctrlKey && !event.metaKey) event.preventDefault();
      take();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      take();
      setOpen(true);
    }
  };
  return html`<div class="day-field"><div class="combo" ref=${box}>
      <input ref=${input} type="text" role="combobox" class="input combo-input" autocomplete="off"
        aria-haspopup="dialog" aria-expanded=${isOpen ? "true" : "false"} aria-autocomplete="none"
        aria-controls=${isOpen ? popupId : undefined}
        placeholder=${placeholder} value=${typed ?? (chosen ? shortDay(chosen) : "")} ...${names}
        onInput=${(event) => { setWrong(""); setTyped(event.currentTarget.value); }} onKeyDown=${onKeyDown}
        onFocus=${(event) => event.currentTarget.select()} onBlur=${take} />
      <button type="button" class="combo-button" aria-label="Open calendar" title="Open calendar"
        onClick=${() => setOpen(!isOpen)}><${CalendarIcon} /></button>
      ${isOpen && html`<${Popover} anchor=${box} id=${popupId} label="Choose a day" className="calendar-popup"
        onClose=${(why) => { setOpen(false); if (why === "Escape") input.current.focus(); }}>
        <${Calendar} chosen=${chosen} today=${today} onPick=${pick} />
      </${Popover}>`}
    </div>
    <span class="control-problem" role="status">${wrong}</span></div>`;
}

function TimeField({ chosen, onChange, placeholder = "Time", ...names }) {
  const is24 = useValue("me")?.clock_24h ?? true;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const options = TIMES.filter((time) => begins(time, typed, is24))
    .map((time) => ({ id: time, text: shownTime(time, is24), isChosen: time === chosen }));
  const onFree = (text) => {
    const time = readTime(text);
    setWrong(time ? "" : `“${text.trim()}” is no time that can be read here.`);
    if (time && time !== chosen) onChange(time);
  };
  const note = options.length ? undefined : freeNote(typed, is24);
  return html`<div class="time-field">
    <${Combobox} ...${names} shown=${chosen ? shownTime(chosen, is24) : ""} placeholder=${placeholder}
      groups=${[{ options }]} note=${note} startsAt=${MORNING} isWide=${false} icon="◷"
      onTyped=${(text) => { setTyped(text); if (text) setWrong(""); }} onFree=${onFree}
      onEmptied=${() => onChange(null)} onChoose=${(option) => { setWrong(""); onChange(option.id); }} />
    <span class="control-problem" role="status">${wrong}</span></div>`;
}

function CalendarIcon() {
  return html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor">
    <rect x="2" y="3.5" width="12" height="10.5" rx="1.5" /><path d="M2 7h12M5.5 1.5v3M10.5 1.5v3" /></svg>`;
}

/** The workspace's now, in seconds. */
function useWorkspaceNow() {
  return Math.floor(Date.parse(useValue("clock")?.now ?? "2026-01-01T00:00:00Z") / 1000);
}

/** A day without a time means its morning, or the next quarter of an hour where that has gone by. */
function firstTime(day, now, zone) {
  if (secondsOf(day, MORNING, zone) > now) return MORNING;
  const next = wallOf((Math.floor(now / 900) + 1) * 900, zone);
  return next.day === day ? next.time : MORNING;
}

/** A time without a day means the next such time. */
function firstDay(time, now, zone) {
  const today = wallOf(now, zone).day;
  return secondsOf(today, time, zone) > now ? today : wallOf(now + 86_400, zone).day;
}

function begins(time, typed, is24) {
  const sought = typed.trim().toLowerCase().replace(".", ":");
  if (!sought) return true;
  const shown = shownTime(time, is24).toLowerCase();
  return shown.startsWith(sought) || time.startsWith(sought) || time.startsWith(`0${sought}`);
}

function freeNote(typed, is24) {
  const time = readTime(typed);
  return time ? `Enter takes ${shownTime(time, is24)}` : "Write a time such as 09:30";
}

function namesOf({ element, id, labelId, describedBy, error }, name) {
  return {
    id, "aria-labelledby": labelId, "aria-describedby": describedBy,
    "aria-label": labelId ? undefined : element.placeholder?.text ?? name,
    "aria-invalid": error ? "true" : undefined, placeholder: element.placeholder?.text,
  };
}
