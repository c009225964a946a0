// What a select menu offers for what is typed into it.
import { useEffect, useMemo, useRef, useState } from "./ui.js";
import { withSigns } from "./emoji.js";
import { useSeat, useUnder } from "./seat.js";

const DELAY = 250;
const LEAST_TYPED = 3;
const KINDS = { im: "im", mpim: "mpim", group: "private", channel: "public" };

/** `{groups, note, onTyped, textOf(value)}` for a select element of any kind. */
export function useOffers({ element, blockId, holder }) {
  const [typed, setTyped] = useState("");
  const people = useUnder("people/");
  const places = useUnder("places/");
  const asked = useAsked({ element, blockId, holder }, typed);
  const isExternal = element.type.endsWith("external_select");
  const all = useMemo(() => groupsOf(element, people, places), [element, people, places]);
  const groups = useMemo(() => (isExternal ? asked.groups : fitting(all, typed)), [all, asked.groups, typed]);
  const hasNone = groups.every((group) => group.options.length === 0);
  const note = asked.note ?? (hasNone ? "Nothing fits" : undefined);
  const textOf = (value) => (typeof value === "string" ? nameOf(value, people, places) : optionText(value));
  return { groups, note, onTyped: setTyped, textOf };
}

/** The app's own options, asked for a moment after the last letter. */
function useAsked({ element, blockId, holder }, typed) {
  const seat = useSeat();
  const isExternal = element.type.endsWith("external_select");
  const least = element.min_query_length ?? LEAST_TYPED;
  const [found, setFound] = useState({ groups: [] });
  const turn = useRef(0);
  useEffect(() => {
    if (!isExternal) return undefined;
    const mine = (turn.current += 1);
    if (typed.length < least) {
      setFound({ groups: [], note: `Type at least ${least} ${least === 1 ? "letter" : "letters"}` });
      return undefined;
    }
    setFound((before) => ({ ...before, note: "Searching…" }));
    const timer = setTimeout(async () => {
      const asked = { holder, block_id: blockId, action_id: element.action_id, typed };
      const answer = await seat.act("suggest", asked);
      if (mine === turn.current) setFound(answered(answer));
    }, DELAY);
    return () => clearTimeout(timer);
  }, [typed, isExternal, least]);
  return isExternal ? found : { groups: [] };
}

function answered(answer) {
  if (!answer.ok) return { groups: [], note: answer.error };
  return { groups: given(answer) };
}

function groupsOf(element, people, places) {
  if (element.type.endsWith("users_select")) return [{ options: people.filter(isThere).map(ofPerson) }];
  if (element.type.endsWith("channels_select")) {
    return [{ options: places.filter((one) => one.kind === "channel" && !one.is_archived).map(ofPlace) }];
  }
  if (element.type.endsWith("conversations_select")) {
    return [{ options: places.filter((one) => isWanted(element.filter ?? {}, one)).map(ofPlace) }];
  }
  return given(element);
}

function given({ options, option_groups: groups }) {
  const ofOption = (option) => ({
    id: option.value, text: optionText(option), value: option,
    about: option.description && withSigns(option.description.text),
  });
  if (options?.length) return [{ options: options.map(ofOption) }];
  return (groups ?? []).map((group) => ({
    label: withSigns(group.label.text), options: group.options.map(ofOption),
  }));
}

function fitting(groups, typed) {
  const sought = typed.trim().toLowerCase();
  if (!sought) return groups;
  const fits = (option) => `${option.text} ${option.about ?? ""}`.toLowerCase().includes(sought);
  const kept = groups.map((group) => ({ ...group, options: ranked(group.options.filter(fits), sought) }));
  return kept.filter((group) => group.options.length > 0);
}

function ranked(options, sought) {
  const begins = (option) => Number(option.text.toLowerCase().startsWith(sought));
  return options.toSorted((one, other) => begins(other) - begins(one));
}

function ofPerson(person) {
  const more = [person.real_name !== person.name ? person.real_name : "", person.title];
  return { id: person.id, value: person.id, text: person.name, about: more.filter(Boolean).join(" · ") };
}

function ofPlace(place) {
  return { id: place.id, value: place.id, text: placeName(place), about: place.topic };
}

function placeName(place) {
  return place.kind === "im" ? place.name : `#${place.name.replace(/^#/, "")}`;
}

function isThere(person) {
  return !person.is_deleted;
}

function isWanted({ include, exclude_bot_users: noBots }, place) {
  if (place.is_archived || (noBots && place.is_app)) return false;
  return !include || include.includes(KINDS[place.kind]);
}

function nameOf(id, people, places) {
  const person = people.find((one) => one.id === id);
  if (person) return person.name;
  const place = places.find((one) => one.id === id);
  return place ? placeName(place) : id;
}

function optionText(option) {
  return withSigns(option.text.text);
}
