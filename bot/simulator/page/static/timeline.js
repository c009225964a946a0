// The messages of one place.
import { useBottom } from "./bottom.js";
import { useNow } from "./clock.js";
import { dayKey, formatDay } from "./dates.js";
import { entries, firstUnread } from "./entries.js";
import { Message } from "./message.js";
import { placeName } from "./places.js";
import { useSeat, useUnder, useValue } from "./seat.js";
import { Fragment, html, memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./ui.js";
import { walk } from "./walking.js";

/** The list of a place's messages; opening it marks it read. */
export function Timeline({ place, onThread }) {
  const scroller = useRef(null);
  const all = useUnder(`messages/${place.id}/`);
  const me = useValue("me");
  const now = useNow();
  const messages = useMemo(() => all.filter((message) => message.is_in_channel), [all]);
  const firstNew = useReading(place, all, me?.id);
  const bottom = useBottom(scroller, messages.at(-1)?.ts);
  const dayOf = useCallback((ts) => dayKey(ts, me), [me]);
  const rows = useMemo(() => entries(messages, { dayOf, firstNew }), [messages, dayOf, firstNew]);
  useFirstNewShown(scroller, firstNew, bottom.leave);
  const label = place.kind === "im" ? `Messages with ${place.name}` : `Messages in ${placeName(place)}`;
  return html`<div class="tl-box">
    <div class="tl-scroll" ref=${scroller} role="log" aria-label=${label} tabindex="0" data-region="messages" onKeyDown=${walk}>
      <div class="tl-list">
        <${Beginning} place=${place} />
        ${rows.map(({ message, isFollowUp, day, isFirstNew }) => html`<${Fragment} key=${message.ts}>
          ${day && html`<${Day} ts=${message.ts} now=${now} me=${me} />`}
          ${isFirstNew && html`<div class="tl-rule is-new"><span>New</span></div>`}
          <${Row} message=${message} inThread=${false} isFollowUp=${isFollowUp} onThread=${onThread} />
        <//>`)}
      </div>
    </div>
    ${bottom.isBelow && html`<button type="button" class="tl-below" onClick=${bottom.toEnd}>New messages ↓</button>`}
  </div>`;
}

/** One message in its row; drawn again only when the message is another one. */
export const Row = memo(function Row({ message, inThread, isFollowUp, onThread }) {
  return html`<div class="tl-row" data-ts=${message.ts}>
    <${Message} message=${message} inThread=${inThread} isFollowUp=${isFollowUp} onThread=${onThread} />
  </div>`;
});

const Day = memo(function Day({ ts, now, me }) {
  return html`<div class="tl-rule"><span>${formatDay(ts, now, me)}</span></div>`;
});

function Beginning({ place }) {
  if (place.kind === "im") return html`<p class="tl-begin">This is the beginning of your messages with ${place.name}.</p>`;
  return html`<p class="tl-begin">This is the beginning of ${placeName(place)}.</p>`;
}

/** Marks the place read while it is looked at; returns where the new ones begin, or null. */
function useReading(place, all, me) {
  const seat = useSeat();
  const isVisible = useVisible();
  const wasAway = useRef(true);
  const [firstNew, setFirstNew] = useState(null);
  const unread = place.unread;
  useEffect(() => {
    if (!isVisible) {
      wasAway.current = true;
    } else if (me && (wasAway.current || unread > 0)) {
      if (wasAway.current) setFirstNew(unread > 0 ? firstUnread(all, me, unread) : null);
      wasAway.current = false;
      seat.act("open", { place: place.id });
    }
  }, [seat, isVisible, unread, Boolean(me)]);
  return firstNew;
}

/** True while the page is on the screen. */
function useVisible() {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isVisible;
}

/** Where more is new than fits on the screen, one begins to read at the line; where all is, at the end. */
function useFirstNewShown(scroller, firstNew, leave) {
  useLayoutEffect(() => {
    const line = firstNew && scroller.current.querySelector(".tl-rule.is-new");
    if (!line || !scroller.current.querySelector(".tl-row:has(~ .tl-rule.is-new)")) return;
    if (line.getBoundingClientRect().top >= scroller.current.getBoundingClientRect().top) return;
    leave();
    line.scrollIntoView({ block: "start" });
  }, [firstNew]);
}
