// The way to the simulator: acts go by POST, what changes comes by server-sent events.

// What a browser still sends after the page is gone may have 64 KiB; a character takes up to three.
const LONGEST_KEPT = 20_000;

/** Do something as somebody. Says `{ok: false, error}` where it was refused or nobody answered. */
export async function act(as, name, more = {}) {
  const body = JSON.stringify({ as, do: name, ...more });
  try {
    const response = await fetch("act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      keepalive: body.length < LONGEST_KEPT,
    });
    return await response.json();
  } catch {
    return { ok: false, error: "The practice workspace does not answer. Is “make demo” still running?" };
  }
}

/** Hear each event of a stream as an object; `onLine(true | false)` says whether the line stands. */
export function listen(path, onEvent, onLine = () => {}) {
  const source = new EventSource(path);
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onopen = () => onLine(true);
  source.onerror = () => onLine(false);
  return () => source.close();
}
