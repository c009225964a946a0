// The side pane of one thread: its root, its replies, and a composer of its own.
import { Composer } from "./composer.js";
import { Row } from "./timeline.js";
import { placeName } from "./places.js";
import { useUnder } from "./seat.js";
import { useBottom } from "./bottom.js";
import { entries } from "./entries.js";
import { html, useMemo, useRef } from "./ui.js";
import { walk } from "./walking.js";

/** The thread under the message `root` of a place. */
export function Thread({ place, root, onClose }) {
  const scroller = useRef(null);
  const all = useUnder(`messages/${place.id}/`);
  const messages = useMemo(() => all.filter(({ ts, thread_ts }) => ts === root || thread_ts === root), [all, root]);
  const [first, ...replies] = messages[0]?.ts === root ? messages : [null, ...messages];
  useBottom(scroller, messages.at(-1)?.ts);
  const escape = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return html`<aside class="sh-thread" aria-label="Thread" onKeyDown=${escape}>
    <header class="sh-head">
      <h2 class="sh-title">Thread</h2>
      <p class="sh-topic">${placeName(place)}</p>
      <button type="button" class="sh-icon" aria-label="Close thread" onClick=${onClose}>×</button>
    </header>
    <div class="tl-scroll" ref=${scroller} role="log" aria-label="Replies" tabindex="0" data-region="thread" onKeyDown=${walk}>
      <div class="tl-list">
        ${first && html`<${Row} key=${first.ts} message=${first} inThread=${true} isFollowUp=${false} />`}
        ${!first && all.length > 0 && html`<p class="tl-begin">The first message of this thread is gone.</p>`}
        ${replies.length > 0 && html`<div class="tl-rule" key="rule"><span>${replies.length === 1 ? "1 reply" : `${replies.length} replies`}</span></div>`}
        ${entries(replies, {}).map(({ message, isFollowUp }) => html`
          <${Row} key=${message.ts} message=${message} inThread=${true} isFollowUp=${isFollowUp} />`)}
      </div>
    </div>
    <${Composer} place=${place} thread=${root} isFocused=${true} />
  </aside>`;
}
