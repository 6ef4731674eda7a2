import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeneratedTrail, type TrailSize, writeTrail } from './generated-trail.ts';
import { builtCli, type Measured, measure, mustEnd, withFolder } from './measured-process.ts';
import type { Result } from './result.ts';
import { median, type Row } from './row.ts';
import { duckDbAlone, type PeerCost, zcatAndJq } from './trail-peers.ts';
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
    for (let lot = 2; lot <= LOTS; lot += 1) {
      writeTrail(join(folder, `lot-${lot}`), LARGE, lot);
      await ingested(join(folder, `lot-${lot}`), lake);
    }
    const questions = await asked(lake);
    const small = await taken(join(folder, 'small'), join(folder, 'small-lake'), SMALL, 9);
    const one = await taken(join(folder, 'one'), join(folder, 'one-lake'), ONE_FILE, 10);
    const rows = [
      ...takenRows('ingest of 1 GB', large, 3),
      row('ingest of 1 GB, most memory resident', large.run.peakMegabytes, 'MB', 1_000),
      ...peers,
      ...takenRows('ingest of small files', small),
      row('ingest of small files, most memory resident', small.run.peakMegabytes, 'MB', 1_000),
      ...takenRows('ingest of one file of 200 MB', one),
      row('ingest of one file of 200 MB, most memory resident', one.run.peakMegabytes, 'MB', 700),
      row('who, median', questions.figures.whoMs, 'ms', 100),
      row('opening the lake for it, once', questions.figures.openMs, 'ms'),
      row('used, all principals, with opening the lake, median', questions.figures.usedSeconds, 's', 2),
      row('who and used, most memory resident', questions.run.peakMegabytes, 'MB', 1_000),
    ];
    const extra = `${sizeText('1 GB', large.trail)}; ${sizeText('small files', small.trail)}. Generated from the shared real events. Questions over ${questions.figures.events.toLocaleString('en-US')} events: ${questions.figures.changes} changes found, ${questions.figures.principals} principals.`;
    return { rows, extra };
  });
}

/** Wall and CPU: DuckDB works on both cores, gunzip on one. */
function takenRows(what: string, { run, gunzip }: Taken, limit: number | null = null): readonly Row[] {
  return [
    row(`${what}, wall, to that of gunzip`, run.wallSeconds / gunzip.wallSeconds, '×', limit),
    row(`${what}, CPU, to that of gunzip`, run.cpuSeconds / gunzip.cpuSeconds, '×'),
    costRow(what, run),
    costRow("Node's own gunzip of it, a process of its own", gunzip),
  ];
}

function costRow(what: string, { wallSeconds, cpuSeconds }: PeerCost): Row {
  return { ...row(what, wallSeconds, 's'), note: `CPU ${cpuSeconds.toFixed(1)} s` };
}

/** Medians of some rounds, each of Node's gunzip and then of ours. */
interface Taken {
  readonly trail: GeneratedTrail;
  readonly gunzip: PeerCost;
  readonly run: PeerCost & Pick<Measured, 'peakMegabytes'>;
}

const ROUNDS = 3;

/** The last round's lake stays. */
async function taken(folder: string, lake: string, size: TrailSize, seed: number): Promise<Taken> {
  const trail = writeTrail(folder, size, seed);
  const [gunzips, runs]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const gunzip = await measure(join(import.meta.dirname, 'gunzip-process.ts'), [folder]);
    mustEnd(gunzip, [0]);
    gunzips.push(gunzip);
    await rm(lake, { recursive: true, force: true });
    runs.push(await ingested(folder, lake));
  }
  const peakMegabytes = Math.max(...runs.map((each) => each.peakMegabytes));
  return { trail, gunzip: medians(gunzips), run: { ...medians(runs), peakMegabytes } };
}

async function ingested(folder: string, lake: string): Promise<Measured> {
  const args = ['trail', 'ingest', folder, '--lake', lake, '--quiet', '--output', 'json'];
  const run = await measure(builtCli(), args);
  mustEnd(run, [0]);
  return run;
}

function medians(all: readonly Measured[]): PeerCost {
  return {
    wallSeconds: median(all.map((each) => each.wallSeconds)),
    cpuSeconds: median(all.map((each) => each.cpuSeconds)),
  };
}

async function peerRows(folder: string, parquet: string): Promise<readonly Row[]> {
  const jq = await zcatAndJq(folder);
  const duckDb = await duckDbAlone(folder, parquet);
  return [
    ...(jq === null ? [] : [costRow('zcat | jq, which keeps nothing', jq)]),
    costRow('DuckDB alone, six columns, nothing checked', duckDb),
  ];
}

async function asked(lake: string): Promise<{ readonly run: Measured; readonly figures: QuestionFigures }> {
  const run = await measure(join(import.meta.dirname, 'trail-questions-process.ts'), [lake, RESOURCE]);
  mustEnd(run, [0]);
  return { run, figures: JSON.parse(run.stdout) as QuestionFigures };
}

function sizeText(what: string, { files, events }: GeneratedTrail): string {
  return `${what}: ${files.toLocaleString('en-US')} files, ${events.toLocaleString('en-US')} events`;
}
