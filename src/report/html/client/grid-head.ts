import type { Choice, Sort } from './choice.ts';
import { element } from './element.ts';

const COLUMNS: readonly (readonly [title: string, sort: Sort | null, name: string])[] = [
  ['Severity', 'severity', 'sev'],
  ['Finding', null, 'what'],
  ['Resource', 'resource', 'resource'],
  ['Account', 'account', 'account'],
  ['Region', 'region', 'region'],
];

/** The columns' titles, by which the list is sorted. */
export class GridHead {
  readonly root: HTMLElement;
  readonly #cells: readonly (readonly [HTMLElement, Sort | null])[];

  constructor(sort: (by: Sort) => void) {
    this.#cells = COLUMNS.map(([title, by, name]) => [
      element(
        'span',
        { class: `cell ${name}`, role: 'columnheader' },
        by ? element('button', { type: 'button', onclick: () => sort(by) }, title) : title,
      ),
      by,
    ]);
    const row = element(
      'div',
      { class: 'line head', role: 'row', 'aria-rowindex': 1 },
      ...this.#cells.map(([cell]) => cell),
    );
    this.root = element('div', { role: 'rowgroup', class: 'head-group' }, row);
  }

  show({ sort, descending }: Choice): void {
    for (const [cell, by] of this.#cells) {
      if (by === sort) cell.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
  }
}
