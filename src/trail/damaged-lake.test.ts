import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anEvent, ask, logOf, newFolder, put, takeIn } from '../../test/trail/log-folder.ts';
import { lakeFault } from './damaged-lake.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import { PARTS, partsOf, readLake, USES } from './lake/lake.ts';
import { LakeError } from './lake-error.ts';
import { openEvents } from './open-events.ts';
import { usedBy } from './questions/used.ts';

async function aLake(): Promise<string> {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'log.json', logOf([anEvent(), anEvent({ eventName: 'StopInstances' })]));
  await takeIn(folder, lake);
  return lake;
}

/** As long as before, with its end as it was. */
function damage(lake: string, folder: string): string {
  const names = readdirSync(join(lake, folder), { recursive: true }).map(String);
  const path = join(lake, folder, names.find((each) => each.endsWith('.parquet')) ?? '');
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, 4, Math.floor(bytes.length / 2)));
  return path;
}

async function askUsed(lake: string, isSummed: boolean): Promise<unknown> {
  const events = await openEvents(lake, { isSummed });
  try {
    return await usedBy(events, {});
  } finally {
    events.close();
  }
}

const ANEW = '`rampart trail ingest` into another folder makes a sound lake';

test.each([
  [PARTS, false, ANEW],
  [USES, true, 'delete it, and the next `rampart trail ingest` makes it anew'],
])('damaged %s: one sentence names the file, and what to do', async (folder, isSummed, remedy) => {
  const lake = await aLake();
  const path = damage(lake, folder);
  const refused = await askUsed(lake, isSummed).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(LakeError);
  expect(String(refused)).toContain(`${path}: this file of the lake is damaged (`);
  expect(String(refused)).toContain(remedy);
  expect(String(refused)).not.toContain('\n');
});

test('sums that are deleted are had from the events', async () => {
  const lake = await aLake();
  const used = await askUsed(lake, true);
  rmSync(damage(lake, USES));
  expect(await askUsed(lake, true)).toEqual(used);
});

test("what is asked in SQL of one's own names the file, too, and is not called the query's fault", async () => {
  const lake = await aLake();
  const [path = ''] = partsOf(await readLake(lake)).map((each) => join(lake, each.path));
  turnInPage(path);
  const refused = await rowsOfLake(lake).catch((error: unknown) => error);
  expect(String(refused)).toMatch(/^LakeError: .+: this file of the lake is damaged \(.*[Zz][Ss][Tt][Dd]/);
  expect(String(refused)).toContain(path);
  expect(String(refused)).toContain(ANEW);
  await expect(ask(lake, 'SELECT no_column FROM events')).rejects.toThrow('the query cannot be answered: ');
});

/** The footer stays as it is, so that the lake is opened. */
function turnInPage(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])) + 12; // within the first page's zstd frame
  writeFileSync(path, bytes.with(at, (bytes[at] ?? 0) ^ 0xff));
}

test('whichever bit of a part is turned, what it says is told or is what it was', async () => {
  const lake = await aLake();
  const [path = ''] = partsOf(await readLake(lake)).map((each) => join(lake, each.path));
  const whole = await rowsOfLake(lake);
  const bytes = readFileSync(path);
  let told = 0;
  for (let at = 4; at < bytes.length; at += 211) {
    writeFileSync(path, bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8))));
    const answer = await rowsOfLake(lake).catch((error: unknown) => error);
    if (answer instanceof LakeError) told += 1;
    else expect(answer).toEqual(whole);
  }
  expect(told).toBeGreaterThan(10);
}, 60_000);

function rowsOfLake(lake: string): Promise<unknown> {
  return ask(lake, `SELECT ${EVENT_COLUMNS.map(({ name }) => name).join(', ')} FROM events`);
}

test('a broken commit, too', async () => {
  const lake = await aLake();
  const [name = ''] = readdirSync(join(lake, 'commits'));
  writeFileSync(join(lake, 'commits', name), '{"format":1,');
  await expect(readLake(lake)).rejects.toThrow(
    /00000001\.json: this commit of the lake cannot be read \(.+\); /,
  );
  await expect(readLake(lake)).rejects.toBeInstanceOf(LakeError);
});

test('what is wrong with a question is not the lake', async () => {
  for (const said of ['Binder Error: no such column', 'Invalid Input Error: invalid perl operator: (?<']) {
    const error = new Error(said);
    expect(await lakeFault('lake', error)).toBe(error);
  }
  expect(await lakeFault('lake', 'text')).toBe('text');
});
