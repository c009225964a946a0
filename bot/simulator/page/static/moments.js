// Days and times as people write them, and the instants that they mean in a zone.

const DAY = 86_400_000;
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const zones = new Map();

/** The day so many days later; days are `2026-11-24`. */
export function plusDays(day, count) {
  return dayOf(new Date(Date.parse(day) + count * DAY));
}

/** The same day so many months later, or the month's last. */
export function plusMonths(day, count) {
  const [year, month, date] = partsOf(day);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))));
}

/** The day's place in a week that begins on Monday, from 0. */
export function weekdayOf(day) {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The weeks of the day's month, as lists of days from Monday to Sunday. */
export function weeksOf(day) {
  const first = `${day.slice(0, 8)}01`;
  const start = plusDays(first, -weekdayOf(first));
  const after = plusMonths(first, 1);
  const weeks = [];
  for (let monday = start; monday < after; monday = plusDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((count) => plusDays(monday, count)));
  }
  return weeks;
}

/** `Tue 24 Nov 2026`. */
export function shortDay(day) {
  const [year, month, date] = partsOf(day);
  return `${weekdayName(day).slice(0, 3)} ${date} ${MONTHS[month - 1].slice(0, 3)} ${year}`;
}

/** `Tuesday 24 November 2026`. */
export function longDay(day) {
  const [year, month, date] = partsOf(day);
  return `${weekdayName(day)} ${date} ${MONTHS[month - 1]} ${year}`;
}

/** `November 2026`. */
export function monthOf(day) {
  const [year, month] = partsOf(day);
  return `${MONTHS[month - 1]} ${year}`;
}

/** The day that somebody wrote, or null: `2026-11-24`, `24.11.2026`, `24 Nov`, `tomorrow`. */
export function readDay(text, today) {
  const typed = text.trim().toLowerCase();
  if (typed === "today") return today;
  if (typed === "tomorrow") return plusDays(today, 1);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?$/.exec(typed);
  if (dotted) return nextDated(dotted[3], Number(dotted[2]), Number(dotted[1]), today);
  return readWords(typed, today);
}

/** The time that somebody wrote as `09:05`, or null: `9:05`, `905`, `9`, `9.05 pm`. */
export function readTime(text) {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(text.trim());
  if (!found) return null;
  const half = found[3]?.[0].toLowerCase();
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (hour > 23 || minute > 59 || (half && (hour < 1 || hour > 12))) return null;
  const counted = half ? (hour % 12) + (half === "p" ? 12 : 0) : hour;
  return `${two(counted)}:${two(minute)}`;
}

/** `09:05` on the person's kind of clock. */
export function shownTime(time, is24) {
  if (is24) return time;
  const [hour, minute] = time.split(":").map(Number);
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? "AM" : "PM"}`;
}

/** Day and time of an instant (in seconds) on the walls of a zone. */
export function wallOf(seconds, zone) {
  const said = Object.fromEntries(
    clockOf(zone).formatToParts(seconds * 1000).map((part) => [part.type, part.value]),
  );
  return { day: `${said.year}-${said.month}-${said.day}`, time: `${said.hour}:${said.minute}` };
}

/** The instant, in seconds, at which the walls of a zone say this. */
export function secondsOf(day, time, zone) {
  const wanted = Date.parse(`${day}T${time}:00Z`) / 1000;
  let found = wanted;
  // Twice, for the offset found first may be that of the other side of a change of clocks.
  for (let turn = 0; turn < 2; turn += 1) {
    const wall = wallOf(found, zone);
    found += wanted - Date.parse(`${wall.day}T${wall.time}:00Z`) / 1000;
  }
  return found;
}

/** `Berlin time (GMT+1)`: the zone, and how far from Greenwich it is at an instant. */
export function zoneName(zone, seconds) {
  const named = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" });
  const offset = named.formatToParts(seconds * 1000).find((part) => part.type === "timeZoneName");
  return `${zone.split("/").at(-1).replaceAll("_", " ")} time (${offset.value})`;
}

function readWords(typed, today) {
  const words = typed.replaceAll(/[,.]/g, " ").split(/\s+/).filter(Boolean);
  const names = words.filter((word) => /^[a-z]{3,}$/.test(word));
  const month = MONTHS.findIndex((name) => names.some((word) => name.toLowerCase().startsWith(word))) + 1;
  const known = (word) => [...MONTHS, ...WEEKDAYS].some((name) => name.toLowerCase().startsWith(word));
  const numbers = words.map((word) => /^(\d{1,4})(st|nd|rd|th)?$/.exec(word)?.[1]).filter(Boolean);
  if (!month || !names.every(known) || names.length + numbers.length !== words.length) return null;
  const year = numbers.find((number) => number.length === 4);
  const date = numbers.find((number) => number.length < 3);
  return date ? nextDated(year, month, Number(date), today) : null;
}

/** Without a year, the next such day is meant. */
function nextDated(year, month, date, today) {
  if (year) return dated(Number(year), month, date);
  const thisYear = Number(today.slice(0, 4));
  const found = dated(thisYear, month, date);
  return found && found < today ? dated(thisYear + 1, month, date) : found;
}

function dated(year, month, date) {
  const found = new Date(Date.UTC(year, month - 1, date));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === date ? dayOf(found) : null;
}

function dayOf(date) {
  return date.toISOString().slice(0, 10);
}

function partsOf(day) {
  return day.split("-").map(Number);
}

function weekdayName(day) {
  return WEEKDAYS[new Date(day).getUTCDay()];
}

function clockOf(zone) {
  if (!zones.has(zone)) {
    zones.set(zone, new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit",
    }));
  }
  return zones.get(zone);
}

function two(number) {
  return String(number).padStart(2, "0");
}
