import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, anEvent, anEventBy, NOW } from '../../../test/trail/log-folder.ts';
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { EVENT_COLUMNS } from '../event-columns.ts';
import { EventReader } from './event-reader.ts';
import { EventTable } from './event-table.ts';
import { JsonCursor } from './json-cursor.ts';
import { recordFault } from './record-fault.ts';

type Row = Readonly<Record<string, string | null>>;

function rowAt(table: EventTable, row: number): Row {
  return Object.fromEntries(EVENT_COLUMNS.map(({ name }) => [name, table.column(name).at(row)]));
}

/** The same by JSON.parse and a walk for each column. */
function expectedRow(record: JsonObject): Row {
  const row: Record<string, string | null> = Object.fromEntries(
    EVENT_COLUMNS.map(({ name, path, isJson }) => [
      name,
      path === null ? null : textAt(record, path, isJson),
    ]),
  );
  const { session_issuer_arn: issuer, user_arn: arn, invoked_by, user_principal_id, user_name } = row;
  row['principal'] = issuer ?? arn ?? invoked_by ?? user_principal_id ?? user_name ?? null;
  const isSession = row['user_type'] === 'AssumedRole' && typeof arn === 'string';
  row['session_name'] = isSession ? (arn.split('/')[2] ?? '') : null;
  return row;
}

function textAt(record: JsonObject, path: string, isJson: boolean): string | null {
  let value: JsonValue | undefined = record;
  for (const step of path.split('.')) {
    if (!isObject(value)) return null;
    value = value[step];
  }
  if (value === undefined || value === null) return null;
  return typeof value === 'string' && !isJson ? value : JSON.stringify(value);
}

const text = fc.oneof(
  fc.constantFrom('', 'a', 'a"b', 'a\\b', 'a\nb', 'é', '日本', 'b/c', 'a"b"', 'AssumedRole', 'IAMUser'),
  fc.string({ unit: 'grapheme' }),
);
const anything = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 7, -1.5) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }) },
);
const some = (keys: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(keys.map((key) => [key, anything])), { requiredKeys: [] });

const issuer = some(['type', 'arn', 'accountId', 'userName']);
const session = fc.record(
  {
    sessionIssuer: fc.oneof({ weight: 4, arbitrary: issuer }, anything),
    attributes: fc.oneof({ weight: 4, arbitrary: some(['mfaAuthenticated', 'creationDate']) }, anything),
    sourceIdentity: anything,
    webIdFederationData: anything,
  },
  { requiredKeys: [] },
);
const identity = fc
  .tuple(
    some([
      'type',
      'principalId',
      'arn',
      'accountId',
      'accessKeyId',
      'userName',
      'invokedBy',
      'identityProvider',
      'other',
    ]),
    fc.oneof(session, anything),
    anything,
  )
  .map(([fields, sessionContext, onBehalfOf]) => ({ ...fields, sessionContext, onBehalfOf }));
const ids = fc.constantFrom('1', '2', 'a"b', 'é');
const record = fc
  .tuple(
    some(
      `awsRegion sourceIPAddress userAgent errorCode errorMessage requestID readOnly apiVersion managementEvent
      sharedEventID vpcEndpointId eventCategory sessionCredentialFromConsole requestParameters responseElements
      additionalEventData resources tlsDetails serviceEventDetails eventVersion constructor __proto`.split(
        /\s+/,
      ),
    ),
    fc.oneof({ weight: 6, arbitrary: identity }, { weight: 1, arbitrary: anything }),
    fc.record({
      eventID: ids,
      eventTime: fc.constantFrom('2026-11-19T10:00:00Z', '2026-11-19T10:00:00.25Z', '2026-11-18T00:00:00Z'),
      eventSource: fc.constantFrom('ec2.amazonaws.com', 's3.amazonaws.com'),
      eventName: fc.constantFrom('RunInstances', 'ListBuckets'),
    }),
    fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      some(['eventID', 'eventTime', 'eventName', 'recipientAccountId']),
    ),
  )
  .map(
    ([fields, userIdentity, needed, odd]) => ({ ...fields, userIdentity, ...needed, ...odd }) as JsonObject,
  );

test('a table of random records has what JSON.parse finds in them, and those that are events alone', () => {
  let events = 0;
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), fc.constantFrom(0, 0, 2), (records, spaces) => {
      const table = new EventTable();
      const reader = new EventReader(table, NOW);
      const expected: Row[] = [];
      for (const [index, each] of records.entries()) {
        const cursor = new JsonCursor(Buffer.from(JSON.stringify(each, null, spaces)));
        const isEvent = reader.read(cursor, 0, index);
        expect(cursor.peek()).toBe(-1);
        expect(isEvent).toBe(recordFault(each, NOW) === null);
        if (isEvent) expected.push(expectedRow(each));
      }
      expect(expected.map((_, row) => rowAt(table, row))).toEqual(expected);
      events += expected.length;
    }),
    { numRuns: 400 },
  );
  expect(events).toBeGreaterThan(300);
});

test('a session that said the same before is known again, one that is its beginning is not taken for it', () => {
  const table = new EventTable();
  const reader = new EventReader(table, NOW);
  const by = (name: string): JsonObject => anEventBy({ role: 'deploy', name });
  const records = [by('a'), by('a'), by('b'), anEvent(), by('a'), anEvent({ userIdentity: null })];
  for (const [index, each] of records.entries())
    reader.read(new JsonCursor(Buffer.from(JSON.stringify(each))), 0, index);
  expect(records.map((_, row) => rowAt(table, row))).toEqual(records.map(expectedRow));
});

test('sessions that begin alike are told apart by what comes later', () => {
  const table = new EventTable();
  const reader = new EventReader(table, NOW);
  const events = ['true', 'false', 'true'].map((mfa) => {
    const event = anEventBy({ role: 'deploy', name: 'a' });
    const identity = JSON.stringify(event['userIdentity']).replace(
      '"mfaAuthenticated":"true"',
      `"mfaAuthenticated":"${mfa}"`,
    );
    return { ...event, userIdentity: JSON.parse(identity) as JsonObject };
  });
  for (const each of events) reader.read(new JsonCursor(Buffer.from(JSON.stringify(each))), 0, 0);
  expect(events.map((_, row) => rowAt(table, row))).toEqual(events.map(expectedRow));
});

test('a name may be written with escapes', () => {
  const table = new EventTable();
  const each = anEvent();
  const written = JSON.stringify(each).replace('"eventName"', '"event\\u004eame"');
  expect(new EventReader(table, NOW).read(new JsonCursor(Buffer.from(written)), 0, 0)).toBe(true);
  expect(rowAt(table, 0)).toEqual(expectedRow(each));
});

test('times are microseconds, and parts of them are left out', () => {
  const table = new EventTable();
  const reader = new EventReader(table, NOW);
  for (const eventTime of ['2026-11-19T10:00:00Z', '2026-11-19T10:00:00.0000019Z'])
    reader.read(new JsonCursor(Buffer.from(JSON.stringify(anEvent({ eventTime })))), 0, 0);
  const start = Date.parse('2026-11-19T10:00:00Z') * 1_000;
  expect(table.times).toEqual([start, start + 1]);
});

test('what is taken back leaves no trace', () => {
  const table = new EventTable();
  const reader = new EventReader(table, NOW);
  const read = (each: JsonObject): boolean =>
    reader.read(new JsonCursor(Buffer.from(JSON.stringify(each))), 0, 0);
  const [first, second, third] = [anEvent(), anEvent(), anEvent({ recipientAccountId: null })];
  read(first);
  read(second);
  table.cutAt(1);
  read(third);
  expect([rowAt(table, 0), rowAt(table, 1)]).toEqual([first, third].map(expectedRow));
  expect(rowAt(table, 0)['account_id']).toBe(ACCOUNT);
  expect(table.rows).toBe(2);
});
