// What a composer offers while one types: commands, people, channels.
import { html, useId, useLayoutEffect, useRef, useState } from "./ui.js";

const MOST = 8;
const COMMAND = /^\/\S*$/;
const MENTION = /(?:^|[\s([{"'*_~])([@#])([\p{L}\p{N}._-]{0,30})$/u;
const BROADCASTS = [
  { name: "here", note: "Notify everybody who is active here" },
  { name: "channel", note: "Notify everybody in this channel" },
];

/** The choices for what stands before the caret; `keys(event)` is true where it took the key. */
export function useCompletion({ text, caret, seat, onAccept }) {
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(null);
  const id = useId();
  const typed = text.slice(0, caret);
  const found = dismissed === typed ? null : offer(typed, seat);
  const choices = found?.choices ?? [];
  const at = Math.min(chosen, choices.length - 1);
  const accept = (choice) => {
    setChosen(0);
    onAccept(typed.slice(0, found.begin) + choice.insert, text.slice(caret));
  };
  const keys = (event) => {
    if (choices.length === 0 || event.isComposing) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && !event.altKey) setChosen((at + by + choices.length) % choices.length);
    else if (event.key === "Escape") setDismissed(typed);
    else if (event.key === "Tab" && !event.shiftKey) accept(choices[at]);
    else if (event.key === "Enter" && !event.shiftKey && choices[at].insert.trim() !== typed.slice(found.begin)) accept(choices[at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const label = found?.label;
  return { id, label, choices, at, accept, keys, restart: () => setChosen(0) };
}

/** The list over the composer. */
export function Choices({ completion }) {
  const { id, label, choices, at, accept } = completion;
  const box = useRef(null);
  useLayoutEffect(() => box.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  if (choices.length === 0) return null;
  return html`<ul class="co-choices" role="listbox" aria-label=${label} id=${id} ref=${box}>
    ${choices.map((choice, index) => html`<li key=${choice.insert} class="co-choice" role="option" id=${`${id}-${index}`}
      aria-selected=${String(index === at)} onMouseDown=${(event) => event.preventDefault()} onClick=${() => accept(choice)}>
      <span class="co-choice-name">${choice.name}</span>
      ${choice.hint && html`<span class="co-choice-hint">${choice.hint}</span>`}
      ${choice.note && html`<span class="co-choice-note">${choice.note}</span>`}
    </li>`)}
  </ul>`;
}

/** How the command that is being typed wants to be used, or null. */
export function usageOf(text, commands) {
  const named = text.match(/^(\/\S+)\s/);
  return (named && commands.find(({ command }) => command === named[1])) || null;
}

function offer(typed, seat) {
  if (COMMAND.test(typed)) return commandsLike(typed, seat);
  const mention = typed.match(MENTION);
  if (!mention) return null;
  const [, sign, name] = mention;
  const begin = typed.length - name.length - 1;
  return sign === "@"
    ? { label: "People", begin, choices: peopleLike(name, seat) }
    : { label: "Channels", begin, choices: channelsLike(name, seat) };
}

function commandsLike(typed, seat) {
  const found = (seat.get("commands") ?? []).filter(({ command }) => command.startsWith(typed.toLowerCase()));
  const choices = found.slice(0, MOST).map(({ command, description, usage_hint: hint }) => (
    { name: command, insert: `${command} `, hint, note: description }));
  return { label: "Commands", begin: 0, choices };
}

function peopleLike(typed, seat) {
  const people = seat.under("people/").filter((person) => !person.is_deleted);
  const found = [
    ...people.map(({ name, real_name: real, title }) => ({ name, hint: real === name ? "" : real, note: title })),
    ...BROADCASTS,
  ].filter(({ name, hint = "" }) => begins(name, typed) || begins(hint, typed));
  return found.slice(0, MOST).map((choice) => ({ ...choice, name: `@${choice.name}`, insert: `@${choice.name} ` }));
}

function channelsLike(typed, seat) {
  const found = seat.under("places/").filter((place) => place.kind !== "im" && begins(place.name, typed));
  return found.slice(0, MOST).map(({ name, topic }) => ({ name: `#${name}`, insert: `#${name} `, note: topic }));
}

function begins(name, typed) {
  return name.toLowerCase().split(/[\s-]/).some((word) => word.startsWith(typed.toLowerCase()))
    || name.toLowerCase().startsWith(typed.toLowerCase());
}
