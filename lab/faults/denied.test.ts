import { afterAll, expect, test } from 'vitest';
import { collectorsFor } from '../../src/app/scan.ts';
import { takeSnapshot } from '../../src/app/snapshot-source.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Check } from '../../src/practices/check.ts';
import type { Collector } from '../../src/sources/aws/collector.ts';
import { ALL_COLLECTORS } from '../../src/sources/aws/services/index.ts';
import { callName, SERVICES, type ServiceName } from '../../src/sources/aws/services.ts';
import { demoTrailFacts } from '../demo-trail.ts';
import type { Faults } from '../replay/faults.ts';
import { changedVerdicts } from './changed-verdicts.ts';
import {
  AS_OF,
  AT_ONCE,
  CHECKS_WITH_TRAIL,
  collectFrom,
  judge,
  RECORDING,
  reachAccounts,
  serveSample,
} from './sample-organisation.ts';

/**
 * Denies every API operation that the full scan made, one at a time, to the real SDK over HTTP: whatever is missing,
 * no finding may become a pass or a fail that the full scan did not give.
 */
const server = await serveSample();
const reached = reachAccounts(server);
const whole = await collectFrom(reached.accounts, AT_ONCE);
/** What the trail tells is the same, whatever is denied. */
const trail = await demoTrailFacts(AS_OF);
const full = judge(whole, CHECKS_WITH_TRAIL, trail);
const places = [...server.stats.calls.keys()].map((place) => place.split('/'));
const operations = [...new Set(places.map(([, , operation = '']) => operation))].sort();
afterAll(async () => {
  await reached.close();
  await server.close();
});

/** What finds out whose accounts and which regions there are: no collector asks it, so whole scans meet its denial. */
const FRAMEWORK = ['ec2:DescribeRegions', 'account:ListRegions'];
/** The region with most of the organisation's resources. */
const HOME = 'us-east-1';

test('the full scan over HTTP gives what the recording itself gives', async () => {
  const source = { recording: RECORDING, roleArns: [], regions: [], excludedRegions: [] };
  const recorded = judge(await takeSnapshot({ ...source, asOf: AS_OF }), CHECKS_WITH_TRAIL, trail);
  expect(full.findings).toEqual(recorded.findings);
  expect([...server.stats.unanswered]).toEqual([]);
});

test('the full scan gives verdicts to lose, and every call of it is a declared call of a collector', () => {
  expect(full.errors).toEqual([]);
  expect(full.summary.pass).toBeGreaterThan(100);
  expect(full.summary.fail).toBeGreaterThan(100);
  expect(operations.length).toBeGreaterThan(100);
  const undeclared = operations.filter((each) => askedBy(each).length === 0);
  expect(undeclared.filter((each) => !FRAMEWORK.includes(each))).toEqual([]);
});

test.each(operations.filter((each) => !FRAMEWORK.includes(each)))('%s denied', async (operation) => {
  const collectors = askedBy(operation);
  const concerned = CHECKS_WITH_TRAIL.filter((check) =>
    collectorsFor([check]).some((each) => collectors.includes(each)),
  );
  const denied = await withFaults({ denied: [operation] }, collectors);
  const failed = denied.header.calls.filter((each) => each.failed > 0 && each.call === iamAction(operation));
  expect(failed, `${operation} was denied and nobody noticed`).not.toEqual([]);
  expect(failed[0]?.why).toMatch(/Access|Unauthorized|Authorization|Denied|Forbidden/);
  const wrong = [
    ...changes(`${operation} denied`, spliced(denied, collectors), concerned),
    ...server.accounts.flatMap((account) =>
      changes(`${operation} denied in account ${account}`, spliced(denied, collectors, account), concerned),
    ),
  ];
  if (regionsOf(operation) > 1) {
    const atHome = await withFaults({ denied: [{ operation, region: HOME }] }, collectors);
    wrong.push(...changes(`${operation} denied in ${HOME}`, spliced(atHome, collectors), concerned));
  }
  expect(wrong).toEqual([]);
});

test('with the regions denied the account service tells them, or only the home region is read and says so', async () => {
  const others = await withFaults({ denied: ['ec2:DescribeRegions'] }, ALL_COLLECTORS);
  const neither = await withFaults({ denied: FRAMEWORK }, ALL_COLLECTORS);
  expect(changes('ec2:DescribeRegions denied', others)).toEqual([]);
  expect(changes('ec2:DescribeRegions and account:ListRegions denied', neither)).toEqual([]);
  expect(neither.header.accounts[0]?.regions).toEqual([HOME]);
});

test.each(whole.header.accounts[0]?.regions ?? [])('region %s left out', async (region) => {
  const rest = await collectFrom(reached.accounts, { ...AT_ONCE, excludedRegions: [region] });
  // What lies there nobody asked about, and what was unknown there is no longer of interest.
  const isExpected = (each: Finding): boolean => each.region !== region && each.status !== 'unknown';
  expect(changedVerdicts(full, judge(rest, CHECKS_WITH_TRAIL, trail), isExpected)).toEqual([]);
});

test.each(server.accounts)('account %s not entered', async (account) => {
  const others = reached.accounts.filter((each) => each.identity.account !== account);
  const notEntered = [
    { account, roleArn: `arn:aws:iam::${account}:role/RampartAudit`, why: 'AccessDenied: no' },
  ];
  const rest = await collectFrom(others, { ...AT_ONCE, notEntered });
  expect(
    changedVerdicts(full, judge(rest, CHECKS_WITH_TRAIL, trail), (each) => each.account !== account),
  ).toEqual([]);
});

function askedBy(operation: string): readonly Collector[] {
  return ALL_COLLECTORS.filter((each) => each.calls.includes(iamAction(operation)));
}

/** The server names operations by SDK package, checks and collectors by IAM action. */
function iamAction(operation: string): string {
  const [service = '', name = ''] = operation.split(':');
  return isServiceName(service) ? callName(service, name) : operation;
}

function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name);
}

function regionsOf(operation: string): number {
  return new Set(places.filter((each) => each[2] === operation).map((each) => each[1])).size;
}

async function withFaults(faults: Partial<Faults>, collectors: readonly Collector[]): Promise<Snapshot> {
  Object.assign(server.faults, faults);
  try {
    return await collectFrom(reached.accounts, { ...AT_ONCE, collectors });
  } finally {
    server.faults.denied = [];
  }
}

/**
 * The full snapshot with these collectors' parts from another run (of one account, if said): the same as a whole
 * scan would give, since a collector's result hangs on its own calls only.
 */
function spliced(run: Snapshot, collectors: readonly Collector[], account?: string): Snapshot {
  const types = new Set(collectors.map((each) => each.type));
  const isTheirs = (each: Pick<Snapshot['listings'][number], 'type' | 'account'>): boolean =>
    types.has(each.type) && (account === undefined || each.account === account);
  const both = <Row extends Snapshot['listings'][number] | Snapshot['resources'][number]>(
    rows: readonly Row[],
    others: readonly Row[],
  ): readonly Row[] => [...rows.filter((each) => !isTheirs(each)), ...others.filter(isTheirs)];
  return {
    header: whole.header,
    listings: both(whole.listings, run.listings),
    resources: both(whole.resources, run.resources),
  };
}

/**
 * What changed for the worse, and collectors that stumbled over a denied call. Other checks than `checks` read nothing
 * of what changed: test/narrowed-scan.test.ts sees to that.
 */
function changes(
  what: string,
  snapshot: Snapshot,
  checks: readonly Check[] = CHECKS_WITH_TRAIL,
): readonly string[] {
  const stumbled = snapshot.listings.filter((each) => each.gap?.why.startsWith('InternalError'));
  return [
    ...stumbled.map((each) => `${what}: the collector of ${each.type} threw ${each.gap?.why}`),
    ...changedVerdicts(findingsOf(checks), judge(snapshot, checks, trail)).map((each) => `${what}: ${each}`),
  ];
}

function findingsOf(checks: readonly Check[]): Assessment {
  const ids = new Set(checks.map(({ id }) => id));
  return { ...full, findings: full.findings.filter(({ check }) => ids.has(check)) };
}
