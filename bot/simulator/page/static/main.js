// The whole page: the bar, one or two seats, and the log.
import { useAddress } from "./address.js";
import { Bar } from "./bar.js";
import { useRegionKeys } from "./keys.js";
import { useKept } from "./kept.js";
import { useLobby } from "./lobby.js";
import { LogPane } from "./log.js";
import { Seat, SeatContext } from "./seat.js";
import { SeatView } from "./seat_view.js";
import { html, render, useCallback, useEffect, useMemo } from "./ui.js";

function Page() {
  const lobby = useLobby();
  if (lobby === null) return html`<p class="sh-wait" role="status">Opening the practice workspace…</p>`;
  return html`<${Workspace} lobby=${lobby} />`;
}

function Workspace({ lobby }) {
  const [named, go] = useAddress();
  const seats = seated(named, lobby);
  const [isLogOpen, setLogOpen] = useKept("log", false);
  const first = useSeatOf(seats[0].person);
  const second = useSeatOf(seats[1]?.person);
  useRegionKeys();
  useEffect(() => go(() => seats), [seats.map((seat) => seat.person).join()]);
  const split = () => go(() => (seats[1] ? seats.slice(0, 1) : [seats[0], beside(seats[0], first, lobby.people)]));
  const move = useCallback((index, change) => {
    go((before) => before.map((seat, at) => (at === index ? { ...seat, ...change } : seat)));
  }, []);
  const shown = [first, second].filter(Boolean);
  return html`<${SeatContext.Provider} value=${first}>
    <a class="sh-skip" href="#main" onClick=${skip}>Skip to the conversation</a>
    <${Bar} isLogOpen=${isLogOpen} onLog=${() => setLogOpen((is) => !is)} isSplit=${shown.length > 1} onSplit=${split} />
    <div class="sh-body" data-log=${isLogOpen}>
      <main class="sh-seats" data-count=${shown.length}>
        ${shown.map((seat, index) => html`<${SeatContext.Provider} value=${seat} key=${index}>
          <${SeatView} index=${index} where=${seats[index]} people=${lobby.people} onMove=${move} />
        <//>`)}
      </main>
      ${isLogOpen && html`<div class="sh-log" data-region="log" tabindex="-1">
        <${LogPane} onClose=${() => setLogOpen(false)} />
      </div>`}
    </div>
  <//>`;
}

function useSeatOf(person) {
  const seat = useMemo(() => (person ? new Seat(person) : null), [person]);
  useEffect(() => seat?.open(), [seat]);
  return seat;
}

/** The seats that can be shown: people whom the workspace knows, at least one. */
function seated(named, lobby) {
  const known = named.filter(({ person }) => lobby.people.some(({ id }) => id === person));
  return known.length > 0 ? known : [{ person: lobby.first, place: "", thread: "" }];
}

/** Somebody of another kind at the same place: who wrote there last, or the first of the list. */
function beside({ person, place }, seat, people) {
  const kind = kindOf(people.find(({ id }) => id === person));
  const others = people.filter((one) => kindOf(one) !== kind);
  const writers = seat.under(`messages/${place}/`).map(({ user }) => user);
  const last = writers.findLast((user) => others.some(({ id }) => id === user));
  const other = last ?? (others[0] ?? people.find(({ id }) => id !== person) ?? people[0]).id;
  return { person: other, place: place.startsWith("C") ? place : "", thread: "" };
}

/** "support" of "support, in New York" */
function kindOf({ title }) {
  return title.split(/[\s,]/)[0];
}

function skip(event) {
  event.preventDefault();
  document.querySelector("[data-region=messages], [data-region=home]")?.focus();
}

render(html`<${Page} />`, document.getElementById("page"));
