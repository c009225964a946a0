// A tool of the bar: a button, and the window that it opens and closes.
import { html, useRef, useState } from "./ui.js";
import { Popover } from "./popup.js";

/** `label` names the window; `button` is what stands on the button. */
export function Tool({ label, button, children }) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef(null);
  return html`
    <button type="button" class="sh-tool" ref=${anchor} aria-haspopup="dialog" aria-expanded=${String(isOpen)}
      onClick=${() => setOpen(!isOpen)}>${button}</button>
    ${isOpen && html`
      <${Popover} anchor=${anchor} label=${label} onClose=${() => setOpen(false)}>${children}<//>`}`;
}
