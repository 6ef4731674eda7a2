import type { Pieces } from '../pieces.ts';
import { csvCell } from './csv-cell.ts';

/** What a column holds of a row, by the column's name; in this order for good: a new column goes to the end. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => string>>;

/** By RFC 4180 (comma, CRLF), in UTF-8 without a byte order mark. */
export function* csvTable<Row>(columns: CsvColumns<Row>, rows: Iterable<Row>): Pieces {
  yield `${Object.keys(columns).join(',')}\r\n`;
  const cells = Object.values(columns);
  for (const row of rows) yield `${cells.map((cell) => csvCell(cell(row))).join(',')}\r\n`;
}
