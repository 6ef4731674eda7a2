import { join } from 'node:path';
import { type GeneratedTrail, type TrailSize, writeTrail } from './generated-trail.ts';
import { CLI, type Measured, measure, mustEnd, withFolder } from './measured-process.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';
import { duckDbAlone, zcatAndJq } from './trail-peers.ts';
import type { QuestionFigures } from './trail-questions-process.ts';

const GIGABYTE = 1_000_000_000;
const LARGE: TrailSize = { rawBytes: GIGABYTE, eventsPerFile: 1_000 };
const SMALL: TrailSize = { rawBytes: 100_000_000, eventsPerFile: 10 };
const ONE_FILE: TrailSize = { rawBytes: 1, eventsPerFile: 160_000 };
/** Of the shared events: a group that was opened and closed. */
const RESOURCE = 'sg-04cfb7a4712d75b00';
/** Lots of a gigabyte until the lake has three million events. */
const LOTS = 4;

const row = (what: string, figure: number, unit: Row['unit'], limit: number | null = null): Row => ({
  benchmark: 'trail',
  what,
  figure,
  unit,
  limit,
});

/** Taking in a gigabyte of log files, many small ones and one large one; questions over three million events. */
export async function benchTrail(): Promise<Result> {
  return withFolder(async (folder) => {
    const lake = join(folder, 'lake');
    const large = await taken(join(folder, 'large'), lake, LARGE, 1);
    const peers = await peerRows(join(folder, 'large'), join(folder, 'peer.parquet'));
    for (let lot = 2; lot <= LOTS; lot += 1) await taken(join(folder, `lot-${lot}`), lake, LARGE, lot);
    const questions = await asked(lake);
    const small = await taken(join(folder, 'small'), join(folder, 'small-lake'), SMALL, 9);
    const one = await taken(join(folder, 'one'), join(folder, 'one-lake'), ONE_FILE, 10);
    const rows = [
      row('ingest of 1 GB, to the time of gunzip', large.run.wallSeconds / large.gunzip, '×', 3),
      row('the same', large.run.wallSeconds, 's'),
      row("Node's own gunzip of it", large.gunzip, 's'),
      row('most memory resident', large.run.peakMegabytes, 'MB', 1_000),
      ...peers,
      row('ingest of small files, to the time of gunzip', small.run.wallSeconds / small.gunzip, '×'),
      row('the same', small.run.wallSeconds, 's'),
      row('most memory resident, small files', small.run.peakMegabytes, 'MB', 1_000),
      row('one file of 200 MB, most memory resident', one.run.peakMegabytes, 'MB', 700),
      row('who, median', questions.whoMs, 'ms', 100),
      row('used, all principals', questions.usedSeconds, 's', 2),
      row('opening the lake', questions.openMs, 'ms'),
    ];
    const extra = `${sizeText('1 GB', large.trail)}; ${sizeText('small files', small.trail)}. Generated from the shared real events. Questions over ${questions.events.toLocaleString('en-US')} events: ${questions.changes} changes found, ${questions.principals} principals.`;
    return { rows, extra };
  });
}

interface Taken {
  readonly trail: GeneratedTrail;
  readonly gunzip: number;
  readonly run: Measured;
}

async function taken(folder: string, lake: string, size: TrailSize, seed: number): Promise<Taken> {
  const trail = writeTrail(folder, size, seed);
  const baseline = await measure(join(import.meta.dirname, 'gunzip-process.ts'), [folder]);
  mustEnd(baseline, [0]);
  const { seconds } = JSON.parse(baseline.stdout) as { readonly seconds: number };
  const run = await measure(CLI, ['trail', 'ingest', folder, '--lake', lake, '--quiet', '--output', 'json']);
  mustEnd(run, [0]);
  return { trail, gunzip: seconds, run };
}

async function peerRows(folder: string, parquet: string): Promise<readonly Row[]> {
  const jq = await zcatAndJq(folder);
  const duckDb = await duckDbAlone(folder, parquet);
  return [
    ...(jq === null ? [] : [row('zcat | jq, which keeps nothing', jq, 's')]),
    row('DuckDB alone, six columns, nothing checked', duckDb, 's'),
  ];
}

async function asked(lake: string): Promise<QuestionFigures> {
  const run = await measure(join(import.meta.dirname, 'trail-questions-process.ts'), [lake, RESOURCE]);
  mustEnd(run, [0]);
  return JSON.parse(run.stdout) as QuestionFigures;
}

function sizeText(what: string, { files, events }: GeneratedTrail): string {
  return `${what}: ${files.toLocaleString('en-US')} files, ${events.toLocaleString('en-US')} events`;
}
