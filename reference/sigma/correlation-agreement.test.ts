import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Events, openEvents } from '../../src/trail/open-events.ts';
import { detectionsOf } from '../../src/trail/questions/detect.ts';
import { ruleSetOf } from '../../src/trail/sigma/rule-set.ts';
import { anEvent, logOf, put, takeIn } from '../../test/trail/log-folder.ts';
import { type Correlation, correlate, type Fit } from './correlate.ts';
import { isDetected, type JsonMap } from './evaluate.ts';

const START = Date.parse('2026-11-19T10:00:00Z');
const iso = (seconds: number): string => new Date(START + 1000 * seconds).toISOString().replace('.000', '');

const records = fc
  .sample(
    fc.record({
      eventName: fc.constantFrom('A', 'B', 'C'),
      seconds: fc.integer({ min: 0, max: 300 }),
      sourceIPAddress: fc.constantFrom('10.0.0.1', '10.0.0.2', null),
      values: fc.array(fc.constantFrom('x', 'y', 'z', 'w'), { maxLength: 3 }),
    }),
    { numRuns: 120, seed: 3 },
  )
  .map(({ seconds, values, ...each }) => ({
    ...anEvent({ ...each, eventTime: iso(seconds), requestParameters: { list: values } }),
    seconds,
    values,
  }));

const DETECTIONS: readonly JsonMap[] = [
  { a: { eventName: 'A' }, condition: 'a' },
  { a: { eventName: ['A', 'B'] }, condition: 'a' },
  { a: { eventName: 'C' }, condition: 'a' },
];
const COMPARE = {
  gt: (count: number, than: number) => count > than,
  gte: (count: number, than: number) => count >= than,
  lt: (count: number, than: number) => count < than,
  lte: (count: number, than: number) => count <= than,
  eq: (count: number, than: number) => count === than,
};

const randomCorrelation = fc.record({
  type: fc.constantFrom('event_count', 'value_count', 'temporal', 'temporal_ordered'),
  rules: fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 3 }),
  seconds: fc.integer({ min: 1, max: 60 }),
  compare: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq'),
  count: fc.integer({ min: 1, max: 5 }),
  groupBy: fc.constantFrom('none', 'flat', 'list'),
});
type Random = typeof randomCorrelation extends fc.Arbitrary<infer Value> ? Value : never;

const GROUP_FIELDS = { none: [], flat: ['sourceIPAddress'], list: ['requestParameters.list'] };

/** Of an event, the groups that it is of. */
function groupsOf(
  { sourceIPAddress, values }: { readonly sourceIPAddress?: unknown; readonly values: readonly string[] },
  groupBy: Random['groupBy'],
): readonly string[] {
  if (groupBy === 'none') return ['all'];
  if (groupBy === 'list') return [...new Set(values)];
  return typeof sourceIPAddress === 'string' ? [sourceIPAddress] : [];
}

function expectedOf(random: Random): readonly string[] {
  const isTemporal = random.type.startsWith('temporal');
  const fits = random.rules.flatMap((rule, index): readonly Fit[] =>
    records.flatMap((record) => {
      const { seconds, values, ...event } = record;
      if (!isDetected(DETECTIONS[rule] ?? {}, event)) return [];
      const counted = random.type === 'value_count' ? [...new Set(values)] : [''];
      return groupsOf(record, random.groupBy).flatMap((group) =>
        counted.map((value) => ({
          rule: index,
          time: seconds,
          group,
          value,
          event: record as unknown as JsonMap,
        })),
      );
    }),
  );
  const compare = COMPARE[random.compare];
  const isEnough = (count: number): boolean =>
    isTemporal ? count >= random.rules.length : compare(count, random.count);
  const rule: Correlation = {
    type: random.type,
    rules: random.rules.length,
    seconds: random.seconds,
    isEnough,
  };
  return correlate(fits, rule).map(({ group, most }) => `${group} ${most}`);
}

async function foundBy(random: Random, events: Events): Promise<readonly string[]> {
  const base = DETECTIONS.map((detection, index) => ({
    title: `r${index}`,
    name: `r${index}`,
    logsource: { product: 'aws' },
    detection,
  }));
  const condition = random.type.startsWith('temporal')
    ? {}
    : {
        condition: {
          [random.compare]: random.count,
          ...(random.type === 'value_count' ? { field: 'requestParameters.list' } : {}),
        },
      };
  const correlation = {
    type: random.type,
    rules: random.rules.map((each) => `r${each}`),
    'group-by': GROUP_FIELDS[random.groupBy],
    timespan: `${random.seconds}s`,
    ...condition,
  };
  const set = ruleSetOf(
    [...base, { title: 'together', correlation }].map((value) => ({ value, placeOf: () => '' })),
  );
  expect(set.refused).toEqual([]);
  const rule = set.rules.find((each) => each.rule.kind === 'correlation')?.rule;
  const detections = rule ? await detectionsOf(events, rule, {}) : [];
  return detections.map(({ group, counted }) => `${group[0]?.value ?? 'all'} ${counted}`);
}

test('the SQL finds the windows that the specification describes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-sigma-'));
  put(folder, 'logs/all.json', logOf(records.map(({ seconds: _seconds, values: _values, ...each }) => each)));
  await takeIn(join(folder, 'logs'), join(folder, 'lake'));
  const events = await openEvents(join(folder, 'lake'));
  let found = 0;
  await fc.assert(
    fc.asyncProperty(randomCorrelation, async (random) => {
      const expected = expectedOf(random);
      expect([...(await foundBy(random, events))].sort()).toEqual([...expected].sort());
      if (expected.length > 0) found += 1;
    }),
    { numRuns: Number(process.env['SIGMA_RUNS'] ?? 40) },
  );
  events.close();
  rmSync(folder, { recursive: true, force: true });
  expect(found).toBeGreaterThan(3);
});
