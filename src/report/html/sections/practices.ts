import type { AssessmentSummary } from '../../../model/assessment.ts';
import { SEVERITIES } from '../../../model/finding.ts';
import { html, type Markup } from '../markup.ts';
import { type Cell, type PracticeState, stateOf, type Tally, worseCell, worstOf } from '../tally.ts';
import { findingsWith, number } from './words.ts';

/** The twelve practices, worst first. */
export function practiceTable(
  { practices, suppressed }: AssessmentSummary,
  { practices: cells }: Tally,
): Markup {
  const rows = practices
    .flatMap((summary, index) => {
      const cell = cells[index];
      // The summary counts what was judged, also where the document was narrowed to some findings.
      return cell ? [{ ...summary, bySeverity: cell.bySeverity }] : [];
    })
    .sort(worseCell);
  return html`<table class="practices${suppressed === 0 ? ' none-suppressed' : ''}">
<caption>Practices, worst first</caption>
<thead><tr><th scope="col">Practice</th><th scope="col">State</th>${SEVERITIES.map((each) => html`<th scope="col" class="n sev-n">${each}</th>`)}<th scope="col" class="n open-n">open</th><th scope="col" class="n">unknown</th><th scope="col" class="n less hidden-ones">suppressed</th><th scope="col" class="n less">passed</th></tr></thead>
<tbody>
${rows.map(practiceRow)}</tbody>
</table>`;
}

type PracticeRow = AssessmentSummary['practices'][number] & Cell;

function practiceRow(row: PracticeRow): Markup {
  const { practice, title, unknown, suppressed, pass, fail } = row;
  const state = stateOf(row);
  const target = findingsWith({
    practice,
    ...(state === 'kept' ? { status: 'pass' } : {}),
    ...(state === 'unproved' ? { status: 'unknown' } : {}),
  });
  const name = html`<span class="named"><span class="no">${practice}</span> <span>${title}</span></span>`;
  return html`<tr class="${state}"><th scope="row">${state === 'unjudged' ? name : html`<a href="${target}">${name}</a>`}</th><td>${stateMark(row)}</td>${SEVERITIES.map((severity) => html`<td class="n sev-n ${severity}">${linked(row.bySeverity[severity], findingsWith({ practice, severity }))}</td>`)}<td class="n open-n">${dotted(fail)}</td><td class="n unknown">${linked(unknown, findingsWith({ practice, status: 'unknown' }))}</td><td class="n less hidden-ones">${linked(suppressed, findingsWith({ practice, status: 'suppressed' }))}</td><td class="n less">${linked(pass, findingsWith({ practice, status: 'pass' }))}</td></tr>
`;
}

const STATE_WORDS: Readonly<Record<PracticeState, string>> = {
  broken: 'broken',
  unproved: 'not proved',
  suppressed: 'suppressed',
  kept: 'kept',
  unjudged: 'not judged',
};

function stateMark(cell: Cell): Markup {
  const state = stateOf(cell);
  return html`<span class="state ${state} ${worstOf(cell) ?? ''}">${STATE_WORDS[state]}</span>`;
}

/** By keyboard the practice's own link and the filters lead there: a stop for every number would be in the way. */
function linked(count: number, target: string): Markup {
  return count === 0 ? dotted(0) : html`<a href="${target}" tabindex="-1">${number(count)}</a>`;
}

/** Noughts would drown the numbers. */
function dotted(count: number): Markup {
  return count === 0 ? html`<span class="nought">0</span>` : html`${number(count)}`;
}
