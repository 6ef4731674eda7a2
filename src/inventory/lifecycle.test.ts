import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aLifecycleFilter, aLifecycleRule } from '../../test/builders/s3.ts';
import type { LifecycleRule } from '../model/resources/s3.ts';
import { type LifecycleQuestion, objectLifetimes } from './lifecycle.ts';

const AS_OF = '2026-11-01T00:00:00.000Z';
const SMALL = 128 * 1024;

function lifetimes(rules: readonly LifecycleRule[], question: Partial<LifecycleQuestion> = {}) {
  return objectLifetimes(rules, {
    prefix: 'AWSLogs/',
    versioned: false,
    transitionDefaultMinimumObjectSize: 'varies_by_storage_class',
    lockedDays: 0,
    asOf: AS_OF,
    ...question,
  });
}

/** Storage class and days of each stage of the only lifetime. */
function stages(rules: readonly LifecycleRule[], question?: Partial<LifecycleQuestion>) {
  const all = lifetimes(rules, question);
  expect(all).toHaveLength(1);
  return all[0]?.stages.map(({ storageClass, fromDay, untilDay }) => [storageClass, fromDay, untilDay]);
}

const expireIn = (days: number, prefix = '') =>
  aLifecycleRule({ filter: aLifecycleFilter({ prefix }), expiration: { days } });
const moveTo = (storageClass: string, days: number) =>
  aLifecycleRule({ transitions: [{ days, storageClass }] });
const expireNoncurrent = (noncurrentDays: number, newerNoncurrentVersions: number | null = null) =>
  aLifecycleRule({ noncurrentVersionExpiration: { noncurrentDays, newerNoncurrentVersions } });

test('without rules everything is kept in STANDARD for ever', () => {
  expect(lifetimes([])).toEqual([
    {
      prefix: 'AWSLogs/',
      minimumSize: 1,
      noncurrentOnDay: null,
      deletedOnDay: null,
      deletedFromDate: null,
      stages: [{ storageClass: 'STANDARD', fromDay: 0, untilDay: null }],
    },
  ]);
});

test('disabled rules and rules for tagged objects do nothing', () => {
  const disabled = { ...expireIn(1), status: 'Disabled' as const };
  const tagged = aLifecycleRule({
    filter: aLifecycleFilter({ tags: { keep: 'no' } }),
    expiration: { days: 1 },
  });
  expect(lifetimes([disabled, tagged])).toEqual(lifetimes([]));
});

test('the shortest expiration wins, in any order', () => {
  const rules = [expireIn(400), expireIn(90, 'AWSLogs'), expireIn(365)];
  expect(lifetimes(rules)[0]?.deletedOnDay).toBe(90);
  expect(lifetimes(rules.toReversed())).toEqual(lifetimes(rules));
});

test('a rule for another prefix does nothing', () => {
  expect(lifetimes([expireIn(7, 'tmp/')])).toEqual(lifetimes([]));
});

test('a rule for a longer prefix divides the objects', () => {
  const parts = lifetimes([expireIn(365), expireIn(30, 'AWSLogs/1/CloudTrail/'), expireIn(5, 'AWSLogs/1/')]);
  expect(parts.map(({ prefix, deletedOnDay }) => [prefix, deletedOnDay])).toEqual([
    ['AWSLogs/', 365],
    ['AWSLogs/1/', 5],
    ['AWSLogs/1/CloudTrail/', 5],
  ]);
});

test('a rule for part of the prefix text, or of the very prefix, applies', () => {
  expect(lifetimes([expireIn(9, 'AWSL')])[0]?.deletedOnDay).toBe(9);
  expect(lifetimes([expireIn(9, 'AWSLogs/')]).map((each) => each.deletedOnDay)).toEqual([9]);
});

test('sizes divide the objects: both bounds are exclusive', () => {
  const rule = aLifecycleRule({
    filter: aLifecycleFilter({ objectSizeGreaterThan: 500, objectSizeLessThan: 1000 }),
    expiration: { days: 10 },
  });
  const parts = lifetimes([rule]).map(({ minimumSize, deletedOnDay }) => [minimumSize, deletedOnDay]);
  expect(parts).toEqual([
    [1, null],
    [501, 10],
    [1000, null],
  ]);
});

test('a filter for more than nothing applies to every log file', () => {
  const rule = aLifecycleRule({
    filter: aLifecycleFilter({ objectSizeGreaterThan: 0 }),
    expiration: { days: 10 },
  });
  expect(lifetimes([rule]).map((each) => each.deletedOnDay)).toEqual([10]);
});

test.each(['2020-01-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z'])(
  'expiration by date (%s) acts on that day and on every later one',
  (date) => {
    const [life] = lifetimes([aLifecycleRule({ expiration: { date } }), expireIn(400)]);
    expect(life).toMatchObject({ deletedOnDay: 0, deletedFromDate: date });
  },
);

test('removing expired delete markers deletes no data', () => {
  const rule = aLifecycleRule({ expiration: { expiredObjectDeleteMarker: true } });
  expect(lifetimes([rule], { versioned: true })).toEqual(lifetimes([], { versioned: true }));
});

test('aborting uploads deletes no data', () => {
  expect(lifetimes([aLifecycleRule({ abortIncompleteMultipartUploadDays: 1 })])).toEqual(lifetimes([]));
});

test('transitions in order, down the waterfall, until deletion', () => {
  const rules = [moveTo('DEEP_ARCHIVE', 180), moveTo('GLACIER', 90), expireIn(365)];
  expect(stages(rules)).toEqual([
    ['STANDARD', 0, 90],
    ['GLACIER', 90, 180],
    ['DEEP_ARCHIVE', 180, 365],
  ]);
});

test('nothing moves back up, nor from ONEZONE_IA to GLACIER_IR', () => {
  const big = { transitionDefaultMinimumObjectSize: null };
  const last = (rules: readonly LifecycleRule[]) =>
    lifetimes(rules, big)
      .at(-1)
      ?.stages.map((s) => s.storageClass);
  expect(last([moveTo('GLACIER', 10), moveTo('STANDARD_IA', 40)])).toEqual(['STANDARD', 'GLACIER']);
  expect(last([moveTo('ONEZONE_IA', 30), moveTo('GLACIER_IR', 60)])).toEqual(['STANDARD', 'ONEZONE_IA']);
});

test('of moves on one day the cheaper is made, Intelligent-Tiering before Standard-IA', () => {
  const last = (rules: readonly LifecycleRule[]) => lifetimes(rules).at(-1)?.stages.at(-1)?.storageClass;
  expect(last([moveTo('STANDARD_IA', 30), moveTo('GLACIER', 30)])).toBe('GLACIER');
  expect(last([moveTo('STANDARD_IA', 30), moveTo('INTELLIGENT_TIERING', 30)])).toBe('INTELLIGENT_TIERING');
});

test('permanent deletion comes before a transition of the same day', () => {
  expect(stages([moveTo('GLACIER', 90), expireIn(90)])).toEqual([['STANDARD', 0, 90]]);
});

test('a transition on day 0 leaves no time in STANDARD; one by date is counted from now', () => {
  expect(stages([moveTo('GLACIER', 0)])).toEqual([['GLACIER', 0, null]]);
  const dated = (date: string) => aLifecycleRule({ transitions: [{ date, storageClass: 'GLACIER' }] });
  expect(stages([dated('2026-11-11T00:00:00.000Z')])).toEqual([
    ['STANDARD', 0, 10],
    ['GLACIER', 10, null],
  ]);
  expect(stages([dated('2020-01-01T00:00:00.000Z')])).toEqual([['GLACIER', 0, null]]);
});

test("AWS's default keeps objects below 128 KB out of every colder class", () => {
  for (const transitionDefaultMinimumObjectSize of [null, 'all_storage_classes_128K']) {
    const parts = lifetimes([moveTo('GLACIER', 30)], { transitionDefaultMinimumObjectSize });
    expect(parts.map(({ minimumSize, stages: s }) => [minimumSize, s.at(-1)?.storageClass])).toEqual([
      [1, 'STANDARD'],
      [SMALL, 'GLACIER'],
    ]);
  }
});

test('the older default keeps them out of the shallow classes only', () => {
  expect(lifetimes([moveTo('GLACIER', 30)])).toHaveLength(1);
  expect(lifetimes([moveTo('GLACIER_IR', 30)]).map((each) => each.minimumSize)).toEqual([1, SMALL]);
});

test("a rule's own size filter overrides the default", () => {
  const rule = aLifecycleRule({
    filter: aLifecycleFilter({ objectSizeGreaterThan: 0 }),
    transitions: [{ days: 30, storageClass: 'STANDARD_IA' }],
  });
  expect(stages([rule], { transitionDefaultMinimumObjectSize: null })).toEqual([
    ['STANDARD', 0, 30],
    ['STANDARD_IA', 30, null],
  ]);
});

test('with versioning, expiration hides the object and only the noncurrent rule deletes it', () => {
  const versioned = { versioned: true };
  expect(lifetimes([expireIn(90)], versioned)[0]).toMatchObject({ noncurrentOnDay: 90, deletedOnDay: null });
  expect(lifetimes([expireIn(90), expireNoncurrent(30), expireNoncurrent(60)], versioned)[0]).toMatchObject({
    noncurrentOnDay: 90,
    deletedOnDay: 120,
  });
  expect(lifetimes([expireNoncurrent(30)], versioned)[0]).toMatchObject({
    noncurrentOnDay: null,
    deletedOnDay: null,
  });
});

test('a rule that keeps newer noncurrent versions never deletes the only one', () => {
  const rules = [expireIn(90), expireNoncurrent(30, 1)];
  expect(lifetimes(rules, { versioned: true })[0]?.deletedOnDay).toBeNull();
});

test('noncurrent versions go on down the waterfall', () => {
  const rule = aLifecycleRule({
    expiration: { days: 100 },
    transitions: [
      { days: 40, storageClass: 'GLACIER' },
      { days: 200, storageClass: 'DEEP_ARCHIVE' },
    ],
    noncurrentVersionTransitions: [
      { noncurrentDays: 10, newerNoncurrentVersions: null, storageClass: 'DEEP_ARCHIVE' },
      { noncurrentDays: 5, newerNoncurrentVersions: 3, storageClass: 'DEEP_ARCHIVE' },
      { noncurrentDays: 1, newerNoncurrentVersions: null, storageClass: 'STANDARD_IA' },
    ],
    noncurrentVersionExpiration: { noncurrentDays: 300, newerNoncurrentVersions: null },
  });
  expect(stages([rule], { versioned: true })).toEqual([
    ['STANDARD', 0, 40],
    ['GLACIER', 40, 110],
    ['DEEP_ARCHIVE', 110, 400],
  ]);
});

test('a transition comes before the delete marker of the same day', () => {
  const rules = [moveTo('GLACIER', 90), expireIn(90)];
  expect(stages(rules, { versioned: true })).toEqual([
    ['STANDARD', 0, 90],
    ['GLACIER', 90, null],
  ]);
});

test('a lock puts deletion off, and never brings it nearer', () => {
  const rules = [expireIn(10), expireNoncurrent(1)];
  expect(lifetimes(rules, { versioned: true, lockedDays: 400 })[0]?.deletedOnDay).toBe(400);
  expect(lifetimes(rules, { versioned: true, lockedDays: 5 })[0]?.deletedOnDay).toBe(11);
  expect(lifetimes([], { versioned: true, lockedDays: 5 })[0]?.deletedOnDay).toBeNull();
});

const anyRule = fc.record({
  prefix: fc.constantFrom('', 'AWSLogs/', 'AWSLogs/1/', 'AWSLogs/2/', 'other/'),
  days: fc.option(fc.integer({ min: 1, max: 500 }), { nil: null }),
  move: fc.option(
    fc.record({
      days: fc.integer({ min: 0, max: 500 }),
      storageClass: fc.constantFrom(
        'STANDARD_IA',
        'INTELLIGENT_TIERING',
        'GLACIER_IR',
        'GLACIER',
        'DEEP_ARCHIVE',
      ),
    }),
    { nil: null },
  ),
  noncurrentDays: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
  greaterThan: fc.option(fc.integer({ min: 0, max: 300_000 }), { nil: null }),
});

const anyRules = fc.array(anyRule, { maxLength: 6 }).map((rules) =>
  rules.map(({ prefix, days, move, noncurrentDays, greaterThan }) =>
    aLifecycleRule({
      filter: aLifecycleFilter({ prefix, objectSizeGreaterThan: greaterThan }),
      expiration: days === null ? null : { days },
      transitions: move === null ? [] : [move],
      noncurrentVersionExpiration:
        noncurrentDays === null ? null : { noncurrentDays, newerNoncurrentVersions: null },
    }),
  ),
);

test('the order of rules does not matter', () => {
  fc.assert(
    fc.property(anyRules, fc.boolean(), (rules, versioned) => {
      expect(lifetimes(rules.toReversed(), { versioned })).toEqual(lifetimes(rules, { versioned }));
    }),
  );
});

test('stages follow each other without a gap, from the first day to deletion', () => {
  fc.assert(
    fc.property(anyRules, fc.boolean(), (rules, versioned) => {
      for (const { stages: each, deletedOnDay } of lifetimes(rules, { versioned })) {
        expect(each[0]?.fromDay).toBe(0);
        expect(each.at(-1)?.untilDay).toBe(deletedOnDay);
        each.slice(1).forEach((stage, index) => expect(each[index]?.untilDay).toBe(stage.fromDay));
      }
    }),
  );
});

test('one more rule never makes an object of any part live longer', () => {
  fc.assert(
    fc.property(anyRules, fc.integer({ min: 1, max: 500 }), (rules, days) => {
      const shortest = (all: readonly LifecycleRule[]) =>
        Math.min(...lifetimes(all).map((each) => each.deletedOnDay ?? Number.POSITIVE_INFINITY));
      expect(shortest([...rules, expireIn(days)])).toBe(Math.min(shortest(rules), days));
    }),
  );
});
