import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  ACCOUNT,
  anEvent,
  anEventBy,
  ask,
  eventIds,
  filesOf,
  idOf,
  logOf,
  newFolder,
  put,
  takeIn,
} from '../../../test/trail/log-folder.ts';
import type { JsonObject } from '../../model/json.ts';
import { folderSource } from '../folder-source.ts';
import { LakeError } from '../lake-error.ts';
import type { LogSource } from '../log-source.ts';
import { openEvents } from '../open-events.ts';

const idsOf = (events: readonly JsonObject[]): readonly string[] => events.map(idOf).sort();

test('gzipped and plain, by account and day, in order of time', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const late = anEvent({ eventTime: '2026-11-19T23:59:59Z' });
  const early = anEvent({ eventTime: '2026-11-19T00:00:00Z' });
  const other = anEvent({ recipientAccountId: '444455556666', eventTime: '2026-11-18T12:00:00Z' });
  put(folder, 'a.json.gz', logOf([late, other]));
  put(folder, 'deep/below/b.json', JSON.stringify({ Records: [early] }, null, 2));
  const { commits } = await takeIn(folder, lake);
  expect(commits.flatMap(({ parts }) => parts.map(({ path, rows }) => [path, rows]))).toEqual([
    [`parts/account_id=${ACCOUNT}/event_date=2026-11-19/00000001.parquet`, 2],
    ['parts/account_id=444455556666/event_date=2026-11-18/00000001.parquet', 1],
  ]);
  const times = await ask(lake, `SELECT event_id, source_file FROM events WHERE account_id = '${ACCOUNT}'`);
  expect(times).toEqual([
    [early['eventID'], join(folder, 'deep/below/b.json')],
    [late['eventID'], join(folder, 'a.json.gz')],
  ]);
});

test('the columns hold what the record says', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const event = anEventBy(
    { role: 'deploy', name: 'ci-42' },
    {
      errorCode: 'AccessDenied',
      requestParameters: { bucketName: 'b', list: [1, { deep: 'a "quoted" text\n' }] },
      resources: [{ ARN: 'arn:aws:s3:::b', type: 'AWS::S3::Bucket' }],
      readOnly: false,
    },
  );
  put(folder, 'a.json', logOf([event]));
  await takeIn(folder, lake);
  const [row] = await ask(
    lake,
    `SELECT event_time, principal, session_name, session_mfa, session_created, access_key_id, read_only, error_code,
       request_parameters, resources, response_elements, user_name FROM events`,
  );
  expect(row?.slice(0, 8)).toEqual([
    '2026-11-19 10:00:00',
    `arn:aws:iam::${ACCOUNT}:role/ops/deploy`,
    'ci-42',
    'true',
    '2026-11-19T09:00:00Z',
    'ASIAIOSFODNN7EXAMPLE',
    'false',
    'AccessDenied',
  ]);
  expect(JSON.parse(String(row?.[8]))).toEqual(event['requestParameters']);
  expect(JSON.parse(String(row?.[9]))).toEqual(event['resources']);
  expect(row?.slice(10)).toEqual([null, null]);
});

test('a second run takes in nothing, a third what is new', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const events = [anEvent(), anEvent(), anEvent()];
  put(folder, 'a.json.gz', logOf(events.slice(0, 2)));
  await takeIn(folder, lake);
  const again = await takeIn(folder, lake);
  expect(again.commits).toEqual([]);
  expect(again.knownFiles).toBe(1);
  put(folder, 'b.json.gz', logOf(events.slice(2)));
  const third = await takeIn(folder, lake);
  expect(filesOf(third).map(({ events: taken }) => taken)).toEqual([1]);
  expect(await eventIds(lake)).toEqual(idsOf(events));
});

test('whatever an id or a caller is called, an event that comes again is in once', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const odd = [
    anEvent({ eventID: 'one\nof two lines' }),
    anEvent({ eventID: 'quote " and \\', sourceIPAddress: 'a\u001fb\u007f\n' }),
    anEvent({ errorCode: 'grüße', requestParameters: { text: 'a/b\u001f', list: [1.5, '\u2028'] } }),
  ];
  put(folder, 'a.json', logOf(odd));
  await takeIn(folder, lake);
  put(folder, 'b.json', logOf(odd));
  const [file] = filesOf(await takeIn(folder, lake));
  expect(file).toMatchObject({ events: 0, duplicates: 3, setAside: 0 });
  expect(await eventIds(lake)).toEqual(idsOf(odd));
});

test('a file that has grown gives what is new of it', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const events = [anEvent(), anEvent()];
  put(folder, 'a.json', logOf(events.slice(0, 1)));
  await takeIn(folder, lake);
  put(folder, 'a.json', logOf(events));
  const [file] = filesOf(await takeIn(folder, lake));
  expect(file).toMatchObject({ events: 1, duplicates: 1 });
  expect(await eventIds(lake)).toEqual(idsOf(events));
});

test('each kind of file is told apart', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const insight = { eventType: 'AwsCloudTrailInsight', eventID: 'i', eventTime: '2026-11-19T10:00:00Z' };
  put(folder, 'log.json.gz', logOf([anEvent()]));
  put(folder, 'none.json.gz', logOf([]));
  put(folder, 'digest.json.gz', JSON.stringify({ digestStartTime: '2026-11-19T10:00:00Z', logFiles: [] }));
  put(folder, `${ACCOUNT}_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261119T100000Z.json.gz`, 'not even read');
  put(folder, 'insight.json', logOf([insight]));
  put(folder, 'nothing.json', '');
  put(folder, 'blank.json.gz', ' \n');
  put(folder, 'other.json', '{"some":"thing"}');
  put(folder, 'list.json', '[1, 2]');
  put(folder, 'readme.txt', 'hello');
  put(folder, 'late.json', JSON.stringify({ note: 'first', Records: [anEvent()] }));
  const files = filesOf(await takeIn(folder, lake));
  expect(Object.fromEntries(files.map(({ uri, outcome }) => [uri.split('/').at(-1), outcome]))).toEqual({
    'log.json.gz': 'log',
    'none.json.gz': 'log',
    'digest.json.gz': 'digest',
    [`${ACCOUNT}_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261119T100000Z.json.gz`]: 'digest',
    'insight.json': 'insight',
    'nothing.json': 'empty',
    'blank.json.gz': 'empty',
    'other.json': 'foreign',
    'list.json': 'foreign',
    'readme.txt': 'foreign',
    'late.json': 'log',
  });
  expect(await eventIds(lake)).toHaveLength(2);
});

test('broken files are quarantined with their reason, and the rest goes in', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const good = [anEvent(), anEvent()];
  const whole = gzipSync(logOf([anEvent(), anEvent(), anEvent()]));
  put(folder, 'a-good.json.gz', logOf(good.slice(0, 1)));
  put(folder, 'cut.json.gz', whole.subarray(0, whole.length - 40));
  const flipped = Buffer.from(whole);
  flipped.writeUInt32LE(0xdeadbeef, whole.length - 8);
  put(folder, 'crc.json.gz', flipped);
  put(folder, 'short.json', logOf([anEvent(), anEvent()]).slice(0, -30));
  put(folder, 'text.json', 'hello');
  put(folder, 'object.json', '{"Records":{"a":1}}');
  put(folder, 'z-good.json.gz', logOf(good.slice(1)));
  const files = filesOf(await takeIn(folder, lake)).filter(({ outcome }) => outcome === 'quarantined');
  const reasons = Object.fromEntries(files.map(({ uri, reason }) => [uri.split('/').at(-1), reason]));
  expect(reasons).toEqual({
    'cut.json.gz': expect.stringMatching(/gzip.*unexpected end of file/),
    'crc.json.gz': expect.stringMatching(/gzip.*incorrect data check/),
    'short.json': expect.stringMatching(/cut short/),
    'text.json': expect.stringMatching(/no JSON/),
    'object.json': 'Records: no list',
  });
  expect(await eventIds(lake)).toEqual(idsOf(good));
  expect((await takeIn(folder, lake)).knownFiles).toBe(7);
});

test('records that cannot be events are set aside one by one', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const good = [anEvent(), anEvent({ userIdentity: null }), anEvent({ requestParameters: 'a text' })];
  const bad: readonly (readonly [unknown, RegExp])[] = [
    ['a text', /^a text where a record is expected/],
    [null, /^null where a record/],
    [[1], /^a list where a record/],
    [anEvent({ userIdentity: 'root' }), /^userIdentity: a text where an object is expected/],
    [anEvent({ eventName: { a: 1 } }), /^eventName: a object/],
    [anEvent({ eventID: null }), /^eventID: null/],
    [anEvent({ eventTime: 'yesterday' }), /^eventTime "yesterday": no time/],
    [anEvent({ eventTime: '2027-01-01T00:00:00Z' }), /lies in the future/],
    [anEvent({ recipientAccountId: '../../etc' }), /recipientAccountId "..\/..\/etc": no account id/],
  ];
  for (const [index, [record]] of bad.entries())
    put(folder, `${index}.json.gz`, logOf([...good.slice(0, 1), record]));
  put(folder, 'good.json', logOf(good.slice(1)));
  put(folder, 'syntax.json', `{"Records":[{"eventID":nope},${JSON.stringify(good[0])}]}`);
  const files = filesOf(await takeIn(folder, lake));
  for (const [index, [, reason]] of bad.entries()) {
    const file = files.find(({ uri }) => uri.endsWith(`/${index}.json.gz`));
    expect(file).toMatchObject({ outcome: 'log', setAside: 1 });
    expect(file?.records[0]).toMatchObject({ index: 1, reason: expect.stringMatching(reason) });
  }
  expect(files.find(({ uri }) => uri.endsWith('syntax.json'))?.records[0]?.reason).toMatch(/^no JSON/);
  expect(await eventIds(lake)).toEqual(idsOf(good));
});

test('an event of 10 MB goes in, one over the limit is set aside, in a file of 30 MB', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const large = anEvent({ requestParameters: { text: 'x'.repeat(10_000_000) } });
  const tooLarge = anEvent({ requestParameters: { text: 'y'.repeat(16_000_000) } });
  const small = anEvent();
  put(folder, 'a.json.gz', logOf([large, tooLarge, small]));
  const [file] = filesOf(await takeIn(folder, lake));
  expect(file).toMatchObject({ events: 2, setAside: 1, records: [{ index: 1 }] });
  expect(await ask(lake, 'SELECT max(length(request_parameters)) FROM events')).toEqual([['10000011']]);
});

test('duplicates within a file, across files, batches and runs are in once', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const [twice, once, later] = [anEvent(), anEvent(), anEvent()];
  put(folder, 'a.json.gz', logOf([twice, once, twice]));
  put(folder, 'b.json.gz', logOf([twice]));
  const first = filesOf(await takeIn(folder, lake));
  expect(first.map(({ events, duplicates }) => [events, duplicates])).toEqual([
    [2, 1],
    [0, 1],
  ]);
  put(folder, 'c.json.gz', logOf([once, later, later]));
  const [second] = filesOf(await takeIn(folder, lake));
  expect(second).toMatchObject({ events: 1, duplicates: 2 });
  expect(await eventIds(lake)).toEqual(idsOf([twice, once, later]));
});

test('the first of two files keeps an event, though it is read last', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const [twice, once] = [anEvent(), anEvent()];
  put(folder, 'a.json.gz', logOf([twice, once]));
  put(folder, 'b.json.gz', logOf([twice]));
  const source = folderSource(folder);
  const fetch: LogSource['fetch'] = async (file, ...rest) => {
    if (file.uri.endsWith('a.json.gz')) await setTimeout(100);
    return source.fetch(file, ...rest);
  };
  const files = filesOf(await takeIn({ ...source, fetch }, lake));
  expect(files.map(({ events, duplicates }) => [events, duplicates])).toEqual([
    [2, 0],
    [0, 1],
  ]);
});

test('batches are read in turns by threads, and an event of an earlier one is a duplicate', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const events = Array.from({ length: 4_100 }, () => anEvent());
  for (const [index, each] of events.entries())
    put(folder, `${String(index).padStart(5, '0')}.json`, logOf([each, ...events.slice(0, 1)]));
  put(folder, 'z.json.gz', gzipSync(logOf([anEvent()])).subarray(0, 60));
  const { commits } = await takeIn(folder, lake);
  expect(commits.map(({ files, parts }) => [files.length, parts.length])).toEqual([
    [2_000, 1],
    [2_000, 1],
    [101, 1],
  ]);
  const files = commits.flatMap((each) => each.files);
  expect(files.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(4_100);
  expect(files.at(-1)).toMatchObject({ outcome: 'quarantined', events: 0 });
  expect(await eventIds(lake)).toEqual(idsOf(events));
}, 60_000);

test('a batch that cannot be written ends the run; what came before it stays, and the next run goes on there', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const events = Array.from({ length: 6_100 }, () => anEvent());
  for (const [index, each] of events.entries())
    put(folder, `${String(index).padStart(5, '0')}.json`, logOf([each]));
  const inTheWay = join(lake, `parts/account_id=${ACCOUNT}/event_date=2026-11-19/00000002.parquet`);
  mkdirSync(inTheWay, { recursive: true });
  await expect(takeIn(folder, lake)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(readdirSync(join(lake, 'commits'))).toEqual(['00000001.json']);
  rmSync(inTheWay, { recursive: true });
  const { commits } = await takeIn(folder, lake);
  expect(commits.map(({ number, files }) => [number, files.length])).toEqual([
    [2, 2_000],
    [3, 2_000],
    [4, 100],
  ]);
  expect(await eventIds(lake)).toEqual(idsOf(events));
}, 60_000);

test('another event with a known id is no duplicate: it is listed', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const event = anEvent();
  put(folder, 'a.json.gz', logOf([event]));
  await takeIn(folder, lake);
  put(folder, 'b.json.gz', logOf([{ ...event, eventName: 'TerminateInstances' }]));
  const [file] = filesOf(await takeIn(folder, lake));
  expect(file).toMatchObject({ events: 0, duplicates: 0, setAside: 1 });
  expect(file?.records[0]).toMatchObject({
    eventId: event['eventID'],
    reason: expect.stringMatching(/another event/),
  });
  expect(await ask(lake, 'SELECT event_name FROM events')).toEqual([['DescribeInstances']]);
});

test('what an interrupted writer left counts for nothing, and goes', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const event = anEvent();
  put(folder, 'a.json.gz', logOf([event]));
  await takeIn(folder, lake);
  const parts = join(lake, `parts/account_id=${ACCOUNT}/event_date=2026-11-19`);
  const [part = ''] = readdirSync(parts);
  writeFileSync(join(parts, '00000002.parquet'), readFileSync(join(parts, part)));
  writeFileSync(join(lake, 'commits/00000002.json.partial'), '{"format":');
  writeFileSync(join(lake, 'changes/00000002.index'), 'of no commit');
  expect(await eventIds(lake)).toEqual(idsOf([event]));
  await takeIn(folder, lake);
  expect(readdirSync(parts)).toEqual([part]);
  expect(readdirSync(join(lake, 'commits'))).toEqual(['00000001.json']);
  expect(readdirSync(join(lake, 'changes'))).toEqual(['00000001.index']);
});

test('a part that is missing or cut short is told, not passed over', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'a.json.gz', logOf([anEvent()]));
  await takeIn(folder, lake);
  const part = join(lake, `parts/account_id=${ACCOUNT}/event_date=2026-11-19/00000001.parquet`);
  truncateSync(part, 100);
  await expect(openEvents(lake)).rejects.toThrow(/is damaged/);
  rmSync(part);
  await expect(openEvents(lake)).rejects.toThrow(/is missing/);
});

test('a folder of something else is not made a lake, nor is none read as an empty one', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(lake, 'thesis.docx', 'years of work');
  await expect(takeIn(folder, lake)).rejects.toThrow(LakeError);
  await expect(openEvents(lake)).rejects.toThrow(/there is no lake here/);
});

test('one writer at a time', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'a.json', logOf([anEvent()]));
  const both = await Promise.allSettled([takeIn(folder, lake), takeIn(folder, lake)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await eventIds(lake)).toHaveLength(1);
});

test('a folder of nothing gives a lake of nothing, which can be asked', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  await takeIn(folder, lake);
  expect(await ask(lake, 'SELECT count(*) FROM events')).toEqual([['0']]);
  appendFileSync(join(lake, 'lake.json'), 'x');
  await expect(openEvents(lake)).rejects.toThrow(/another version/);
});
