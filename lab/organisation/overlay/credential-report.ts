import { NEVER, type Use } from '../activity.ts';

export type ReportRow = Readonly<Record<string, string>>;

export function parseReport(csv: string): { columns: string[]; rows: ReportRow[] } {
  const [header = '', ...lines] = csv.trim().split('\n');
  const columns = header.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? 'N/A']));
  });
  return { columns, rows };
}

export const printReport = (columns: readonly string[], rows: readonly ReportRow[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? 'N/A'))]
    .map((cells) => cells.join(','))
    .join('\n');

/** The report writes times to the second, with an offset instead of a Z. */
export const reportTime = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, '+00:00');

/** The three cells of a key's last use. */
export function keyUse(
  number: number,
  use: Use | typeof NEVER | undefined,
  daysAgo: (days: number) => Date,
): ReportRow {
  const cell = (name: string): string => `access_key_${number}_last_used_${name}`;
  if (use === undefined || use === NEVER) {
    return { [cell('date')]: 'N/A', [cell('region')]: 'N/A', [cell('service')]: 'N/A' };
  }
  return {
    [cell('date')]: reportTime(daysAgo(use.daysAgo)),
    [cell('region')]: use.region ?? 'us-east-1',
    [cell('service')]: use.service ?? 's3',
  };
}
