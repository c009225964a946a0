// Times and dates as one person reads them: in their zone, on their kind of clock.

const RELATIVE = new Map([[-1, "yesterday"], [0, "today"], [1, "tomorrow"]]);
const SPANS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
const FIELD = /\{(\w+)\}/g;
const FORMATS = {
  date_num: (local) => `${local.year}-${two(local.month)}-${two(local.day)}`,
  date_slash: (local) => `${two(local.month)}/${two(local.day)}/${local.year}`,
  date: (local) => `${local.monthName} ${ordinal(local.day)}, ${local.year}`,
  date_short: (local) => `${local.monthName.slice(0, 3)} ${local.day}, ${local.year}`,
  date_long: (local) => `${local.weekday}, ${FORMATS.date(local)}`,
  date_long_full: (local) => FORMATS.date_long(local),
};
const clocks = new Map();

/** The time of day, `09:02` or `9:02 AM`; `at` is a Date, a message's ts or seconds. */
export function formatTime(at, me, { seconds = false } = {}) {
  const local = localOf(at, me);
  const rest = `:${two(local.minute)}${seconds ? `:${two(local.second)}` : ""}`;
  if (me?.clock_24h ?? true) return `${two(local.hour)}${rest}`;
  return `${local.hour % 12 || 12}${rest} ${local.hour < 12 ? "AM" : "PM"}`;
}

/** The day as it stands between messages: `Today`, `Yesterday` or `Tuesday, November 24th`. */
export function formatDay(at, now, me) {
  const local = localOf(at, me);
  const today = localOf(now, me);
  const word = RELATIVE.get(daysBetween(today, local));
  if (word) return capital(word);
  const year = local.year === today.year ? "" : `, ${local.year}`;
  return `${local.weekday}, ${local.monthName} ${ordinal(local.day)}${year}`;
}

/** An instant within a sentence: `today at 09:02`, `Nov 20, 2026 at 17:45`. */
export function formatMoment(at, now, me) {
  return written("{date_short_pretty} at {time}", at, now, me);
}

/** An instant in full, for those who point at a short one. */
export function formatFull(at, me) {
  return `${FORMATS.date_long(localOf(at, me))} at ${formatTime(at, me, { seconds: true })}`;
}

/** A key that two instants share when they fall on one day of the person. */
export function dayKey(at, me) {
  return FORMATS.date_num(localOf(at, me));
}

/** The format of a date token such as `{date_short_pretty}, {time} ({ago})`, filled in. */
export function written(format, at, now, me) {
  return format.replace(FIELD, (token, name) => {
    if (name === "ago") return ago(at, now);
    if (name === "time") return formatTime(at, me);
    if (name === "time_secs") return formatTime(at, me, { seconds: true });
    return pretty(name, localOf(at, me), localOf(now, me)) ?? token;
  });
}

/** How far an instant is: `3 minutes ago`, `in 2 hours`, `just now`. */
export function ago(at, now) {
  const seconds = (instant(now) - instant(at)) / 1000;
  for (const [unit, length] of SPANS) {
    const count = Math.floor(Math.abs(seconds) / length);
    const span = `${count} ${unit}${count > 1 ? "s" : ""}`;
    if (count) return seconds > 0 ? `${span} ago` : `in ${span}`;
  }
  return "just now";
}

function pretty(name, local, today) {
  const isPretty = name.endsWith("_pretty");
  const plain = name === "day_divider_pretty" ? "date_long" : name.replace(/_pretty$/, "");
  const word = isPretty ? RELATIVE.get(daysBetween(today, local)) : undefined;
  if (word) return name === "day_divider_pretty" ? capital(word) : word;
  return Object.hasOwn(FORMATS, plain) ? FORMATS[plain](local) : undefined;
}

function instant(at) {
  return at instanceof Date ? at.getTime() : Number(at) * 1000;
}

function localOf(at, me) {
  const parts = clockOf(me?.tz ?? "UTC").formatToParts(instant(at));
  const said = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  const [year, month, day] = [Number(said.year), monthNumber(said.month), Number(said.day)];
  return {
    year, month, day,
    hour: Number(said.hour), minute: Number(said.minute), second: Number(said.second),
    monthName: said.month, weekday: said.weekday,
  };
}

function clockOf(zone) {
  // Making one takes far longer than using it, and every message asks.
  if (!clocks.has(zone)) {
    clocks.set(zone, new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", weekday: "long", year: "numeric", month: "long",
      day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
    }));
  }
  return clocks.get(zone);
}

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
];

function monthNumber(name) {
  return MONTHS.indexOf(name) + 1;
}

function daysBetween(from, to) {
  const dayOf = (local) => Date.UTC(local.year, local.month - 1, local.day) / 86_400_000;
  return dayOf(to) - dayOf(from);
}

function ordinal(day) {
  const ending = { 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th";
  return `${day}${day >= 11 && day <= 13 ? "th" : ending}`;
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

function two(number) {
  return String(number).padStart(2, "0");
}
