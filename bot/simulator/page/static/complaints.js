// What keeps a modal from being sent: fields that are empty, too long or no number.
import { fieldKey } from "./field.js";
import { chosenIn, initialState, keyOf } from "./states.js";

const MOST = 3000;

/** A sentence for each block that cannot be sent as it is. */
export function complaints(view, holder, values, drafts) {
  const found = {};
  for (const block of view.blocks ?? []) {
    const { element } = block;
    if (block.type !== "input" || !element || !keyOf(element)) continue;
    const given = values?.[block.block_id]?.[element.action_id] ?? initialState(element);
    const state = drafts.read(fieldKey(holder, block.block_id, element), given);
    const sentence = complaint(element, chosenIn(element, state), block.optional);
    if (sentence) found[block.block_id] = sentence;
  }
  return found;
}

function complaint(element, chosen, isOptional) {
  const isEmpty = chosen === null || chosen === "" || chosen.length === 0;
  if (isEmpty) return isOptional ? "" : "Please fill this in.";
  const check = CHECKS[element.type];
  return check ? check(element, chosen) : "";
}

const CHECKS = {
  plain_text_input: ofLength,
  number_input: ofNumber,
  email_text_input: (_, text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? "" : "Please write an e-mail address."),
  url_text_input: (_, text) => (isAddress(text) ? "" : "Please write an address that begins with https:// or http://."),
};

function ofLength(element, text) {
  const length = [...text].length;
  const most = element.max_length ?? MOST;
  const least = element.min_length ?? 0;
  if (length > most) return `Please shorten this to ${most} characters; it has ${length}.`;
  return length < least ? `Please write at least ${least} characters.` : "";
}

function ofNumber(element, text) {
  const number = Number(text);
  if (text.trim() === "" || Number.isNaN(number)) return "Please write a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please write a whole number.";
  if (number < Number(element.min_value ?? -Infinity)) return `Please write ${element.min_value} or more.`;
  return number > Number(element.max_value ?? Infinity) ? `Please write ${element.max_value} or less.` : "";
}

function isAddress(text) {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
