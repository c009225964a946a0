// A message, in the list of a place or in a thread.
import { Attachments } from "./message_attachments.js";
import { Avatar } from "./avatar.js";
import { Blocks } from "./blocks.js";
import { formatFull, formatTime } from "./dates.js";
import { Files } from "./files.js";
import { Editor } from "./message_editor.js";
import { Toolbar } from "./message_actions.js";
import { Glance, Mrkdwn } from "./mrkdwn.js";
import { Reactions } from "./reactions.js";
import { Replies } from "./replies.js";
import { useSeat, useValue } from "./seat.js";
import { html, useMemo, useState } from "./ui.js";

const WITHOUT_TOOLS = ["tombstone", "channel_join", "channel_leave", "channel_topic"];

/**
 * One message. `isFollowUp` leaves out who wrote it, as that stands right above; `onThread(ts)`
 * opens a thread.
 */
export function Message({ message, inThread = false, isFollowUp = false, onThread }) {
  const me = useValue("me");
  const person = useValue(`people/${message.user}`);
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState("");
  const { isActive, handlers } = useAttention();
  const acting = useActing(setProblem);
  const isGone = message.subtype === "tombstone";
  const name = isGone ? "A deleted message" : person?.name ?? message.username ?? message.bot_profile?.name ?? "Somebody";
  const time = formatTime(message.ts, me);
  const hasTools = !message.only_you && !WITHOUT_TOOLS.includes(message.subtype);
  return html`<article class=${classOf(message, isFollowUp)} aria-label=${`${name}, ${time}`} tabindex="-1" ...${handlers}>
    <div class="message-side">
      ${isFollowUp ? html`<${Time} ts=${message.ts} me=${me} />` : html`<${Avatar} id=${message.user} isGone=${isGone} />`}
    </div>
    <div class="message-main">
      ${!isFollowUp && !isGone && html`<header class="message-head">
        <span class="message-name">${name}</span>
        ${message.bot_id && html`<span class="message-app">APP</span>`}
        <${Time} ts=${message.ts} me=${me} />
      </header>`}
      ${message.only_you && html`<p class="message-note">Only visible to you</p>`}
      ${message.subtype === "thread_broadcast" && html`<${Above} message=${message} inThread=${inThread} onThread=${onThread} />`}
      ${isEditing
        ? html`<${Editor} message=${message} onClose=${() => setEditing(false)} />`
        : html`<${Body} message=${message} />`}
      ${problem && html`<p class="message-problem" role="alert">${problem}</p>`}
      ${message.reactions?.length > 0 && html`<${Reactions} message=${message} acting=${acting} />`}
      ${!inThread && message.reply_count > 0 && html`<${Replies} message=${message} onThread=${onThread} />`}
    </div>
    ${hasTools && !isEditing && html`<${Toolbar} message=${message} isActive=${isActive} acting=${acting}
      onThread=${inThread ? undefined : onThread} onEdit=${() => setEditing(true)} />`}
  </article>`;
}

/** What was said: the blocks if there are any, else the text. */
function Body({ message }) {
  const { blocks = [], attachments = [], files = [], subtype, edited } = message;
  const holder = useMemo(() => ({ place: message.channel, ts: message.ts }), [message.channel, message.ts]);
  if (subtype === "tombstone") return html`<p class="message-quiet">This message was deleted.</p>`;
  if (WITHOUT_TOOLS.includes(subtype)) return html`<div class="message-quiet"><${Mrkdwn} text=${withoutName(message)} /></div>`;
  return html`<div class="message-body">
    ${blocks.length > 0
      ? html`<${Blocks} blocks=${blocks} holder=${holder} values=${message.values} />`
      : message.text && html`<${Mrkdwn} text=${message.text} />`}
    ${edited && html`<${Edited} edited=${edited} />`}
    ${attachments.length > 0 && html`<${Attachments} attachments=${attachments} holder=${holder} values=${message.values} />`}
    ${files.length > 0 && html`<${Files} files=${files} />`}
  </div>`;
}

function Time({ ts, me }) {
  const iso = new Date(Number(ts) * 1000).toISOString();
  return html`<time class="message-time" datetime=${iso} title=${formatFull(ts, me)}>${formatTime(ts, me)}</time>`;
}

function Edited({ edited }) {
  const me = useValue("me");
  return html`<span class="message-edited" title=${formatFull(edited.ts, me)}>(edited)</span>`;
}

/** A reply that was also sent to the place says what it belongs to. */
function Above({ message, inThread, onThread }) {
  const root = useValue(`messages/${message.channel}/${message.thread_ts}`);
  if (inThread) return html`<p class="message-note is-plain">also sent to the conversation</p>`;
  return html`<p class="message-note is-plain">${"replied to "}<button type="button" class="message-way"
    onClick=${() => onThread?.(message.thread_ts)}>a thread</button>${root?.text && html`: <${Glance} text=${root.text} />`}</p>`;
}

function classOf(message, isFollowUp) {
  const kinds = [isFollowUp && "is-follow-up", message.only_you && "is-private", message.bot_id && "is-of-app"];
  return ["message", ...kinds.filter(Boolean)].join(" ");
}

/** The name stands above, so it is not said once more. */
function withoutName({ user, text }) {
  return text.replace(`<@${user}>`, "").trim();
}

/** Whether somebody points at the message or has the focus in it: its tools are in the way otherwise. */
function useAttention() {
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const handlers = {
    onPointerEnter: () => setHovered(true),
    onPointerLeave: () => setHovered(false),
    onFocusIn: () => setFocused(true),
    onFocusOut: (event) => setFocused(event.currentTarget.contains(event.relatedTarget)),
  };
  return { isActive: isHovered || isFocused, handlers };
}

/** A function that acts and says at the message what went wrong. */
function useActing(setProblem) {
  const seat = useSeat();
  return useMemo(() => async (name, more) => {
    setProblem("");
    const answer = await seat.act(name, more);
    if (!answer.ok) setProblem(answer.error);
    return answer.ok;
  }, [seat]);
}
