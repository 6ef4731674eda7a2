import { accountIds } from './accounts.ts';
import type { Overlay } from './overlay/overlay.ts';
import type { Probed } from './probe.ts';

const names = new Map(Object.entries(accountIds).map(([name, id]): [string, string] => [id, name]));

/** Every hand-made answer and correction with its reason, a row per operation. */
export function overlayTable({ records, patches }: Overlay): string {
  const rows = new Map<string, Set<string>>();
  const add = (
    kind: string,
    entry: { account: string; service: string; operation: string; reason: string },
  ): void => {
    const key = `| ${entry.service} | ${entry.operation} | ${kind} | ${entry.reason} |`;
    rows.set(key, (rows.get(key) ?? new Set()).add(names.get(entry.account) ?? entry.account));
  };
  for (const record of records) add('answer', record);
  for (const patch of patches) add('correction', patch);
  return [
    '| service | operation | kind | reason | accounts |',
    '|---|---|---|---|---|',
    ...[...rows]
      .map(
        ([row, accounts]) =>
          `${row} ${accounts.size === names.size ? 'all' : [...accounts].toSorted().join(', ')} |`,
      )
      .toSorted(),
  ].join('\n');
}

/** What moto answers of the reads that the scanner may make, a row per service. */
export const probeTable = (probed: readonly Probed[]): string =>
  [
    '| service | answered | lacking |',
    '|---|---|---|',
    ...probed.map(
      ({ service, answers, lacks }) => `| ${service} | ${answers.join(', ')} | ${lacks.join(', ') || '–'} |`,
    ),
  ].join('\n');

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function withTable(readme: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}`);
  return `${readme.slice(0, from + start.length)}\n${table}\n${readme.slice(to)}`;
}
