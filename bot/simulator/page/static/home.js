// What the app shows on its Home tab.
import { Blocks } from "./blocks.js";
import { useValue } from "./seat.js";
import { html } from "./ui.js";

/** The blocks of the Home tab, or a sentence where the app has not drawn it yet. */
export function Home() {
  const home = useValue("home");
  const app = useValue("app");
  if (!home) return html`<p class="home-empty">${app?.name ?? "The app"} has not shown anything here yet.</p>`;
  return html`<div class="home"><${Blocks} blocks=${home.blocks} holder=${{ view: home.id }} values=${home.values} /></div>`;
}
