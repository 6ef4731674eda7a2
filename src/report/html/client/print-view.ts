import type { PackedCheck } from '../packed-report.ts';
import type { Choice } from './choice.ts';
import { byFramework } from './controls.ts';
import { element, fill, number } from './element.ts';
import { FACET_NAMES } from './facets.ts';
import type { Findings, Row } from './findings.ts';
import type { Group } from './groups.ts';
import type { Labels } from './labels.ts';
import { FACET_TITLES } from './labels.ts';

/** About eighty pages; browsers take very long to lay out much more. */
export const MOST_PRINTED = 2000;

/**
 * The chosen findings for paper: all of them, not those in sight, by check, with what to do said once.
 * Rows come in the order of the list.
 */
export function fillPrint(
  root: Element,
  findings: Findings,
  labels: Labels,
  choice: Choice,
  groups: readonly Group[],
): void {
  const rows = groups.flatMap((group) => [...group.rows]);
  const shown = rows.slice(0, MOST_PRINTED);
  const checks = Map.groupBy(shown, (row) => findings.at(row).check);
  fill(
    root,
    element('h2', {}, 'Findings'),
    element('p', { class: 'lead' }, leadOf(choice, labels, rows.length)),
    ...[...checks].map(([check, list]) => printedCheck(check, list, findings)),
    rows.length > shown.length
      ? element(
          'p',
          { class: 'notice' },
          `Printed are the first ${number(shown.length)} of these ${number(rows.length)} findings. Narrow the choice in the page, or take the CSV or JSON output, for the others.`,
        )
      : null,
  );
}

function leadOf(choice: Choice, labels: Labels, count: number): string {
  const picked = FACET_NAMES.flatMap((name) =>
    choice.picked[name].length === 0
      ? []
      : [
          `${FACET_TITLES[name].toLowerCase()} ${choice.picked[name].map((key) => labels.of(name, key)).join(' or ')}`,
        ],
  );
  const text = choice.text.trim() === '' ? [] : [`the words “${choice.text.trim()}”`];
  const conditions = [...picked, ...text].join('; ');
  return `${number(count)} findings${conditions === '' ? '' : ` with ${conditions}`}. Their evidence is in the page and in the JSON output.`;
}

function printedCheck(check: PackedCheck, rows: readonly Row[], findings: Findings): HTMLElement {
  const first = findings.at(rows[0] ?? 0);
  const broken = byFramework([...new Set(rows.flatMap((row) => findings.at(row).controls))]);
  const controls = broken.map(({ framework, requirements }) => `${framework}: ${requirements.join(', ')}`);
  return element(
    'article',
    { class: 'printed-check' },
    element(
      'h3',
      {},
      element('span', { class: `sev ${first.severity}` }, first.severity),
      ` ${check.title} `,
      element('span', { class: 'count' }, number(rows.length)),
    ),
    check.facts ? element('p', {}, check.facts.rationale) : null,
    element('p', {}, element('b', {}, 'What to do: '), check.remediation),
    element('p', { class: 'note' }, [check.id, ...controls].join(' · ')),
    element('table', {}, element('tbody', {}, ...rows.map((row) => printedRow(row, findings)))),
  );
}

function printedRow(row: Row, findings: Findings): HTMLElement {
  const { id, status, summary, resource, account, region, suppression } = findings.at(row);
  const state = status === 'fail' ? null : element('b', {}, `${status}: `);
  const reason = suppression
    ? element('div', { class: 'note' }, `Suppressed (${suppression.rule}): ${suppression.reason}`)
    : null;
  return element(
    'tr',
    {},
    element('td', {}, state, summary, reason, element('div', { class: 'id' }, resource.arn)),
    element('td', { class: 'place' }, account, element('br'), region),
    element('td', { class: 'place id' }, id),
  );
}
