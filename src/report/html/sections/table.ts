import { type Content, html, type Markup } from '../markup.ts';
import { number } from './words.ts';

/** Its title, and how its cells are set: identifiers in a fixed width, numbers to the right. */
export type Column = readonly [title: string, kind?: 'id' | 'n'];

/** A row's first cell is its heading. A wide table scrolls in its own box, by keyboard too. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Markup {
  const cell = (content: Content, index: number): Markup => {
    const kind = columns[index]?.[1] ?? '';
    return index === 0
      ? html`<th scope="row" class="${kind}">${content}</th>`
      : html`<td class="${kind}">${content}</td>`;
  };
  return html`<div class="scroll card" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption} <span class="count">${number(rows.length)}</span></caption>
<thead><tr>${columns.map(([title, kind = '']) => html`<th scope="col" class="${kind}">${title}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${row.map(cell)}</tr>
`,
)}</tbody>
</table></div>`;
}
