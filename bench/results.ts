import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { inUnit, isOver, type Row, verdictOf } from './row.ts';

const FILE = join(import.meta.dirname, 'RESULTS.md');
const COLUMNS = ['what', 'figure', 'limit', '', 'note'] as const;

/** What was measured on, without its name. */
export function machine(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} cores, ${gigabytes} GB memory, ${process.platform} ${process.arch}, Node ${process.version}`;
}

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    inUnit(row.figure, row.unit),
    row.limit === null ? '' : inUnit(row.limit, row.unit),
    verdictOf(row),
    row.note ?? '',
  ]);
  const widths = COLUMNS.map((name, index) =>
    Math.max(name.length, 3, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(COLUMNS), rule, ...cells.map(line)].join('\n');
}

/** A section a benchmark: one that was not run now keeps what it said. */
export async function saveResults(name: string, rows: readonly Row[], extra: string): Promise<void> {
  const old = await readFile(FILE, 'utf8').catch(() => '');
  const sections = sectionsOf(old);
  const over = rows.filter(isOver).length;
  const said = over === 0 ? 'every limit holds' : `${over} over limit`;
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ');
  sections.set(
    name,
    [`${when} UTC, ${machine()}: ${said}.`, tableOf(rows), extra].filter(Boolean).join('\n\n'),
  );
  const text = [...sections]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, body]) => `## ${title}\n\n${body}\n`);
  await writeFile(FILE, `${HEAD}\n${text.join('\n')}`);
}

const HEAD = `# Measured

Written by \`npm run bench\`; what each figure means, and how to repeat it, is in [README.md](README.md). The machine
was shared while these were taken: CPU times are surer than wall times.
`;

function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part): [string, string] => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end).trim()];
    }),
  );
}
