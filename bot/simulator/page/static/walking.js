// Walking from message to message with the arrow keys.

const STEPS = {
  ArrowUp: (at, last) => (at < 0 ? last : Math.max(at - 1, 0)),
  ArrowDown: (at, last) => (at < 0 ? last : Math.min(at + 1, last)),
  Home: () => 0,
  End: (_at, last) => last,
};

/** What a list of messages (`role=log`, `tabindex=0`) does with a pressed key. */
export function walk(event) {
  const step = STEPS[event.key];
  const list = event.currentTarget;
  const isTyping = event.target.closest("input, textarea, select, [role=menu], [role=listbox]");
  if (!step || isTyping || event.defaultPrevented || event.altKey || event.ctrlKey) return;
  const messages = [...list.querySelectorAll("article")];
  if (!messages.length) return;
  const at = messages.findIndex((message) => message.contains(document.activeElement));
  const next = messages[step(at, messages.length - 1)];
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
