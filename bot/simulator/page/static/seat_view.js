// One seat on the screen: sidebar, main column, thread, and the modals over them.
import { Home } from "./home.js";
import { Jump } from "./jump.js";
import { AppTabs } from "./app_tabs.js";
import { Composer } from "./composer.js";
import { GoContext } from "./go.js";
import { keep, recall } from "./kept.js";
import { Modals } from "./modals.js";
import { APP, inOrder, placeAt, placeName } from "./places.js";
import { useLine, useSeat, useUnder, useValue } from "./seat.js";
import { Sidebar } from "./sidebar.js";
import { Switcher } from "./switcher.js";
import { Thread } from "./thread.js";
import { Timeline } from "./timeline.js";
import { html, useCallback, useEffect, useRef, useState } from "./ui.js";
import { Warnings } from "./warnings.js";

const SETTLED_MS = 60;

/** One person's workspace. `where` is its part of the address; `onMove(index, change)` changes it. */
export function SeatView({ index, where, people, onMove }) {
  const seat = useSeat();
  const box = useRef(null);
  const places = useUnder("places/");
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const place = places.length > 0 ? placeAt(places, where.place || recall(`place/${where.person}`)) : null;
  const isHome = where.place === "home";
  const go = useCallback((id) => {
    setDrawerOpen(false);
    onMove(index, { place: id, thread: "" });
  }, [index]);
  const choose = useCallback((id) => {
    go(id);
    // A new place takes the focus by itself; the one that is shown already is asked to.
    box.current.querySelector(".sh-column .co-text")?.focus();
  }, [go]);
  const goTo = useCallback(({ place: id, thread = "", ts }) => {
    onMove(index, { place: id, thread });
    if (ts) show(box, ts);
  }, [index]);
  const showThread = useCallback((ts) => onMove(index, { thread: ts }), [index]);
  usePlaceKept(where, place, isHome, go);
  useTitle(index, places, place);
  usePlaceKeys(box, index, places, place, go);
  const name = people.find(({ id }) => id === where.person)?.name;
  return html`<${GoContext.Provider} value=${goTo}><section class="seat sh-seat" aria-label=${name} ref=${box}>
    <div class="sh-frame" data-thread=${Boolean(where.thread && place)}>
      <div class="sh-strip">
        <${DrawerButton} isOpen=${isDrawerOpen} onToggle=${() => setDrawerOpen((is) => !is)} />
        <${Switcher} person=${where.person} people=${people} onChoose=${(person) => onMove(index, { person, place: isHome || !place?.is_app ? where.place : APP })} />
        <${Line} />
      </div>
      <${Sidebar} places=${places} current=${place} isOpen=${isDrawerOpen} onGo=${choose} onClose=${() => setDrawerOpen(false)} />
      ${place && html`<${Column} key=${`${where.person}/${place.id}`} place=${place} isHome=${isHome && place.is_app} hasThread=${Boolean(where.thread)} onGo=${go} onThread=${showThread} />`}
      ${place && where.thread && html`<${Thread} key=${`${where.person}/${place.id}/${where.thread}`} place=${place} root=${where.thread} onClose=${() => closeThread(box.current, where.thread, showThread)} />`}
    </div>
    <${Jump} places=${places} isHere=${() => hasFocus(box.current, index)} onGo=${choose} />
    <${Modals} key=${`modals/${where.person}`} />
  </section><//>`;
}

/** The middle of a seat: a conversation, or the app's Home. */
function Column({ place, isHome, hasThread, onGo, onThread }) {
  const name = placeName(place);
  return html`<section class="sh-column" aria-label=${name}>
    <header class="sh-head">
      <h2 class="sh-title">${name}</h2>
      ${place.topic && html`<p class="sh-topic" title=${place.topic}>${place.topic}</p>`}
      ${place.is_app && html`<${AppTabs} place=${place} isHome=${isHome} onGo=${onGo} />`}
    </header>
    <${Warnings} />
    ${isHome
      ? html`<${HomePanel} />`
      : html`<${Timeline} place=${place} onThread=${onThread} />
        <${Composer} place=${place} isFocused=${!hasThread} />`}
  </section>`;
}

function HomePanel() {
  const seat = useSeat();
  useEffect(() => {
    seat.act("open", { place: "home" });
  }, [seat]);
  return html`<div class="sh-home" role="tabpanel" aria-label="Home" tabindex="0" data-region="home"><${Home} /></div>`;
}

function DrawerButton({ isOpen, onToggle }) {
  return html`<button type="button" class="sh-drawer" aria-label="Conversations" aria-expanded=${String(isOpen)} onClick=${onToggle}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h12" /></svg>
  </button>`;
}

function Line() {
  const isLive = useLine();
  const me = useValue("me");
  return html`<span class="sh-line" role="status">${!isLive && me ? "Reconnecting…" : ""}</span>`;
}

/** Bring a message into sight, once its place has been drawn. */
function show(box, ts) {
  setTimeout(() => {
    const row = box.current?.querySelector(`.tl-row[data-ts="${ts}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector("article")?.focus({ preventScroll: true });
  }, SETTLED_MS);
}

/** Close the thread, and give the focus back to the message it hangs on. */
function closeThread(box, root, showThread) {
  showThread("");
  const row = box.querySelector(`.tl-list .tl-row[data-ts="${root}"]`);
  (row?.querySelector("article[tabindex]") ?? box.querySelector("[data-region=messages]"))?.focus();
}

/** The address always names the place that is shown, and a person comes back to where they were. */
function usePlaceKept(where, place, isHome, go) {
  const shown = isHome && place?.is_app ? "home" : place?.id;
  useEffect(() => {
    if (!shown) return;
    keep(`place/${where.person}`, shown);
    if (shown !== where.place) go(shown);
  }, [shown, where.place, where.person]);
}

function useTitle(index, places, place) {
  const unread = places.reduce((sum, { unread }) => sum + unread, 0);
  const name = place ? `${placeName(place)} · ` : "";
  useEffect(() => {
    if (index === 0) document.title = `${unread > 0 ? `(${unread}) ` : ""}${name}Practice workspace`;
  }, [index, unread, name]);
}

/** Alt+↑ and Alt+↓ go to the conversation above and below, in the seat that has the focus. */
function usePlaceKeys(box, index, places, place, go) {
  useEffect(() => {
    const move = (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!hasFocus(box.current, index) || !place) return;
      event.preventDefault();
      const ordered = inOrder(places);
      const at = ordered.findIndex(({ id }) => id === place.id);
      go(ordered[(at + by + ordered.length) % ordered.length].id);
    };
    addEventListener("keydown", move);
    return () => removeEventListener("keydown", move);
  }, [index, places, place, go]);
}

/** Whether keys are meant for this seat; what nobody claims goes to the first. */
function hasFocus(box, index) {
  const claimed = document.activeElement.closest(".sh-seat");
  return claimed ? claimed === box : index === 0;
}
