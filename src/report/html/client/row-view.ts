import { SEVERITIES } from '../../../model/finding.ts';
import type { Grouping } from './choice.ts';
import { element, number } from './element.ts';
import type { Findings, Row } from './findings.ts';
import type { Group } from './groups.ts';
import type { Labels } from './labels.ts';
import type { Heights } from './layout.ts';

export interface RowPlace {
  /** 1 in a list without groups, 2 within a group. */
  readonly level: 1 | 2;
  /** The severity is said by the group's header already. */
  readonly saysSeverity: boolean;
  /** Id of the finding that is open beside the list. */
  readonly openId: string | null;
}

/** How a line of the list looks. */
export class RowView {
  readonly #findings: Findings;
  readonly #labels: Labels;

  constructor(findings: Findings, labels: Labels) {
    this.#findings = findings;
    this.#labels = labels;
  }

  /**
   * The style sheet says how high lines are, in the reader's text size; both have one height, whatever they hold.
   * Null: the list is not shown, so that nothing has a height.
   */
  heights(grid: Element): Heights | null {
    const probe = element(
      'div',
      { class: 'probe' },
      element('div', { class: 'line group' }),
      element('div', { class: 'line' }),
    );
    grid.append(probe);
    const [header, row] = [...probe.children].map((each) => each.getBoundingClientRect().height);
    probe.remove();
    return header && row ? { header, row } : null;
  }

  header({ key, rows, bySeverity }: Group, grouping: Grouping, shut: boolean): HTMLElement {
    const label = grouping === 'none' ? key : this.#labels.of(grouping, key);
    const first = this.#findings.at(rows[0] ?? 0);
    const lead =
      grouping === 'check' ? element('span', { class: `sev ${first.severity}` }, first.severity) : null;
    const id =
      label === key || grouping === 'practice' || grouping === 'status'
        ? null
        : element('span', { class: 'key' }, key);
    return element(
      'div',
      { class: 'line group', role: 'row', 'aria-level': 1, 'aria-expanded': String(!shut) },
      element(
        'span',
        { class: 'cell name', role: 'gridcell' },
        element('span', { class: 'fold' }),
        lead,
        element('b', {}, label),
        id,
      ),
      element(
        'span',
        { class: 'cell mix', role: 'gridcell' },
        ...(grouping === 'check' || grouping === 'severity' ? [] : severityMix(bySeverity)),
      ),
      element('span', { class: 'cell size', role: 'gridcell' }, number(rows.length)),
    );
  }

  row(row: Row, { level, saysSeverity, openId }: RowPlace): HTMLElement {
    const { id, severity, status, summary, resource, account, region } = this.#findings.at(row);
    const mark = status === 'fail' ? severity : status;
    const plain = saysSeverity && status === 'fail' ? 'plain' : '';
    return element(
      'div',
      {
        class: `line ${status} ${id === openId ? 'open' : ''}`,
        role: 'row',
        'aria-level': level,
        'aria-selected': String(id === openId),
      },
      element('span', { class: `cell sev ${mark} ${plain}`, role: 'gridcell' }, element('span', {}, mark)),
      element('span', { class: 'cell what', role: 'gridcell' }, summary),
      element('span', { class: 'cell resource', role: 'gridcell' }, resource.name ?? resource.id),
      element(
        'span',
        { class: 'cell account', role: 'gridcell', title: account },
        this.#labels.of('account', account),
      ),
      element('span', { class: 'cell region', role: 'gridcell' }, region),
    );
  }
}

/** "2 critical 14 high". */
function severityMix(bySeverity: Int32Array): readonly HTMLElement[] {
  return SEVERITIES.flatMap((severity, index) => {
    const count = bySeverity[index] ?? 0;
    return count === 0 ? [] : [element('span', { class: `sev ${severity}` }, `${number(count)} ${severity}`)];
  });
}
