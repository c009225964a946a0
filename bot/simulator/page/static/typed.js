// Between what people type ("@Ada, see #critical") and what the workspace keeps (`<@U0ADA>`).

const BROADCASTS = ["here", "channel", "everyone"];
const KEPT = /<([@#!])([^>|]+)(?:\|[^>]*)?>|<((?:https?|mailto):[^>|]+)(?:\|([^>]*))?>/g;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** What was typed, with the names of people and channels as the workspace's ids. */
export function withIds(text, seat) {
  const names = targets(seat);
  return text.replace(pattern([...names.keys()]), (_all, before, name) => before + names.get(name.toLowerCase()));
}

/** What one would have typed to get this message text. */
export function withNames(text, seat) {
  const plain = text.replace(KEPT, (all, sign, target, address, label) => {
    if (sign === "@") return `@${seat.get(`people/${target}`)?.name ?? target}`;
    if (sign === "#") return `#${seat.get(`places/${target}`)?.name ?? target}`;
    if (sign === "!") return BROADCASTS.includes(target) ? `@${target}` : all;
    return label ?? address;
  });
  return plain.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

/** Every name that can be typed, in lower case, and what it stands for. */
function targets(seat) {
  const names = new Map(BROADCASTS.map((word) => [`@${word}`, `<!${word}>`]));
  for (const place of seat.under("places/")) {
    if (place.kind !== "im") names.set(`#${place.name.toLowerCase()}`, `<#${place.id}>`);
  }
  for (const person of seat.under("people/")) {
    if (!person.is_deleted) names.set(`@${person.name.toLowerCase()}`, `<@${person.id}>`);
  }
  return names;
}

/** Any of the names, the longest first, where a word begins and ends. */
function pattern(names) {
  const longestFirst = names.sort((one, other) => other.length - one.length);
  const either = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return new RegExp(`(^|[\\s([{"'*_~])(${either})(?![\\p{L}\\p{N}_-])`, "giu");
}
