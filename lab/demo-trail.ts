import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrailFacts } from '../src/app/trail/read-trail-facts.ts';
import type { TrailFacts } from '../src/model/trail-change.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { folderSource } from '../src/trail/folder-source.ts';
import { ingest } from '../src/trail/ingest/ingest.ts';

const TRAIL = join(import.meta.dirname, 'demo/trail');

/** What the checks are told of the bundled log files, as by `scan --trail` of a lake of them. */
export async function demoTrailFacts(asOf: string): Promise<TrailFacts> {
  const lake = await mkdtemp(join(tmpdir(), 'rampart-demo-trail-'));
  try {
    await takeDemoTrail(lake, asOf);
    return await readTrailFacts(lake, asOf, CATALOGUE);
  } finally {
    await rm(lake, { recursive: true, force: true });
  }
}

export async function takeDemoTrail(lake: string, asOf: string): Promise<void> {
  const { signal } = new AbortController();
  await ingest(folderSource(TRAIL), { dir: lake, now: new Date(asOf), signal, onProgress: () => {} });
}
