import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../model/finding.ts';
import { globMatches } from '../model/glob.ts';
import type { Practice } from '../model/practice.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';
import { summaryOf } from './summary.ts';
import { suppress } from './suppress.ts';

const AS_OF = '2026-11-01T12:00:00.000Z';

function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: 'f',
    check: 'bucket-logs',
    practice: 12,
    status: 'fail',
    severity: 'high',
    account: '111122223333',
    region: 'eu-west-1',
    resource: {
      type: 'AWS::S3::Bucket',
      id: 'web-logs',
      arn: 'arn:aws:s3:::web-logs',
      name: null,
      tags: { env: 'dev' },
    },
    title: 'Buckets log',
    summary: 'It does not.',
    evidence: {},
    unread: [],
    controls: [],
    remediation: '',
    ...overrides,
  };
}

function aRule(overrides: Partial<SuppressionRule> = {}): SuppressionRule {
  return { rule: 's.yaml:1', reason: 'accepted', expires: null, ...overrides };
}

function hides(rule: Partial<SuppressionRule>, finding: Partial<Finding> = {}): boolean {
  return suppress([aFinding(finding)], [aRule(rule)], AS_OF).findings[0]?.suppressed !== undefined;
}

test('a failure that is hidden carries its rule', () => {
  const rule = aRule({ checks: ['bucket-logs'], expires: '2026-12-31' });
  expect(suppress([aFinding()], [rule], AS_OF)).toEqual({
    findings: [aFinding({ suppressed: { rule: 's.yaml:1', reason: 'accepted', expires: '2026-12-31' } })],
    suppressions: [
      { rule: 's.yaml:1', reason: 'accepted', expires: '2026-12-31', state: 'active', findings: 1 },
    ],
  });
});

test.each<[Partial<SuppressionRule>, boolean]>([
  [{ checks: ['other', 'bucket-logs'] }, true],
  [{ checks: ['other'] }, false],
  [{ practices: [12] }, true],
  [{ practices: [3] }, false],
  [{ accounts: ['111122223333'] }, true],
  [{ accounts: ['444455556666'] }, false],
  [{ regions: ['us-east-1', 'eu-west-1'] }, true],
  [{ regions: ['us-east-1'] }, false],
  [{ resources: ['arn:aws:s3:::web-logs'] }, true],
  [{ resources: ['arn:aws:s3:::web'] }, false],
  [{ resources: ['arn:*:web-????'] }, true],
  [{ resources: ['web-logs'] }, true],
  [{ resources: ['*-logs'] }, true],
  [{ resources: ['*s3*'] }, false], // not of the ARN
  [{ resources: ['logs'] }, false],
  [{ resources: ['WEB-LOGS'] }, false],
  [{ resources: ['nothing', '*-logs'] }, true],
  [{ tags: { env: 'd*' } }, true],
  [{ tags: { env: 'prod' } }, false],
  [{ tags: { env: '*', owner: '*' } }, false],
  [{ tags: { constructor: '*' } }, false],
  [{ tags: { env: 'dev' }, regions: ['us-east-1'] }, false],
  [
    { checks: ['bucket-logs'], accounts: ['111122223333'], regions: ['eu-west-1'], resources: ['web-logs'] },
    true,
  ],
])('%j: %s', (rule, hidden) => {
  expect(hides(rule)).toBe(hidden);
});

test.each(['pass', 'unknown'] as const)('what is %s stays so', (status) => {
  const { findings, suppressions } = suppress([aFinding({ status })], [aRule({ practices: [12] })], AS_OF);
  expect(findings).toEqual([aFinding({ status })]);
  expect(suppressions).toMatchObject([{ state: 'unmatched', findings: 0 }]);
});

test('tags that were not read fit no tag', () => {
  const resource = { ...aFinding().resource, tags: null };
  expect(hides({ tags: { env: '*' } }, { resource })).toBe(false);
});

test.each([
  ['2026-11-01', '2026-11-01T23:59:59.999Z', 'active'],
  ['2026-11-01', '2026-11-02T00:00:00.000Z', 'expired'],
  ['2026-11-01', '2026-11-01T22:00:00-05:00', 'expired'], // the next day in UTC
])('a rule that expires on %s is, at %s, %s', (expires, asOf, state) => {
  const { findings, suppressions } = suppress([aFinding()], [aRule({ practices: [12], expires })], asOf);
  expect(suppressions).toMatchObject([{ state, findings: 1 }]);
  expect(findings[0]?.suppressed !== undefined).toBe(state === 'active');
});

test('the first rule in force hides; every rule that fits is counted', () => {
  const rules = [
    aRule({ rule: 'expired', practices: [12], expires: '2020-01-01' }),
    aRule({ rule: 'exact', resources: ['web-logs'] }),
    aRule({ rule: 'glob', resources: ['*'] }),
    aRule({ rule: 'other', practices: [1] }),
    aRule({ rule: 'both names', resources: ['web-logs', 'arn:aws:s3:::web-logs'] }),
  ];
  const { findings, suppressions } = suppress([aFinding(), aFinding({ id: 'g' })], rules, AS_OF);
  expect(findings.map((each) => each.suppressed?.rule)).toEqual(['exact', 'exact']);
  expect(suppressions.map(({ rule, state, findings: count }) => `${rule}: ${state} ${count}`)).toEqual([
    'expired: expired 2',
    'exact: active 2',
    'glob: active 2',
    'other: unmatched 0',
    'both names: active 2',
  ]);
});

const HOSTILE = ['__proto__', 'constructor', '\u001b[2J\u202e', 'x'.repeat(10_000), '=cmd()', '😀'];

test.each(HOSTILE)('a name such as %.20s is a name like any other', (name) => {
  const resource = {
    ...aFinding().resource,
    id: name,
    arn: `arn:aws:s3:::${name}`,
    tags: JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(name)}}`) as Record<string, string>,
  };
  const finding = aFinding({ check: name, account: name, region: name, resource });
  const tags = Object.fromEntries([[name, name]]);
  const rule = aRule({ checks: [name], accounts: [name], regions: [name], resources: [name], tags });
  expect(
    suppress([finding, aFinding()], [rule], AS_OF).findings.map((each) => each.suppressed?.rule),
  ).toEqual(['s.yaml:1', undefined]);
});

// Few values each, so that rules and findings often meet.
const PRACTICE_OF: Readonly<Record<string, Practice>> = { a: 1, b: 1, c: 2 };
const someFinding = fc
  .record({
    check: fc.constantFrom('a', 'b', 'c'),
    status: fc.constantFrom('fail', 'fail', 'unknown', 'pass'),
    account: fc.constantFrom('1', '2'),
    region: fc.constantFrom('global', 'eu-west-1'),
    id: fc.constantFrom('x', 'xy', 'arn:aws:s3:::x'),
    arn: fc.constantFrom('arn:aws:s3:::x', 'arn:aws:s3:::xy'),
    tags: fc.option(fc.dictionary(fc.constantFrom('k', 'l'), fc.constantFrom('v', 'vw'))),
  })
  .map(({ id, arn, tags, check, ...rest }) =>
    aFinding({
      ...rest,
      check,
      practice: PRACTICE_OF[check] ?? 3,
      resource: { type: 'T', id, arn, name: null, tags },
    }),
  );
const someOf = <T>(...values: T[]): fc.Arbitrary<T[]> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const someRule = fc
  .record(
    {
      checks: someOf('a', 'b', 'z'),
      practices: someOf<Practice>(1, 2, 3),
      accounts: someOf('1', '3'),
      regions: someOf('global', 'us-east-1'),
      resources: someOf('x', 'x*', '?', 'arn:aws:s3:::x', 'arn:*y', '*'),
      tags: fc.dictionary(fc.constantFrom('k', 'l'), fc.constantFrom('v', 'v*', '*'), { minKeys: 1 }),
      expires: fc.constantFrom('2026-10-31', '2026-11-01'),
    },
    { requiredKeys: [] },
  )
  .map((rule) => aRule(rule));
const someRules = fc
  .array(someRule, { maxLength: 6 })
  .map((rules) => rules.map((each, at) => ({ ...each, rule: `s:${at}` })));

/** What the matchers of a rule say, one after the other. */
function fits(
  rule: SuppressionRule,
  { check, practice, account, region, resource, status }: Finding,
): boolean {
  const { arn, id, tags } = resource;
  const one = <T>(allowed: readonly T[] | undefined, value: T): boolean =>
    allowed === undefined || allowed.includes(value);
  return (
    status === 'fail' &&
    one(rule.checks, check) &&
    one(rule.practices, practice) &&
    one(rule.accounts, account) &&
    one(rule.regions, region) &&
    (rule.resources === undefined ||
      rule.resources.some((each) => globMatches(each, each.startsWith('arn:') ? arn : id))) &&
    Object.entries(rule.tags ?? {}).every(
      ([key, glob]) => tags?.[key] !== undefined && globMatches(glob, tags[key]),
    )
  );
}

test('is what the rules say, one by one', () => {
  fc.assert(
    fc.property(fc.array(someFinding), someRules, (findings, rules) => {
      const result = suppress(findings, rules, AS_OF);
      const active = rules.filter(({ expires }) => expires !== '2026-10-31');
      expect(result.findings.map((each) => each.suppressed?.rule)).toEqual(
        findings.map((finding) => active.find((rule) => fits(rule, finding))?.rule),
      );
      expect(result.suppressions.map((each) => each.findings)).toEqual(
        rules.map((rule) => findings.filter((finding) => fits(rule, finding)).length),
      );
    }),
    { numRuns: 1000 },
  );
});

test('changes nothing but what is suppressed, and counts it', () => {
  fc.assert(
    fc.property(fc.array(someFinding), someRules, (findings, rules) => {
      const result = suppress(findings, rules, AS_OF);
      expect(result.findings.map(({ suppressed: _suppressed, ...rest }) => rest)).toEqual(findings);
      const [before, after] = [summaryOf(findings, 0, 3), summaryOf(result.findings, 0, 3)];
      expect(after.fail + after.suppressed).toBe(before.fail);
      expect([after.unknown, after.pass]).toEqual([before.unknown, before.pass]);
    }),
  );
});

test('a rule that has expired hides nothing', () => {
  const expired = someRules.map((rules) => rules.map((each) => ({ ...each, expires: '2026-10-31' })));
  fc.assert(
    fc.property(fc.array(someFinding), expired, (findings, rules) => {
      expect(suppress(findings, rules, AS_OF).findings).toEqual(findings);
    }),
  );
});

test('no rules: the very findings', () => {
  const findings = [aFinding()];
  expect(suppress(findings, [], 'whenever').findings).toBe(findings);
});
