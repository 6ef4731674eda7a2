import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { takeSnapshot } from '../src/app/snapshot-source.ts';
import { assess } from '../src/assess/assess.ts';
import { evaluateFrameworks } from '../src/compliance/evaluate.ts';
import type { Framework } from '../src/compliance/framework.ts';
import { FRAMEWORKS } from '../src/compliance/frameworks/index.ts';
import { type EscalationPath, escalations } from '../src/iam/index.ts';
import { iamView } from '../src/inventory/iam-view.ts';
import { Inventory } from '../src/inventory/inventory.ts';
import type { Assessment } from '../src/model/assessment.ts';
import type { RequirementResult } from '../src/model/compliance.ts';
import type { FindingStatus } from '../src/model/finding.ts';
import type { Settings } from '../src/model/settings.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import type { TrailFacts } from '../src/model/trail-change.ts';
import { CATALOGUE } from '../src/practices/catalogue.ts';
import type { Check } from '../src/practices/check.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { demoTrailFacts } from './demo-trail.ts';
import { LAB_SETTINGS } from './lab-settings.ts';
import { NOT_RECORDED } from './not-recorded.ts';
import { type AccountName, accountIds } from './organisation/accounts.ts';

const DEMO = join(import.meta.dirname, 'demo');

let snapshot: Snapshot;
let inventory: Inventory;
let trail: TrailFacts;
let assessment: Assessment;

beforeAll(async () => {
  snapshot = await readSnapshot(join(DEMO, 'organisation.snapshot'));
  inventory = new Inventory(snapshot);
  trail = await demoTrailFacts(snapshot.header.asOf);
  assessment = assess(snapshot, { checks: CATALOGUE, inventory, settings: LAB_SETTINGS, trail });
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
 * Checks that contradict another on the same account, and so pass on another one than the hardened account: AWS lists a
 * root user's virtual devices only, and root-hardware-mfa wants none of them; a good inline policy is one all the same
 * for policy-inline; a vendor with an external id is none of the trusted accounts of a scan without settings; and no
 * policy of an organisation binds its management account.
 */
const PASSES_ELSEWHERE: readonly (readonly [RegExp, AccountName])[] = [
  [/^root-actions-denied-by-scp$/, 'log-archive'],
  [/^root-mfa-backup-device$/, 'log-archive'],
  [/^policy-no-(full-\w+|wildcard-(pass-role|assume-role|decrypt))-(user|group|role)$/, 'log-archive'],
  [/^role-third-party-external-id$/, 'log-archive'],
];

function passesOn(check: string): AccountName {
  return PASSES_ELSEWHERE.find(([checks]) => checks.test(check))?.[1] ?? 'hardened';
}

test.each(CATALOGUE.map((check) => check.id))(
  '%s fails on the flawed account and passes on the hardened one',
  (check) => {
    const lacks = NOT_RECORDED[check] ?? {};
    const fails = statusesOf(check, accountIds.flawed).includes('fail');
    const hardened = statusesOf(check, accountIds[passesOn(check)]);
    const passes = hardened.includes('pass') && !hardened.includes('fail');
    expect(fails, lacks.flawed ?? 'flawed').toBe(lacks.flawed === undefined);
    expect(passes, lacks.hardened ?? 'hardened').toBe(lacks.hardened === undefined);
    if (lacks.hardened === undefined)
      expect(statusesOf(check, accountIds.hardened), 'hardened').not.toContain('fail');
  },
);

/**
 * What no call could tell: somebody else's account, what a trail has no events of, what AWS shows nobody, quotas that may or may not suffice, and
 * workloads of kinds that Rampart does not read.
 */
const HONESTLY_UNKNOWN = /^(AccountNotRead|NotOffered|NotAsked\w*|NotLogged|TooCloseToTell|Assumed):/;

test('the flawed account shows ten kinds of ways to an administrator and more, the hardened one none', () => {
  const { paths, administrators } = escalations(iamView(inventory), snapshot.header.asOf);
  const waysIn = (name: AccountName): readonly EscalationPath[] =>
    paths.filter(({ account }) => account === accountIds[name]);
  const certain = waysIn('flawed').filter(({ assumes }) => assumes.length === 0);
  expect(new Set(certain.map(({ technique }) => technique)).size).toBeGreaterThanOrEqual(10);
  expect(waysIn('hardened')).toEqual([]);
  expect(administrators.map(({ account }) => account)).toContain(accountIds.hardened);
});

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

/**
 * The flawed account breaks their likes: its group has a launch configuration, its buckets keep no versions that MFA
 * could protect, its domain runs Elasticsearch.
 */
const KEPT_BY_BOTH = ['aws-fsbp:EC2.25', 'aws-fsbp:S3.20', 'aws-fsbp:OpenSearch.2'];

test.each(FRAMEWORKS.map((each) => [each.id, each] as const))(
  '%s: the hardened account breaks no requirement, and the flawed one breaks all that the hardened one keeps',
  (_id, framework) => {
    const flawed = requirementsOf('flawed', framework);
    const hardened = requirementsOf('hardened', framework);
    expect(hardened.filter((each) => each.state === 'not-met').map((each) => each.id)).toEqual([]);
    const kept = hardened.filter(({ state }) => state === 'met' || state === 'met-in-part');
    expect(kept.length).toBeGreaterThan(5);
    const states = new Map(flawed.map(({ id, state }) => [id, state]));
    const keptByBoth = kept.filter(({ id }) => states.get(id) !== 'not-met');
    expect(keptByBoth.map(({ id }) => `${framework.id}:${id}`)).toEqual(
      KEPT_BY_BOTH.filter((control) => control.startsWith(`${framework.id}:`)),
    );
  },
);

/** What the requirements of a framework come to in one account. */
function requirementsOf(name: AccountName, framework: Framework): readonly RequirementResult[] {
  const account = accountIds[name];
  const only = ({ findings, ...rest }: Assessment): Assessment => ({
    ...rest,
    findings: findings.filter((each) => each.account === account),
  });
  const judge = (checks: readonly Check[], settings: Settings): Assessment =>
    only(assess(snapshot, { checks, settings, inventory, trail }));
  const evidence = { assessment: only(assessment), settings: LAB_SETTINGS, judge, catalogue: CATALOGUE };
  return evaluateFrameworks([framework], evidence)[0]?.requirements ?? [];
}
