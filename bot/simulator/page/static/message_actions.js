// What can be done with a message: the tools at its corner.
import { useConfirm } from "./confirm.js";
import { Menu } from "./popup.js";
import { EmojiButton } from "./reactions.js";
import { useSeat, useValue } from "./seat.js";
import { html } from "./ui.js";

const SURE = {
  title: { text: "Delete message" },
  text: { type: "plain_text", text: "It goes away for everybody. This cannot be undone." },
  confirm: { text: "Delete" },
  deny: { text: "Cancel" },
  style: "danger",
};

/** The tools of a message; only while it has somebody's attention are they stops for the keyboard. */
export function Toolbar({ message, isActive, acting, onThread, onEdit }) {
  const { items, choose, question } = useMenu(message, acting, onEdit);
  const stop = isActive ? 0 : -1;
  const { channel: place, ts } = message;
  return html`<div class="message-tools" role="group" aria-label="Message tools">
    <${EmojiButton} stop=${stop} onChoose=${(name) => acting("react", { place, ts, name })} />
    ${onThread && html`<button type="button" class="message-tool" aria-label="Reply in thread" title="Reply in thread" tabindex=${stop}
      onClick=${() => onThread(message.thread_ts ?? ts)}><${ThreadMark} /></button>`}
    ${items.length > 0 && html`<${Menu} label="Message actions" buttonLabel="More actions" className="message-tool"
      button=${html`<span class="message-dots" aria-hidden="true">⋮</span>`} items=${items} onChoose=${choose} tabindex=${stop} />`}
  </div>${question}`;
}

/** The message shortcuts of apps, and for one's own messages what else there is. */
function useMenu(message, acting, onEdit) {
  const seat = useSeat();
  const shortcuts = useValue("shortcuts") ?? [];
  const app = useValue("app");
  const [ask, question] = useConfirm();
  const { channel: place, ts } = message;
  const isOwn = message.user === seat.person && !message.bot_id;
  const ofApp = shortcuts.filter(({ type }) => type === "message").map(({ name, callback_id: id }) => ({
    id: `shortcut/${id}`, label: name, hint: app?.name, act: () => acting("shortcut", { callback_id: id, place, ts }),
  }));
  const own = isOwn ? [
    { id: "edit", label: "Edit message", act: onEdit },
    { id: "delete", label: "Delete message", isDanger: true, act: async () => (await ask(SURE)) && acting("delete", { place, ts }) },
  ] : [];
  return { items: [...ofApp, ...own], choose: (item) => item.act(), question };
}

function ThreadMark() {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2z" /><path d="M5 6h6M5 8.2h4" /></svg>`;
}
