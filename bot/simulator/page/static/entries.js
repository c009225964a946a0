// What a list of messages shows between and around them: days, the first new one, who goes on.

const FOLLOWS_WITHIN_SECONDS = 5 * 60;

/** `[{message, isFollowUp, day, isFirstNew}]`; `day` stands where a new one begins, if days are wanted. */
export function entries(messages, { dayOf, firstNew }) {
  let before = null;
  let dayBefore = null;
  return messages.map((message) => {
    const key = dayOf?.(message.ts) ?? null;
    const day = key === dayBefore ? null : key;
    const isFirstNew = message.ts === firstNew;
    const isFollowUp = day === null && !isFirstNew && before !== null && goesOn(before, message);
    before = message;
    dayBefore = key;
    return { message, isFollowUp, day, isFirstNew };
  });
}

/** The first message that was not yet read: the `unread`-th from the end that others wrote. */
export function firstUnread(messages, me, unread) {
  let left = unread;
  let found = null;
  for (let at = messages.length - 1; at >= 0 && left > 0; at -= 1) {
    const message = messages[at];
    if (message.user === me || message.only_you || message.subtype === "tombstone") continue;
    left -= 1;
    found = message.ts;
  }
  return found === null ? null : (messages.find(({ ts, is_in_channel }) => ts >= found && is_in_channel)?.ts ?? null);
}

function goesOn(before, message) {
  return before.user === message.user
    && before.bot_id === message.bot_id
    && !before.subtype && !message.subtype
    && Boolean(before.only_you) === Boolean(message.only_you)
    && !before.reply_count
    && Number(message.ts) - Number(before.ts) < FOLLOWS_WITHIN_SECONDS;
}
