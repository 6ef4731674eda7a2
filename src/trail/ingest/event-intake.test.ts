import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, anEvent, anEventBy, NOW } from '../../../test/trail/log-folder.ts';
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { EVENT_COLUMNS } from '../event-columns.ts';
import { OutOfMemory } from './compiled-reader.ts';
import { EventIntake } from './event-intake.ts';
import type { EventTable } from './event-table.ts';
import { JsonCursor, NoJson } from './json-cursor.ts';
import { latestMicros, recordFault } from './record-fault.ts';
import { RecordReader } from './record-reader.ts';
import { microsOf } from './time-micros.ts';

type Row = Readonly<Record<string, string | null>>;

const LATEST = latestMicros(NOW);
const intake = new EventIntake();
const reader = new RecordReader(LATEST);

/** Reads a list of records as a log file's are; how many the intake took by itself. */
function read(records: readonly string[]): { readonly table: EventTable; readonly usual: number } {
  const text = Buffer.from(`${records.join(',')}]`);
  const cursor = new JsonCursor(text);
  intake.clear(LATEST);
  intake.load(text);
  let usual = 0;
  for (let index = 0; index < records.length; index += 1) {
    const { rows } = intake;
    cursor.at = intake.take(cursor.at, 0, index);
    const taken = intake.rows - rows;
    usual += taken;
    if (taken > 0) index += taken - 1;
    else {
      const event = reader.read(cursor);
      if (event) intake.add(event, 0, index);
    }
    if (index + 1 < records.length) cursor.take(0x2c);
  }
  cursor.take(0x5d);
  return { table: intake.table(), usual };
}

const written = (each: JsonObject): string => JSON.stringify(each);

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
  let [events, usual] = [0, 0];
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), fc.constantFrom(0, 0, 2), (records, spaces) => {
      const found = read(records.map((each) => JSON.stringify(each, null, spaces)));
      const expected = records.filter((each) => recordFault(each, NOW) === null).map(expectedRow);
      expect(found.table.rows).toBe(expected.length);
      expect(expected.map((_, row) => rowAt(found.table, row))).toEqual(expected);
      events += expected.length;
      usual += found.usual;
    }),
    { numRuns: 400 },
  );
  expect(events).toBeGreaterThan(300);
  expect(usual).toBeGreaterThan(3);
});

test('what was read by one way is what the other reads, of records in which bytes were changed too', () => {
  const bytes = Buffer.from('{}[]",:\\/0123456789.eE+-untrufalsNIZT \n\u0000\u001f\u00e9');
  const change = fc.record({
    at: fc.nat(3_000),
    gone: fc.nat(3),
    put: fc.array(fc.constantFrom(...bytes), { maxLength: 2 }),
  });
  const base = fc.oneof(
    record.map(written),
    fc.constantFrom(anEvent(), anEventBy({ role: 'deploy', name: 'a' })).map(written),
  );
  let taken = 0;
  fc.assert(
    fc.property(base, fc.array(change, { maxLength: 2 }), (text, changes) => {
      let changed = Buffer.from(text);
      for (const { at, gone, put } of changes) {
        const from = at % changed.length;
        changed = Buffer.concat([changed.subarray(0, from), Buffer.from(put), changed.subarray(from + gone)]);
      }
      if (!isUtf8(changed)) return;
      intake.clear(LATEST);
      intake.load(changed);
      const end = intake.take(0, 0, 0);
      expect(end > 0).toBe(intake.rows > 0);
      if (intake.rows === 0) return;
      taken += 1;
      const cursor = new JsonCursor(changed);
      let event = reader.read(cursor);
      for (let row = 0; ; row += 1) {
        const table = intake.table();
        const texts = EVENT_COLUMNS.map(({ name }) => table.column(name).at(row));
        expect(event?.texts.map((each) => (each === null ? null : Buffer.from(each).toString()))).toEqual(
          texts,
        );
        expect(event?.micros).toBe(table.times[row]);
        if (row + 1 === table.rows) break;
        cursor.take(0x2c);
        event = reader.read(cursor);
      }
      expect(cursor.at).toBe(end);
    }),
    { numRuns: 4_000 },
  );
  expect(taken).toBeGreaterThan(300);
});

test('the records of a list that CloudTrail wrote are taken without a look by JavaScript', () => {
  const records = Array.from({ length: 50 }, (_, index) =>
    anEvent({
      eventID: `id-${index}`,
      requestParameters: { name: `n${index % 7}`, text: 'a "quoted"\nline' },
    }),
  );
  const { table, usual } = read(records.map(written));
  expect(usual).toBe(50);
  expect(records.map((_, row) => rowAt(table, row))).toEqual(records.map(expectedRow));
  expect([...table.places]).toEqual(records.map((_, index) => index));
});

test('a session that said the same before is known again, one that is its beginning is not taken for it', () => {
  const by = (name: string): JsonObject => anEventBy({ role: 'deploy', name });
  const records = [by('a'), by('a'), by('b'), anEvent(), by('a'), anEvent({ userIdentity: null })];
  const { table } = read(records.map(written));
  expect(records.map((_, row) => rowAt(table, row))).toEqual(records.map(expectedRow));
});

test('sessions that begin alike are told apart by what comes later', () => {
  const events = ['true', 'false', 'true'].map((mfa) => {
    const event = anEventBy({ role: 'deploy', name: 'a' });
    const identity = JSON.stringify(event['userIdentity']).replace(
      '"mfaAuthenticated":"true"',
      `"mfaAuthenticated":"${mfa}"`,
    );
    return { ...event, userIdentity: JSON.parse(identity) as JsonObject };
  });
  const { table } = read(events.map(written));
  expect(events.map((_, row) => rowAt(table, row))).toEqual(events.map(expectedRow));
});

test('a name may be written with escapes', () => {
  const each = anEvent();
  const { table, usual } = read([written(each).replace('"eventName"', '"event\\u004eame"')]);
  expect(usual).toBe(0);
  expect(rowAt(table, 0)).toEqual(expectedRow(each));
});

test('a JSON value that stood where a text is expected is not taken for one', () => {
  const each = anEvent({ userAgent: ['a'] });
  const text = written(anEvent({ userAgent: 'AGENT' })).replace('AGENT', '["a"]');
  expect(() => read([written(each), text])).toThrow(NoJson);
});

test('of two members with one name the last counts', () => {
  const each = anEvent({ eventName: 'Last' });
  const { table } = read([written(each).replace('{', '{"eventName":"First",')]);
  expect(rowAt(table, 0)).toEqual(expectedRow(each));
});

test('times are microseconds, and parts of them are left out', () => {
  const times = [
    '2026-11-19T10:00:00Z',
    '2026-11-19T10:00:00.0000019Z',
    '2024-02-29T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '2000-03-01T00:00:00Z',
    '2025-12-31T24:00:00Z',
  ];
  const { table, usual } = read(times.map((eventTime) => written(anEvent({ eventTime }))));
  expect([...table.times]).toEqual(times.map(microsOf));
  expect(usual).toBe(4);
});

test('each day from 1970 on is what Date makes of it', () => {
  const DAY = 86_400_000;
  const days = Array.from({ length: Math.floor(NOW.getTime() / DAY) }, (_, day) => new Date(day * DAY));
  const { table, usual } = read(
    days.map(
      (day) =>
        `{"eventID":"1","eventSource":"a","eventName":"b","eventTime":"${day.toISOString().slice(0, 19)}Z"}`,
    ),
  );
  expect(usual).toBe(days.length);
  expect([...table.times]).toEqual(days.map((day) => day.getTime() * 1_000));
});

test('a day that is none is no time', () => {
  const none = [
    '2025-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '202a-01-01',
  ];
  for (const day of none) {
    intake.clear(LATEST);
    intake.load(Buffer.from(written(anEvent({ eventTime: `${day}T10:00:00Z` }))));
    expect(intake.take(0, 0, 0), day).toBe(0);
  }
});

test('what is taken back leaves no trace', () => {
  const [first, second, third] = [anEvent(), anEvent(), anEvent({ recipientAccountId: null })];
  const list = Buffer.from([first, second, third].map(written).join());
  intake.clear(LATEST);
  intake.load(list);
  intake.take(0, 0, 0);
  intake.cutAt(1);
  intake.take(list.length - written(third).length, 0, 1);
  const table = intake.table();
  expect([rowAt(table, 0), rowAt(table, 1)]).toEqual([first, third].map(expectedRow));
  expect(rowAt(table, 0)['account_id']).toBe(ACCOUNT);
  expect(table.rows).toBe(2);
});

test('each event has the name of the file that it came in', () => {
  intake.clear(LATEST);
  for (const [file, name] of ['a', 'b', 'a'].entries()) {
    intake.beginFile(name);
    intake.load(Buffer.from(written(anEvent())));
    intake.take(0, file, 0);
  }
  const odd = reader.read(new JsonCursor(Buffer.from(JSON.stringify(anEvent(), null, 1))));
  if (odd) intake.add(odd, 2, 1);
  const column = intake.table().column('source_file');
  expect([0, 1, 2, 3].map((row) => column.at(row))).toEqual(['a', 'b', 'a', 'a']);
});

test('of two members with one name the last counts, though it says nothing', () => {
  const text = written(anEvent({ errorCode: 'Denied' })).replace(/}$/, ',"errorCode":null}');
  expect(rowAt(read([text]).table, 0)['error_code']).toBe(null);
});

test('rows are grouped by texts of columns and by numbers', () => {
  const records = Array.from({ length: 6_000 }, (_, index) =>
    anEvent({
      eventID: `id-${index}`,
      eventName: `E${(index * 7_919) % 1_201}`,
      errorCode: index % 3 ? `c${index % 5}` : null,
    }),
  );
  const { table } = read(records.map(written));
  const numbers = Int32Array.from(records, (_, index) => (index >> 4) % 50);
  const keys = records.map(({ eventName, errorCode }, row) =>
    JSON.stringify([eventName, errorCode, numbers[row]]),
  );
  const groups = intake.groups(['event_name', numbers, 'error_code']);
  const numberOf = new Map<string, number>();
  for (const key of keys) if (!numberOf.has(key)) numberOf.set(key, numberOf.size);
  expect(table.rows).toBe(records.length);
  expect([...groups.of]).toEqual(keys.map((key) => numberOf.get(key)));
  expect([...groups.first]).toEqual([...numberOf.keys()].map((key) => keys.indexOf(key)));
  expect(intake.groups([]).first).toEqual(Int32Array.of(0));
});

test('rows are put in order by time, then by the bytes of their ids', () => {
  const key = fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 40, selector: ([, id]) => id }), (keys) => {
      read(
        keys.map(([second, eventID]) =>
          written(anEvent({ eventID, eventTime: `2026-11-18T10:00:0${second}Z` })),
        ),
      );
      const rows = [...keys.keys()].filter((row) => row % 7 !== 3);
      const expected = rows.toSorted((one, other) => {
        const [[time, id], [otherTime, otherId]] = [keys[one] ?? [0, ''], keys[other] ?? [0, '']];
        return time - otherTime || Buffer.compare(Buffer.from(id), Buffer.from(otherId));
      });
      expect([...intake.inOrder(rows)]).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('of groups the rows that are asked for are counted', () => {
  const times = ['02', '00', '01', '03', '00', '05'];
  const names = ['A', 'A', 'B', 'A', 'B', 'C'];
  read(
    times.map((second, index) =>
      written(
        anEvent({
          eventID: `${index}`,
          eventTime: `2026-11-18T10:00:${second}Z`,
          eventName: names[index] ?? '',
        }),
      ),
    ),
  );
  const groups = intake.countedGroups(['event_name'], Int32Array.of(0, 1, 2, 3, 4));
  expect([...groups.of]).toEqual([0, 0, 1, 0, 1, 2]);
  expect([...groups.counts]).toEqual([3, 2, 0]);
  expect([...groups.earliest.subarray(0, 2)]).toEqual([1, 4]);
  expect([...groups.latest.subarray(0, 2)]).toEqual([3, 2]);
  expect([...intake.countedGroups(['event_name'], Int32Array.of(5, 4)).counts]).toEqual([0, 1, 1]);
});

test('where there is no memory for more it says so, keeps what it has, and reads on after it was cleared', () => {
  const small = new EventIntake(160);
  const records = Array.from({ length: 400 }, (_, index) =>
    written(anEvent({ eventID: `id-${index}`, requestParameters: { text: `${index} `.repeat(9_000) } })),
  );
  small.clear(LATEST);
  const ids = (): readonly unknown[] => {
    const table = small.table();
    return Array.from({ length: table.rows }, (_, row) => table.column('event_id').at(row));
  };
  expect(() => {
    for (const each of records) {
      small.load(Buffer.from(each));
      small.take(0, 0, 0);
    }
  }).toThrow(OutOfMemory);
  const { rows } = small;
  expect(rows).toBeGreaterThan(10);
  expect(ids()).toEqual(Array.from({ length: rows }, (_, index) => `id-${index}`));
  expect(
    small
      .table()
      .column('request_parameters')
      .at(rows - 1),
  ).toContain(`${rows - 1} ${rows - 1} `);
  for (let time = 0; time < 3; time += 1) {
    small.clear(LATEST);
    for (const each of records.slice(0, 10)) {
      small.load(Buffer.from(each));
      small.take(0, 0, 0);
    }
    expect(ids()).toEqual(Array.from({ length: 10 }, (_, index) => `id-${index}`));
  }
});

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

/** An outline's JSON, and the texts in their order, told the slow way. */
function outlined(value: JsonValue, texts: string[]): JsonValue {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return value === '' ? '' : String(texts.push(value) - 1);
  if (Array.isArray(value)) return value.map((each) => outlined(each, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, outlined(each ?? null, texts)]),
  );
}

test('JSON has an outline, and texts by their numbers in it', () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 8 }), (values) => {
      const { table } = read(
        values.map((value, index) => written(anEvent({ eventID: `${index}`, requestParameters: { value } }))),
      );
      const rows = Int32Array.from(values.keys());
      const outlines = intake.outlines('request_parameters', rows);
      expect(table.rows).toBe(values.length);
      for (const row of rows) {
        const texts: string[] = [];
        const expected = outlined({ value: values.at(row) ?? null }, texts);
        expect(outlines.text(outlines.numbers[row] ?? -1)).toBe(JSON.stringify(expected));
        outlines.lookAt(row);
        expect(texts.map((_, number) => outlines.textAt(number))).toEqual(texts);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('numbers are 0 in an outline, however they are written', () => {
  read(
    ['-1.5E+10', '20e-3', '0', '7'].map((number, index) => {
      const record = written(anEvent({ eventID: `${index}`, requestParameters: { n: 'N', t: 'text' } }));
      return record.replace('"N"', number);
    }),
  );
  const outlines = intake.outlines('request_parameters', Int32Array.of(0, 1, 2, 3));
  expect([...outlines.numbers]).toEqual([0, 0, 0, 0]);
  expect(outlines.text(0)).toBe('{"n":0,"t":"0"}');
});

test('alike JSON has one outline; where there is none, or too much in it, there is no outline', () => {
  const long = 'x'.repeat(20_000);
  const requests: JsonValue[] = [
    { a: 'x', b: [1, 'y'] },
    { a: long, b: [2e30, '\u0000"'] },
    { a: '', b: [1, 'y'] },
    { b: [1, 'y'], a: 'x' },
    { [long]: 1 },
    { a: Array.from({ length: 2_001 }, () => 'x') },
    { a: Array.from({ length: 9_000 }, () => 1) },
    null,
  ];
  read(
    requests.map((requestParameters, index) => written(anEvent({ eventID: `${index}`, requestParameters }))),
  );
  const { numbers } = intake.outlines('request_parameters', Int32Array.from(requests.keys()));
  expect([...numbers]).toEqual([0, 0, 1, 2, -1, -1, -1, -1]);
});

test('ids have sums of their own, in order', () => {
  const ids = ['b', 'a', 'c', 'a'];
  read(ids.map((eventID) => written(anEvent({ eventID }))));
  const [b, a, c] = [0, 1, 2].map((row) => intake.idSums([row])[0] ?? 0);
  expect(new Set([a, b, c]).size).toBe(3);
  expect([...intake.idSums([0, 1, 2, 3])]).toEqual(
    [a, a, b, c].sort((one, other) => (one ?? 0) - (other ?? 0)),
  );
});

test('texts are told apart by every byte of them, and many are kept', () => {
  const ids = Array.from({ length: 40_000 }, (_, index) => `${'x'.repeat(index % 40)}${index}`);
  const { table } = read(
    [...ids, ...ids].map((eventID) => written({ ...anEvent(), eventID, requestID: eventID })),
  );
  const column = table.column('event_id');
  expect(column.different).toBe(ids.length);
  for (const row of [0, 1, 77, 39_999]) {
    expect(column.code(row + ids.length)).toBe(column.code(row));
    expect([column.at(row), table.column('request_id').at(row + ids.length)]).toEqual([ids[row], ids[row]]);
  }
});
