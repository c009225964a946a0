// The app's two tabs: what was said with it, and its Home.
import { html } from "./ui.js";

/** The tab list "Messages | Home"; arrow keys go from one to the other. */
export function AppTabs({ place, isHome, onGo }) {
  const tabs = [{ name: "Messages", to: place.id }, { name: "Home", to: "home" }];
  const chosen = isHome ? 1 : 0;
  const move = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    event.currentTarget.children[1 - chosen].focus();
    onGo(tabs[1 - chosen].to);
  };
  return html`<div class="sh-tabs" role="tablist" aria-label=${place.name} onKeyDown=${move}>
    ${tabs.map((tab, at) => html`<button type="button" class="sh-tab" role="tab" key=${tab.name} aria-selected=${String(at === chosen)} tabindex=${at === chosen ? 0 : -1} onClick=${() => onGo(tab.to)}>${tab.name}</button>`)}
  </div>`;
}
