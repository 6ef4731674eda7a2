import { PRACTICES } from '../../../model/practice.ts';
import { html, type Markup } from '../markup.ts';
import { SHOWN_STATUSES } from '../packed-report.ts';
import { type Cell, stateOf, sumOf, type Tally, worseCell, worstOf } from '../tally.ts';
import { type AccountNames, counted, findingsWith, number } from './words.ts';

/** More rows would make the page slow to open; the list groups by account whatever their number. */
const MOST = 250;

/** Accounts by practices, the worst account first; null where there is one account only. */
export function accountMatrix({ accounts }: Tally, names: AccountNames): Markup | null {
  if (accounts.size < 2) return null;
  const rows = [...accounts]
    .map(([account, cells]) => ({ account, cells, sum: sumOf(cells) }))
    .sort((a, b) => worseCell(a.sum, b.sum));
  const left = rows.length - MOST;
  return html`<section class="card matrix-card">
<h2 id="matrix-title">Accounts by practice</h2>
<p class="note">Open failures; the shade is that of the worst. <span class="unknown">?</span> nothing fails, but something is unknown · <span class="kept">✓</span> kept · blank: not judged.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="matrix-title">
<table class="matrix">
<thead><tr><th scope="col">Account</th>${PRACTICES.map(({ practice, title }) => html`<th scope="col" title="${title}"><abbr title="${title}">${practice}</abbr></th>`)}<th scope="col" class="n">open</th></tr></thead>
<tbody>
${rows.slice(0, MOST).map(
  ({
    account,
    cells,
    sum,
  }) => html`<tr><th scope="row"><a href="${findingsWith({ account })}">${names.get(account) ?? account}</a>${names.has(account) ? html` <span class="count">${account}</span>` : null}</th>${cells.map((cell, index) => matrixCell(cell, account, index + 1))}<td class="n">${number(sum.fail)}</td></tr>
`,
)}</tbody>
</table>
</div>
${left > 0 ? html`<p class="note">The ${counted(left, 'account')} after these have less against them: <a href="#group=account&amp;status=any&amp;fold=all">all accounts</a>.</p>` : null}
</section>`;
}

function matrixCell(cell: Cell, account: string, practice: number): Markup {
  const worst = worstOf(cell);
  const title = SHOWN_STATUSES.filter((status) => cell[status] > 0)
    .map((status) => `${cell[status]} ${status}`)
    .join(', ');
  const link = (text: string, status: string): Markup =>
    html`<a tabindex="-1" href="${findingsWith({ account, practice, ...(status === 'fail' ? {} : { status }) })}">${text}</a>`;
  switch (stateOf(cell)) {
    case 'broken':
      return html`<td class="${worst ?? ''}" title="${title}">${link(number(cell.fail), 'fail')}</td>`;
    case 'unproved':
      return html`<td class="unknown" title="${title}">${link('?', 'unknown')}</td>`;
    case 'suppressed':
      return html`<td class="suppressed" title="${title}">${link('s', 'suppressed')}</td>`;
    case 'kept':
      return html`<td class="kept" title="${title}">✓</td>`;
    case 'unjudged':
      return html`<td></td>`;
  }
}
