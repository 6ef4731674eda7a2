import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { takeSnapshot } from '../src/app/snapshot-source.ts';
import { assess } from '../src/assess/assess.ts';
import type { Assessment } from '../src/model/assessment.ts';
import type { FindingStatus } from '../src/model/finding.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { type AccountName, accountIds } from './organisation/accounts.ts';

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

/**
 * Checks that contradict another on the same account, and so pass on another one than the hardened account:
 * AWS lists a root user's virtual devices only, and root-hardware-mfa wants none of them.
 */
const PASSES_ELSEWHERE: Readonly<Record<string, AccountName>> = { 'root-mfa-backup-device': 'log-archive' };

test.each(CATALOGUE.map((check) => check.id))(
  '%s fails on the flawed account and passes on the hardened one',
  (check) => {
    expect(statusesOf(check, accountIds.flawed), 'flawed').toContain('fail');
    expect(statusesOf(check, accountIds[PASSES_ELSEWHERE[check] ?? 'hardened'])).toContain('pass');
    expect(statusesOf(check, accountIds.hardened), 'hardened').not.toContain('fail');
  },
);

/** What no call could tell: somebody else's account, what AWS shows nobody, and quotas that may or may not suffice. */
const HONESTLY_UNKNOWN = /^(AccountNotRead|NotOffered|NotAsked|TooCloseToTell):/;

test('every call that was made was answered, if only by saying that there is none', () => {
  expect(snapshot.header.calls.filter(({ failed }) => failed > 0)).toEqual([]);
});

test('nothing of the organisation is unknown because a call failed, and no check crashes', () => {
  const failed = assessment.findings.filter((each) =>
    each.unread.some(({ why }) => !HONESTLY_UNKNOWN.test(why)),
  );
  expect(failed.map((each) => `${each.check} ${each.resource.arn}: ${each.summary}`)).toEqual([]);
  expect(assessment.errors).toEqual([]);
});
