import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { takeSnapshot } from '../src/app/snapshot-source.ts';
import { assess } from '../src/assess/assess.ts';
import type { Assessment } from '../src/model/assessment.ts';
import type { FindingStatus } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { accountIds } from './organisation/accounts.ts';

const DEMO = join(import.meta.dirname, 'demo');

let snapshot: Snapshot;
let assessment: Assessment;

beforeAll(async () => {
  snapshot = await readSnapshot(join(DEMO, 'organisation.snapshot'));
  assessment = assess(snapshot, { checks: CATALOGUE });
});

function statusesOf(check: string, account: string): readonly FindingStatus[] {
  return assessment.findings
    .filter((each) => each.check === check && each.account === account)
    .map((each) => each.status);
}

test('the bundled snapshot is what the collectors make of the bundled recording (npm run lab:record)', async () => {
  const { asOf } = snapshot.header;
  const options = { roleArns: [], regions: [], excludedRegions: [], objectAclSampleSize: 25 };
  const fresh = await takeSnapshot({ ...options, recording: join(DEMO, 'recording'), asOf });
  expect(fresh).toEqual(snapshot);
});

test.each(CATALOGUE.map((check) => check.id))(
  '%s fails on the flawed account and passes on the hardened one',
  (check) => {
    expect(statusesOf(check, accountIds.flawed), 'flawed').toContain('fail');
    const hardened = statusesOf(check, accountIds.hardened);
    expect(hardened, 'hardened').toContain('pass');
    expect(hardened, 'hardened').not.toContain('fail');
  },
);

test('nothing of the organisation is unknown because a call failed, and no check crashes', () => {
  const failed = assessment.findings.filter((each) =>
    each.unread.some(({ why }) => !/^(AccountNotRead|NotOffered|NotAsked)/.test(why)),
  );
  expect(failed.map((each) => `${each.check} ${each.resource.arn}: ${each.summary}`)).toEqual([]);
  expect(assessment.errors).toEqual([]);
});
