// "3 replies": what a thread looks like from outside.
import { Avatar } from "./avatar.js";
import { useNow } from "./clock.js";
import { formatMoment } from "./dates.js";
import { useValue } from "./seat.js";
import { html } from "./ui.js";

const FACES = 4;

/** The way into the thread under a message. */
export function Replies({ message, onThread }) {
  const me = useValue("me");
  const now = useNow();
  const { reply_count: count, reply_users: people = [], latest_reply: latest } = message;
  return html`<button type="button" class="replies" onClick=${() => onThread?.(message.ts)}>
    <span class="replies-faces">${people.slice(0, FACES).map((id) => html`<${Avatar} key=${id} id=${id} size="tiny" />`)}</span>
    <span class="replies-count">${count} ${count === 1 ? "reply" : "replies"}</span>
    ${latest && now && html` <span class="replies-last">Last ${formatMoment(latest, now, me)}</span>`}
  </button>`;
}
