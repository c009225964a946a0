// What a person has put into fields: kept here at once, and on the server a moment later.

const DELAY = 300;
const kept = new WeakMap();

/** The drafts of a seat. */
export function draftsOf(seat) {
  if (!kept.has(seat)) kept.set(seat, new Drafts(seat));
  return kept.get(seat);
}

class Drafts {
  constructor(seat) {
    this.seat = seat;
    this.entries = new Map();
    this.listeners = new Map();
    addEventListener("pagehide", () => this.flush());
  }

  /** The state of a field as it is shown: the draft, until the server has said something newer. */
  read(key, fromServer) {
    const entry = this.entries.get(key);
    if (!entry) return fromServer;
    const seen = JSON.stringify(fromServer);
    if (!entry.isOpen && entry.seen !== undefined && entry.seen !== seen) {
      this.entries.delete(key);
      return fromServer;
    }
    if (!entry.isOpen) entry.seen = seen;
    return entry.state;
  }

  /** Keep what stands in a field of a view; `{isNow}` sends it without waiting. */
  write(field, state, { isNow = false } = {}) {
    const entry = this.entries.get(field.key) ?? { field };
    this.entries.set(field.key, entry);
    Object.assign(entry, { state, isOpen: true, seen: undefined });
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => this.send(entry), isNow ? 0 : DELAY);
    this.tell(field.key);
  }

  /** Show a state without sending it: it goes with a press. */
  show(key, state) {
    this.entries.set(key, { state, isOpen: true });
    this.tell(key);
  }

  /** The press with this state has ended: the server's word counts again, at once where it refused. */
  settle(key, state, isTaken) {
    const entry = this.entries.get(key);
    if (entry?.state !== state) return;
    if (isTaken) entry.isOpen = false;
    else this.entries.delete(key);
    this.tell(key);
  }

  /** Send all that waits, of one view or of every view, and wait until it has arrived. */
  async flush(view) {
    const waiting = this.of(view).filter((entry) => entry.isOpen);
    const isUnsent = (entry) => entry.timer !== undefined || entry.problem;
    await Promise.all(waiting.map((entry) => (isUnsent(entry) ? this.send(entry) : entry.sending)));
  }

  /** What the server would not take of a view: a sentence for each block. */
  problems(view) {
    const refused = this.of(view).filter((entry) => entry.problem);
    return Object.fromEntries(refused.map(({ field, problem }) => [field.block_id, problem]));
  }

  of(view) {
    return [...this.entries.values()].filter(({ field }) => field && (!view || field.view === view));
  }

  /** Forget the fields of views that are gone. */
  keepOnly(views) {
    for (const [key, entry] of this.entries) {
      if (entry.field && !views.includes(entry.field.view)) {
        clearTimeout(entry.timer);
        this.entries.delete(key);
      }
    }
  }

  watch(key, listener) {
    const listeners = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  tell(key) {
    for (const listener of this.listeners.get(key) ?? []) listener();
  }

  send(entry) {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    // One after the other, or an older state could overtake a newer one.
    entry.sending = Promise.resolve(entry.sending).then(() => this.post(entry));
    return entry.sending;
  }

  async post(entry) {
    const { view, block_id, action_id, key } = entry.field;
    const value = entry.state;
    const answer = await this.seat.act("state", { view, block_id, action_id, value });
    entry.problem = answer.ok ? "" : answer.error;
    if (entry.state === value) entry.isOpen = !answer.ok;
    this.tell(key);
  }
}
