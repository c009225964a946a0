// The table block.
import { RichText } from "./rich_text.js";
import { html } from "./ui.js";

/** Rows of cells; the first row heads the columns. */
export function Table({ block }) {
  const [head = [], ...rows] = block.rows ?? [];
  const columns = block.column_settings ?? [];
  const cells = (row, tag) => row.map((cell, at) => {
    const { align = "left", is_wrapped: isWrapped } = columns[at] ?? {};
    return html`<${tag} class=${`is-${align} ${isWrapped ? "is-wrapped" : ""}`}><${Cell} of=${cell} /><//>`;
  });
  return html`<div class="block-table" tabindex="0" role="region" aria-label="Table"><table>
    <thead><tr>${cells(head, "th")}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${cells(row, "td")}</tr>`)}</tbody>
  </table></div>`;
}

function Cell({ of }) {
  if (of.type === "rich_text") return html`<${RichText} block=${of} />`;
  return html`<span dir="auto">${of.text ?? String(of.value ?? "")}</span>`;
}
