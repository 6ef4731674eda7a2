import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aBucket } from '../../test/builders/s3.ts';
import { ACCOUNT, OTHER_ACCOUNT, snapshotOf } from '../../test/inventory-of.ts';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import { read } from '../model/reading.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { diffAssessments } from './diff-assessments.ts';
import { narrowed } from './scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-diff-'));
const checks = CATALOGUE.filter((each) => ['s3-bucket-versioning', 's3-bucket-lifecycle'].includes(each.id));

function assessed(versioned: boolean, accounts: readonly string[] = [ACCOUNT]): Assessment {
  const versioning = read({ status: versioned ? ('Enabled' as const) : null, mfaDelete: false });
  const resources = accounts.map((account) => aBucket({ id: 'logs', account, versioning }));
  return assess(snapshotOf({ accounts, resources }), { checks });
}

let files = 0;
function written(assessment: Assessment): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, JSON.stringify(assessment));
  return path;
}

const bad = written(assessed(false));
const good = written(assessed(true));

test('compares files', async () => {
  const { findings, old, new: fresh } = await diffAssessments([bad, good, bad]);
  expect(old.map((each) => each.name)).toEqual([bad, good]);
  expect(fresh.name).toBe(bad);
  expect(findings.map((each) => `${each.class} ${each.check}`)).toEqual([
    'reopened s3-bucket-versioning',
    'still s3-bucket-lifecycle',
  ]);
});

test('a bucket of a region that was not read is judged all the same', async () => {
  const elsewhere = assessed(false);
  const [account] = elsewhere.accounts;
  const left = { ...elsewhere, accounts: [{ ...account!, regions: ['eu-west-1'] }], findings: [] };
  const none = { ...left, summary: { ...left.summary, fail: 0, pass: 0, unknown: 0, suppressed: 0 } };
  const { findings } = await diffAssessments([bad, written(none)]);
  expect(new Set(findings.map((each) => each.class))).toEqual(new Set(['fixed']));
});

test.each([
  [[bad], /^two assessments are needed: rampart diff OLD NEW/],
  [[bad, join(folder, 'nowhere')], /there is no file .*nowhere$/],
  [
    [bad, written(assessed(true, [OTHER_ACCOUNT]))],
    /\.json \(111122223333\) and .*\.json \(444455556666\) have no account in common: there is nothing to compare$/,
  ],
  [
    [bad, written(narrowed(assessed(true), ['critical'], []))],
    /\.json shows 0 of its 2 findings: expected a whole assessment, written without --severity and --status$/,
  ],
])('%j is refused in one sentence', async (paths, message) => {
  await expect(diffAssessments(paths)).rejects.toThrow(message);
});

test('an account in common is enough, entered or not', async () => {
  const both = written(assessed(true, [ACCOUNT, OTHER_ACCOUNT]));
  const { notes } = await diffAssessments([bad, both]);
  expect(notes.map((each) => each.kind)).toEqual(['accounts']);
});
