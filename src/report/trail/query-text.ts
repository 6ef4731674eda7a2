import Table from 'cli-table3';
import type { Cell, QueryDocument } from '../../trail/answers/query-document.ts';
import { printable } from '../printable.ts';
import { PLAIN_TABLE } from '../table/plain-table.ts';
import type { TableOptions } from '../table/table-report.ts';
import { number } from '../terminal-text.ts';

/** Rows as they come, null as nothing. */
export function queryText({ columns, rows, isCut }: QueryDocument, _options: TableOptions): string {
  const table = new Table({
    head: columns.map(({ name }) => printable(name)),
    colAligns: columns.map(({ type }) => (NUMBERS.test(type) ? 'right' : 'left')),
    chars: PLAIN_TABLE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const row of rows) table.push(row.map(cellText));
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  const more = isCut ? [`… and more than these ${number(rows.length)} rows (--limit)`] : [];
  return `${[...lines, ...more].join('\n')}\n`;
}

const NUMBERS = /INT|DECIMAL|DOUBLE|FLOAT/;

function cellText(cell: Cell): string {
  return printable(cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell));
}
