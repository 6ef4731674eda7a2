import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anEvent, logOf, newFolder, put, takeIn } from '../../../test/trail/log-folder.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { openEvents } from '../open-events.ts';
import { changesOf } from '../questions/who.ts';
import type { Window } from '../window.ts';
import { KEPT_LENGTH } from './index-layout.ts';

const ROLE = 'arn:aws:iam::111122223333:role/ci/deploy';
/** Two words with one CRC-32. */
const [ONE, OTHER] = ['plumless', 'buckeroo'] as const;
const LONG = `${'x'.repeat(KEPT_LENGTH)}/sg-1`;

const NAMES = [
  'sg-1',
  'sg-12',
  ONE,
  OTHER,
  `a/${ONE}`,
  `b:${OTHER}`,
  ROLE,
  `${ROLE}s`,
  'deploy',
  'ci/deploy',
];
const ODD = ['grüße "quoted" \\', '\ud800', 'a/', LONG, LONG.slice(1), 'a\nb', '0'];
/** The last of these has an empty name. */
const ASKED = [
  ...NAMES,
  ...ODD,
  'arn:aws:iam::999999999999:role/deploy',
  'nobody',
  'arn:aws:iam::111122223333:user/',
];

const text = fc.constantFrom(...NAMES, ...NAMES, ...ODD, '', 'true');
const key = fc.constantFrom('groupId', 'createdBy', 'a.b', 'a', 'b', '1', ...NAMES.slice(0, 3));
const { named } = fc.letrec<{ named: JsonValue }>((tie) => ({
  named: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.array(tie('named'), { maxLength: 3 }),
    fc.dictionary(key, tie('named'), { maxKeys: 4 }),
    fc.constantFrom(null, 7, false),
  ),
}));
const fields = fc.record(
  {
    eventID: fc.oneof(
      { weight: 9, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
    ),
    eventTime: fc.constantFrom(
      '18T10:00:00',
      '18T10:00:00.25',
      '18T10:00:01',
      '18T23:59:59',
      '19T00:00:00',
      '19T10:00:00',
    ),
    eventSource: fc.constantFrom('iam.amazonaws.com', 'ec2.amazonaws.com'),
    recipientAccountId: fc.constantFrom('111122223333', '999999999999'),
    errorCode: fc.constantFrom('AccessDenied', 'Client.UnauthorizedOperation'),
    readOnly: fc.constantFrom(false, false, false, true),
    requestParameters: fc.dictionary(key, named, { maxKeys: 5 }),
    responseElements: fc.dictionary(key, named, { maxKeys: 3 }),
    resources: fc.array(fc.record({ ARN: text }), { maxLength: 2 }),
  },
  { requiredKeys: ['eventID', 'eventTime', 'eventSource'] },
);

function eventOf({
  eventTime,
  ...rest
}: typeof fields extends fc.Arbitrary<infer T> ? T : never): JsonObject {
  const { readOnly: _readOnly, ...base } = anEvent();
  return { ...base, ...(rest as JsonObject), eventTime: `2026-11-${eventTime}Z` };
}

/** A commit for each log. */
async function lakeOf(logs: readonly (readonly JsonObject[])[]): Promise<string> {
  const [folder, lake] = [newFolder(), newFolder()];
  for (const [index, events] of logs.entries()) {
    put(folder, `${index}.json`, logOf(events));
    await takeIn(folder, lake);
  }
  return lake;
}

type Answer = Awaited<ReturnType<typeof changesOf>>;

async function ask(
  lake: string,
  asked: readonly string[],
  { limit, ...window }: Window & { readonly limit: number },
): Promise<readonly Answer[]> {
  const events = await openEvents(lake, { ...window, changing: true });
  try {
    const answers: Answer[] = [];
    for (const each of asked) answers.push(await changesOf(events, each, { ...window, limit }));
    return answers;
  } finally {
    events.close();
  }
}

const INDEXES = 'changes';

function indexesOf(lake: string): readonly string[] {
  return readdirSync(join(lake, INDEXES)).map((name) => join(lake, INDEXES, name));
}

const WINDOWS: readonly Window[] = [
  {},
  { from: '2026-11-18T10:00:00.250Z' },
  { from: '2026-11-18T10:00:01Z', to: '2026-11-19T10:00:00Z' },
  { to: '2026-11-18T10:00:01Z' },
];

test('by the indexes as by reading all parts: any names, limits and times', async () => {
  expect(crc32(ONE)).toBe(crc32(OTHER));
  let found = 0;
  const logs = fc.array(fc.array(fields, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      logs,
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(...WINDOWS),
      async (all, limit, window) => {
        const lake = await lakeOf(all.map((some) => some.map(eventOf)));
        const answers = await ask(lake, ASKED, { ...window, limit });
        for (const path of indexesOf(lake)) rmSync(path);
        expect(answers).toEqual(await ask(lake, ASKED, { ...window, limit }));
        found += answers.reduce((sum, { changes }) => sum + changes.length, 0);
      },
    ),
    { numRuns: 6 },
  );
  expect(found).toBeGreaterThan(5);
}, 180_000);

/** Of three days, a commit each. */
function aLake(): Promise<string> {
  return lakeOf(
    ['17', '18', '19'].map((day) =>
      Array.from({ length: 300 }, (_, index) =>
        anEvent({
          readOnly: false,
          eventTime: `2026-11-${day}T10:00:00Z`,
          requestParameters: {
            groupId: `sg-${index % 150}`,
            ipPermissions: { items: [{ cidrIp: '0.0.0.0/0' }] },
          },
        }),
      ),
    ),
  );
}

test('what is damaged, cut short or gone of an index is read from the parts', async () => {
  const lake = await aLake();
  const asked = ['sg-1', 'sg-149', 'nobody'];
  const whole = await ask(lake, asked, { limit: 100 });
  expect(whole.map(({ changes }) => changes.length)).toEqual([6, 6, 0]);
  const [path = ''] = indexesOf(lake);
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 8)) {
    writeFileSync(path, bytes.with(at, (bytes[at] ?? 0) ^ 0x10));
    expect(await ask(lake, asked, { limit: 100 })).toEqual(whole);
  }
  truncateSync(path, Math.floor(bytes.length / 2));
  expect(await ask(lake, asked, { limit: 100 })).toEqual(whole);
  rmSync(path);
  expect(await ask(lake, asked, { limit: 100 })).toEqual(whole);
}, 60_000);

test('a lake of before there were indexes', async () => {
  const lake = await aLake();
  const whole = await ask(lake, ['sg-1'], { limit: 3 });
  rmSync(join(lake, INDEXES), { recursive: true });
  for (const name of readdirSync(join(lake, 'commits'))) {
    const path = join(lake, 'commits', name);
    const { changes: _changes, ...commit } = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
    writeFileSync(path, JSON.stringify(commit));
  }
  expect(await ask(lake, ['sg-1'], { limit: 3 })).toEqual(whole);
});

test('no part is read where the indexes tell, and of those no more than it takes', async () => {
  const lake = await aLake();
  const [oldest = ''] = indexesOf(lake);
  rmSync(join(lake, 'parts'), { recursive: true });
  writeFileSync(oldest, 'damaged');
  const [latest] = await ask(lake, ['sg-1'], { limit: 3 });
  expect(latest?.changes.map(({ time }) => time.slice(8, 10))).toEqual(['19', '19', '18']);
  expect(latest?.isCut).toBe(true);
  await expect(ask(lake, ['sg-1'], { limit: 4 })).rejects.toThrow(/is missing/);
});
