import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSecurityGroup } from '../../test/builders/network.ts';
import { aBucket } from '../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, OTHER_ACCOUNT, snapshotOf } from '../../test/inventory-of.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Diff, DiffClass, DiffEntry } from '../model/diff.ts';
import type { Finding, Severity, Suppression } from '../model/finding.ts';
import type { Resource, ResourceType } from '../model/resource-types.ts';
import {
  type Check,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../practices/check.ts';
import { assess } from './assess.ts';
import { type Comparable, comparedFinding } from './compared-assessment.ts';
import { diff } from './diff.ts';

/** What is true of the resources: how the check of their type comes out. */
type Truth = 'pass' | 'fail' | 'two failures' | 'not applicable' | 'absent';

interface Place {
  readonly type: 'AWS::S3::Bucket' | 'AWS::EC2::SecurityGroup';
  readonly account: string;
  readonly region: string;
  readonly id: string;
}

type World = ReadonlyMap<Place, Truth>;

/** What is asked for, and what is answered. */
interface View {
  readonly accounts: readonly string[];
  readonly notEntered: readonly string[];
  readonly regions: readonly string[];
  readonly checks: readonly string[];
  readonly denied: readonly ResourceType[];
  /** Resources whose settings are denied. */
  readonly hidden: readonly Place[];
  readonly crashing: readonly Place[];
}

const ACCOUNTS = [ACCOUNT, OTHER_ACCOUNT];
const REGIONS = ['eu-west-1', 'us-east-1'];
const PLACES: readonly Place[] = ACCOUNTS.flatMap((account) =>
  REGIONS.flatMap((region) => [
    { type: 'AWS::S3::Bucket' as const, account, region, id: `bucket-${account}-${region}` },
    { type: 'AWS::EC2::SecurityGroup' as const, account, region, id: `sg-${account}-${region}` },
    { type: 'AWS::EC2::SecurityGroup' as const, account, region, id: `sg-${account}-${region}-b` },
  ]),
);
const CHECKS = { buckets: 'bucket-check', groups: 'group-check' } as const;
const GLOBAL_TYPES = new Set(['AWS::S3::Bucket']);
const ALL: View = {
  accounts: ACCOUNTS,
  notEntered: [],
  regions: REGIONS,
  checks: Object.values(CHECKS),
  denied: [],
  hidden: [],
  crashing: [],
};

function checksOf(world: World, view: View, severity: Severity): readonly Check[] {
  const check = (id: string, resource: Place['type']): Check =>
    defineCheck({
      id,
      resource,
      severity,
      title: id,
      practice: 12,
      reads: [],
      controls: [],
      equivalents: [],
      rationale: '',
      remediation: '',
      fix: { cli: null, terraform: null },
      evaluate: (found) => outcome(found),
    });
  const outcome = (found: Resource): Outcome | readonly Outcome[] => {
    const place = PLACES.find((each) => each.id === found.id);
    if (!place) throw new Error(`no ${found.id}`);
    if (view.crashing.includes(place)) throw new Error('boom');
    if (view.hidden.includes(place)) return unknown(deniedCall('test:Get'));
    return outcomeOf(place.id, world.get(place) ?? 'absent');
  };
  const checks = [check(CHECKS.buckets, 'AWS::S3::Bucket'), check(CHECKS.groups, 'AWS::EC2::SecurityGroup')];
  return checks.filter((each) => view.checks.includes(each.id));
}

function outcomeOf(id: string, truth: Truth): Outcome | readonly Outcome[] {
  if (truth === 'two failures') return [fail(`${id}: a.`, {}, 'a'), fail(`${id}: b.`, {}, 'b')];
  if (truth === 'fail') return fail(`${id} fails.`);
  return truth === 'pass' ? pass(`${id} passes.`) : notApplicable();
}

function aResource({ type, account, region, id }: Place): Resource {
  if (type === 'AWS::S3::Bucket') return aBucket({ id, account, region });
  const arn = `arn:aws:ec2:${region}:${account}:security-group/${id}`;
  return aSecurityGroup({ id, account, region, arn });
}

interface Judging {
  readonly asOf?: string;
  readonly severity?: Severity;
  readonly suppress?: (finding: Finding) => boolean;
}

const SUPPRESSION: Suppression = { rule: 'rules.yaml:1', reason: 'known', expires: null };

/** The assessment of a world through a view, made by the real runner. */
function seen(world: World, view: View = ALL, judging: Judging = {}): Comparable {
  const { asOf = '2026-11-01T00:00:00.000Z', severity = 'high', suppress = () => false } = judging;
  const accounts = view.accounts.filter((each) => !view.notEntered.includes(each));
  const visible = [...world].filter(
    ([place, truth]) =>
      truth !== 'absent' &&
      accounts.includes(place.account) &&
      (GLOBAL_TYPES.has(place.type) || view.regions.includes(place.region)) &&
      !view.denied.includes(place.type),
  );
  const resources = visible.map(([place]) => aResource(place));
  const snapshot = snapshotOf({ accounts, regions: view.regions, denied: view.denied, resources, asOf });
  const notEntered = view.notEntered.map((account) => ({ account, roleArn: 'r', why: 'AccessDenied: no' }));
  const { findings, ...header } = assess(
    { ...snapshot, header: { ...snapshot.header, notEntered } },
    { checks: checksOf(world, view, severity) },
  );
  const compared = findings.map((each) =>
    comparedFinding(each.status === 'fail' && suppress(each) ? { ...each, suppressed: SUPPRESSION } : each),
  );
  return { name: asOf, header, findings: compared };
}

const OPTIONS = { tool: { name: 'rampart', version: '1' }, globalTypes: GLOBAL_TYPES };

function between(old: Comparable, fresh: Comparable): Diff {
  return diff([old], fresh, OPTIONS);
}

function classes({ findings }: Diff): readonly string[] {
  return findings.map((each) => `${each.class} ${each.resource.id}`);
}

function of(kind: DiffClass, { findings }: Diff): readonly DiffEntry[] {
  return findings.filter((each) => each.class === kind);
}

function idsOf(kind: DiffClass, found: Diff): readonly string[] {
  return of(kind, found)
    .map((each) => each.id)
    .sort();
}

const [bucket, group, otherGroup] = PLACES as [Place, Place, Place];
const world = (...truths: readonly (readonly [Place, Truth])[]): World => new Map(truths);

test('new, still and fixed, with both answers', () => {
  const old = seen(world([bucket, 'pass'], [group, 'fail'], [otherGroup, 'fail']));
  const fresh = seen(world([bucket, 'fail'], [group, 'fail'], [otherGroup, 'pass']));
  const found = between(old, fresh);
  expect(classes(found)).toEqual([`new ${bucket.id}`, `still ${group.id}`, `fixed ${otherGroup.id}`]);
  expect(of('fixed', found)[0]).toMatchObject({
    before: { status: 'fail', summary: `${otherGroup.id} fails.`, severity: 'high' },
    after: { status: 'pass', summary: `${otherGroup.id} passes.`, why: null },
    failingSince: null,
  });
  expect(found.summary.classes.new).toMatchObject({ total: 1, high: 1, suppressed: 0 });
  expect(found.summary.others).toBe(0);
});

test('a failure whose resource is gone, or that the check finds no more on it, is fixed', () => {
  const gone = between(seen(world([group, 'fail'])), seen(world([group, 'absent'])));
  expect(gone.findings).toMatchObject([{ class: 'fixed', after: { status: 'no-resource', summary: null } }]);
  const ended = between(seen(world([group, 'two failures'])), seen(world([group, 'pass'])));
  expect(ended.findings.map((each) => [each.class, each.after.status])).toEqual([
    ['fixed', 'no-finding'],
    ['fixed', 'no-finding'],
  ]);
});

test.each([
  [
    'its settings are denied',
    { hidden: [group] },
    'no-longer-known',
    /^Not known: test:Get \(AccessDenied\)/,
  ],
  [
    'its list is denied',
    { denied: [group.type] },
    'no-longer-known',
    /^Not every AWS::EC2::SecurityGroup could be listed/,
  ],
  ['its check crashed', { crashing: [group] }, 'no-longer-known', /^the check crashed: boom/],
  [
    'its account could not be entered',
    { notEntered: [ACCOUNT] },
    'no-longer-known',
    /could not be entered: AccessDenied: no/,
  ],
  [
    'its account was not asked for',
    { accounts: [OTHER_ACCOUNT] },
    'not-judged',
    `account ${ACCOUNT} was not read`,
  ],
  [
    'its region was not asked for',
    { regions: ['us-east-1'] },
    'not-judged',
    `region eu-west-1 of ${ACCOUNT} was not read`,
  ],
  ['its check was not run', { checks: [CHECKS.buckets] }, 'not-judged', `check ${CHECKS.groups} was not run`],
] as const)('where %s, a failure is not fixed', (_what, view, kind, why) => {
  const truth = world([group, 'two failures'], [otherGroup, 'pass']);
  const found = between(seen(truth), seen(truth, { ...ALL, ...view }));
  const failures = found.findings.filter((each) => each.before.status === 'fail');
  expect(failures.map((each) => each.class)).toEqual([kind, kind]);
  for (const each of failures) expect(each.after.why).toMatch(why);
  const back = between(seen(truth, { ...ALL, ...view }), seen(truth));
  const mirrored = kind === 'not-judged' ? 'first-judged' : 'first-known';
  expect(back.findings.map((each) => each.class)).toEqual([mirrored, mirrored]);
});

test('a bucket of a region that was left out is judged: buckets are listed once an account', () => {
  const left = { ...ALL, regions: ['us-east-1'] };
  const found = between(seen(world([bucket, 'fail'])), seen(world([bucket, 'absent']), left));
  expect(classes(found)).toEqual([`fixed ${bucket.id}`]);
});

test('what was known and no longer is, is told even where nothing failed', () => {
  const truth = world([group, 'pass'], [bucket, 'pass']);
  const hidden = between(seen(truth), seen(truth, { ...ALL, hidden: [group] }));
  expect(hidden.findings).toMatchObject([
    { class: 'became-unknown', after: { unread: [{ call: 'test:Get' }] } },
  ]);
  expect(hidden.summary.others).toBe(1);
  const unlisted = between(seen(truth), seen(truth, { ...ALL, denied: [group.type] }));
  expect(new Set(unlisted.findings.map((each) => each.class))).toEqual(new Set(['became-unknown']));
});

const times = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map((day) => `${day}T00:00:00.000Z`);

/** One group over several days; unknown where its settings are denied. */
function history(...truths: readonly (Truth | 'unknown')[]): DiffEntry | undefined {
  const sides = truths.map((truth, index) => {
    const view = truth === 'unknown' ? { ...ALL, hidden: [group] } : ALL;
    const asOf = times[index] as string;
    return seen(world([group, truth === 'unknown' ? 'fail' : truth]), view, { asOf });
  });
  const [first, ...rest] = sides.slice(0, -1);
  return diff([first as Comparable, ...rest], sides.at(-1) as Comparable, OPTIONS).findings[0];
}

test.each([
  [['fail', 'pass', 'fail'], 'reopened', times[2]],
  [['fail', 'absent', 'fail'], 'reopened', times[2]],
  [['fail', 'pass', 'unknown', 'fail'], 'reopened', times[3]],
  [['pass', 'pass', 'fail'], 'new', times[2]],
  [['fail', 'fail', 'fail'], 'still', times[0]],
  [['pass', 'fail', 'fail'], 'still', times[1]],
  [['fail', 'unknown', 'fail'], 'still', times[0]],
  [['unknown', 'unknown', 'fail'], 'first-known', times[2]],
  [['fail', 'unknown', 'pass'], 'fixed', null],
  [['fail', 'unknown', 'unknown'], 'no-longer-known', null],
  [['fail', 'pass', 'fail', 'pass'], 'fixed', null],
] as const)('over several assessments, %j is %s', (truths, kind, since) => {
  expect(history(...truths)).toMatchObject({ class: kind, failingSince: since });
});

test('what was fixed before is no news', () => {
  expect(history('fail', 'pass', 'pass')).toBeUndefined();
});

test('suppressions and severities that changed are told of failures that stay', () => {
  const truth = world([bucket, 'fail'], [group, 'fail'], [otherGroup, 'fail']);
  const at = (id: string) => (finding: Finding) => finding.resource.id === id;
  const found = between(
    seen(truth, ALL, { suppress: at(bucket.id), severity: 'low' }),
    seen(truth, ALL, { suppress: at(group.id) }),
  );
  const changes = Object.fromEntries(found.findings.map((each) => [each.resource.id, each.changes]));
  expect(changes).toEqual({
    [bucket.id]: ['severity', 'unsuppressed'],
    [group.id]: ['severity', 'suppressed'],
    [otherGroup.id]: ['severity'],
  });
  expect(found.summary.classes.still).toMatchObject({ total: 3, suppressed: 1, high: 2 });
  expect(found.summary.changes).toEqual({ severity: 3, suppressed: 1, unsuppressed: 1 });
});

test('a failure that is suppressed at once is new and counted apart', () => {
  const found = between(seen(world()), seen(world([group, 'fail']), ALL, { suppress: () => true }));
  expect(found.summary.classes.new).toMatchObject({ total: 1, suppressed: 1, high: 0 });
});

const truths = fc.constantFrom<Truth>('pass', 'fail', 'two failures', 'not applicable', 'absent');
const worlds: fc.Arbitrary<World> = fc
  .tuple(...PLACES.map(() => truths))
  .map((drawn) => new Map(PLACES.map((place, index) => [place, drawn[index] as Truth])));
const views: fc.Arbitrary<View> = fc.record({
  accounts: fc.subarray(ACCOUNTS, { minLength: 1 }),
  notEntered: fc.subarray([OTHER_ACCOUNT]),
  regions: fc.subarray(REGIONS, { minLength: 1 }),
  checks: fc.subarray<string>(Object.values(CHECKS)),
  denied: fc.subarray<ResourceType>(['AWS::S3::Bucket', 'AWS::EC2::SecurityGroup']),
  hidden: fc.subarray([...PLACES]),
  crashing: fc.subarray([...PLACES], { maxLength: 2 }),
});
const suppressing = fc.func(fc.boolean()).map((decide) => ({ suppress: ({ id }: Finding) => decide(id) }));
const assessments = fc
  .tuple(worlds, views, suppressing)
  .map(([truth, view, judging]) => seen(truth, view, judging));

test('law: an assessment compared with itself has nothing new, nothing fixed, nothing lost', () => {
  fc.assert(
    fc.property(assessments, (one) => {
      const found = between(one, one);
      expect(found.findings.every((each) => each.class === 'still' && each.changes.length === 0)).toBe(true);
      expect(found.notes).toEqual([]);
    }),
  );
});

test('law: looking at the same world through any two views, nothing is new and nothing is fixed', () => {
  fc.assert(
    fc.property(worlds, views, views, (truth, one, other) => {
      const found = between(seen(truth, one), seen(truth, other));
      expect([...of('new', found), ...of('fixed', found), ...of('reopened', found)]).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('law: where all is known, new is what fails now and did not, fixed what did and does not', () => {
  fc.assert(
    fc.property(worlds, worlds, (before, after) => {
      const [old, fresh] = [seen(before), seen(after)];
      const failing = ({ findings }: Comparable): readonly string[] =>
        findings.filter((each) => each.status === 'fail').map((each) => each.id);
      const [was, is] = [new Set(failing(old)), new Set(failing(fresh))];
      const found = between(old, fresh);
      expect(idsOf('new', found)).toEqual([...is].filter((id) => !was.has(id)).sort());
      expect(idsOf('fixed', found)).toEqual([...was].filter((id) => !is.has(id)).sort());
      expect(idsOf('still', found)).toEqual([...is].filter((id) => was.has(id)).sort());
    }),
  );
});

test('law: turned round, new is fixed and what came to be known is what ceased to be', () => {
  const MIRRORED: readonly (readonly [DiffClass, DiffClass])[] = [
    ['new', 'fixed'],
    ['still', 'still'],
    ['first-known', 'no-longer-known'],
    ['first-judged', 'not-judged'],
  ];
  fc.assert(
    fc.property(assessments, assessments, (one, other) => {
      const [there, back] = [between(one, other), between(other, one)];
      for (const [kind, mirrored] of MIRRORED) {
        expect(idsOf(kind, there)).toEqual(idsOf(mirrored, back));
        expect(idsOf(mirrored, there)).toEqual(idsOf(kind, back));
      }
    }),
    { numRuns: 300 },
  );
});

test('law: each finding is of one class at most, the others are counted, and no failure is left out', () => {
  fc.assert(
    fc.property(assessments, assessments, assessments, (first, second, fresh) => {
      const found = diff([first, second], fresh, OPTIONS);
      const ids = found.findings.map((each) => each.id);
      const all = new Set([first, second, fresh].flatMap(({ findings }) => findings.map((each) => each.id)));
      expect(new Set(ids).size).toBe(ids.length);
      expect(found.summary.others + ids.length).toBe(all.size);
      const failing = fresh.findings.filter((each) => each.status === 'fail').map((each) => each.id);
      expect(failing.filter((id) => !ids.includes(id))).toEqual([]);
      const counted = Object.values(found.summary.classes).reduce((sum, each) => sum + each.total, 0);
      expect(counted).toBe(ids.length);
    }),
  );
});

test('of two findings with one id the worse one stands', () => {
  const twice = (...statuses: readonly Finding['status'][]): Comparable => {
    const side = seen(world([group, 'fail']));
    return {
      ...side,
      findings: statuses.flatMap((status) => side.findings.map((each) => ({ ...each, status }))),
    };
  };
  for (const side of [twice('fail', 'pass'), twice('pass', 'fail')])
    expect(classes(between(twice('pass'), side))).toEqual([`new ${group.id}`]);
});

test('law: the order of the findings does not matter', () => {
  fc.assert(
    fc.property(assessments, assessments, (one, other) => {
      const turned = (each: Comparable): Comparable => ({ ...each, findings: each.findings.toReversed() });
      expect(between(turned(one), turned(other))).toEqual(between(one, other));
    }),
  );
});

/** A header with something else in it. */
function changed(side: Comparable, name: string, change: Partial<Assessment>): Comparable {
  return { ...side, name, header: { ...side.header, ...change } };
}

test('tells what differs besides the account', () => {
  const one = changed(seen(world()), 'a.json', {});
  const { coverage, settings } = one.header;
  const fresh = changed(one, 'b.json', {
    asOf: '2026-10-01T00:00:00.000Z',
    tool: { name: 'rampart', version: '9.9.9' },
    source: 'aws-json',
    checks: [CHECKS.buckets, 'novelty'],
    settings: { ...settings, logRetentionDays: 7, passwordPolicy: { minimumLength: 8 } },
    accounts: one.header.accounts.slice(0, 1).map((each) => ({ ...each, regions: ['us-east-1'] })),
    coverage: { ...coverage, complete: false, incompleteReason: 'the credentials ended' },
  });
  const notes = between(one, fresh).notes.map(({ kind, text }) => `${kind}: ${text}`);
  expect(notes).toEqual(
    expect.arrayContaining([
      'order: a.json (as of 2026-11-01T00:00:00.000Z) is later than b.json (as of 2026-10-01T00:00:00.000Z): give the oldest first',
      'incomplete: b.json is incomplete: the credentials ended',
      'tool: a.json is of rampart 0.0.0, b.json of rampart 9.9.9',
      'source: a.json is of test, b.json of aws-json',
      `checks: run only in a.json: 1 check (${CHECKS.groups})`,
      'checks: run only in b.json: 1 check (novelty)',
      'settings: setting logRetentionDays was 90, is 7',
      'settings: setting passwordPolicy.minimumLength was 14, is 8',
      'settings: setting passwordPolicy.reusePrevention was 24, is not there',
      `accounts: read only in a.json: 1 account (${OTHER_ACCOUNT})`,
      `regions: read only in a.json: 1 region (eu-west-1 of ${ACCOUNT})`,
    ]),
  );
});
