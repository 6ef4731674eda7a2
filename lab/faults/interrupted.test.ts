import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, expect, test } from 'vitest';
import schema from '../../docs/schema/assessment.v1.json' with { type: 'json' };
import type { Assessment } from '../../src/model/assessment.ts';
import { readSnapshot } from '../../src/sources/snapshot-file/snapshot-file.ts';
import { changedVerdicts } from './changed-verdicts.ts';
import { assessmentOf, startLive } from './live-process.ts';
import { AT_ONCE, collectAll, judge, serveSample } from './sample-organisation.ts';

/** Whole scans, in processes of their own, on a machine that may be busy. */

const server = await serveSample({ latencyMs: 2 });
const full = judge(await collectAll(server, AT_ONCE));
const requests = server.stats.requests;
const folder = mkdtempSync(join(tmpdir(), 'rampart-interrupted-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const isValid = ajv.compile(schema);

/** Always the same, from the first request to nearly the last. */
const MOMENTS = [0.001, 0.03, 0.11, 0.26, 0.43, 0.58, 0.71, 0.89];

test.each(MOMENTS)(
  'SIGINT after %f of a scan: exit 130 and a whole assessment that says so',
  async (moment) => {
    const { child, finished } = run(['scan', '--output', 'json']);
    await signalAfter(moment, child, 'SIGINT');
    const ended = await finished;
    expect(ended.code, ended.stderr).toBe(130);
    expectPartial(assessmentOf(ended), 'SIGINT');
  },
);

test.each(MOMENTS.slice(2, 3))('SIGTERM after %f of a scan: the same', async (moment) => {
  const html = join(folder, 'report.html');
  const { child, finished } = run(['scan', '--output', 'json', '--output', `html=${html}`]);
  await signalAfter(moment, child, 'SIGTERM');
  const ended = await finished;
  expect(ended.code, ended.stderr).toBe(130);
  expectPartial(assessmentOf(ended), 'SIGTERM');
  expect(readFileSync(html, 'utf8').trimEnd()).toMatch(/<\/html>$/);
  expect(partialFiles()).toEqual([]);
});

test.each([MOMENTS[1], MOMENTS[4]])(
  'SIGINT after %f of a collect: a readable snapshot',
  async (moment = 0) => {
    const out = join(folder, `interrupted-${moment}.snapshot`);
    const { child, finished } = run(['collect', '--out', out]);
    await signalAfter(moment, child, 'SIGINT');
    expect((await finished).code).toBe(130);
    const snapshot = await readSnapshot(out);
    expect(snapshot.header.complete).toBe(false);
    expectPartial(judge(snapshot), 'SIGINT');
    expect(partialFiles()).toEqual([]);
  },
);

test('a second SIGINT ends at once', async () => {
  const { child, finished } = run(['scan', '--output', 'json']);
  await signalAfter(0.05, child, 'SIGINT');
  child.kill('SIGINT');
  expect((await finished).code).toBe(130);
});

test.each([0.2, 0.8])('kill -9 of a collect, %s: no file or a whole one', async (moment) => {
  const out = join(folder, `killed-${moment}.snapshot`);
  const { child, finished } = run(['collect', '--out', out]);
  await killAt(moment, child);
  await finished;
  if (existsSync(out)) expect((await readSnapshot(out)).header.complete).toBe(true);
});

test('kill -9 leaves the old file as it was, and the next run replaces it', async () => {
  const out = join(folder, 'kept.snapshot');
  await run(['collect', '--out', out]).finished;
  const old = readFileSync(out);
  const { child, finished } = run(['collect', '--out', out]);
  await killAt('while it writes', child);
  await finished;
  const kept = readFileSync(out);
  if (!kept.equals(old)) expect((await readSnapshot(out)).header.complete).toBe(true);
  expect((await run(['collect', '--out', out]).finished).code).not.toBe(2);
  expect(changedVerdicts(full, judge(await readSnapshot(out)))).toEqual([]);
});

function run(command: readonly string[]): ReturnType<typeof startLive> {
  server.stats.reset();
  return startLive(server, command);
}

async function signalAfter(share: number, child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  while (server.stats.requests < Math.max(1, share * requests)) await delay(1);
  child.kill(signal);
}

/** Writing begins with a file beside the target. */
async function killAt(moment: number | string, child: ChildProcess): Promise<void> {
  if (typeof moment === 'number') return signalAfter(moment, child, 'SIGKILL');
  const before = partialFiles().length;
  while (partialFiles().length === before && child.exitCode === null) await delay(0);
  child.kill('SIGKILL');
}

function partialFiles(): readonly string[] {
  return readdirSync(folder).filter((each) => each.endsWith('.partial'));
}

/** Whole by the published schema, incomplete by its own words, and no verdict that the full scan did not give. */
function expectPartial(assessment: Assessment, signal: string): void {
  const written: unknown = JSON.parse(JSON.stringify(assessment));
  expect(isValid(written), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  expect(assessment.coverage).toMatchObject({
    complete: false,
    incompleteReason: expect.stringContaining(`interrupted by ${signal}`),
  });
  const entered = new Set(assessment.accounts.map((each) => each.account));
  expect(changedVerdicts(full, assessment, (each) => entered.has(each.account))).toEqual([]);
}
