import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACCOUNT, anEvent, ask, logOf, newFolder, takeIn } from '../../test/trail/log-folder.ts';
import { type Bucket, type BucketPlace, bucketSource } from './bucket-source.ts';

interface Asked {
  readonly levels: string[];
  readonly lists: string[];
}

/** A bucket of texts by key, some of which nobody may read. */
function aBucket(
  objects: Readonly<Record<string, string>>,
  denied: ReadonlySet<string> = new Set(),
): Bucket & { readonly asked: Asked } {
  const asked: Asked = { levels: [], lists: [] };
  const all = Object.keys(objects)
    .sort()
    .map((key) => ({ key, bytes: objects[key]?.length ?? 0, etag: `"${objects[key]?.length}"` }));
  return {
    asked,
    async *objects(prefix, after) {
      asked.lists.push(after ?? prefix);
      yield* all.filter(({ key }) => key.startsWith(prefix) && (after === null || key > after));
    },
    level: async (prefix) => {
      asked.levels.push(prefix);
      const below = all.filter(({ key }) => key.startsWith(prefix));
      const rest = (key: string): string => key.slice(prefix.length);
      const prefixes = below.flatMap(({ key }) => /^[^/]*\//.exec(rest(key))?.[0] ?? []);
      return {
        objects: below.filter(({ key }) => !rest(key).includes('/')),
        prefixes: [...new Set(prefixes)].map((each) => prefix + each),
      };
    },
    download: async ({ key }, path) => {
      if (denied.has(key)) throw Object.assign(new Error(`AccessDenied: ${key}`), { code: 'AccessDenied' });
      writeFileSync(path, objects[key] ?? '');
    },
    metadata: async () => ({}),
  };
}

const keyOf = (
  day: string,
  name: string,
  account = ACCOUNT,
  region = 'eu-west-1',
  folder = 'CloudTrail',
): string =>
  `AWSLogs/o-abcdefghij/${account}/${folder}/${region}/${day.replaceAll('-', '/')}/${account}_${folder}_${region}_${day.replaceAll('-', '')}T1000Z_${name}.json`;

const log = (): string => logOf([anEvent()]);

function read(bucket: Bucket, lake: string, place: Partial<BucketPlace> = {}): ReturnType<typeof takeIn> {
  return takeIn(bucketSource(bucket, { bucket: 'trail', prefix: '', ...place }), lake);
}

test('of a bucket of many things, the logs of all accounts and regions; of other services, nothing is asked', async () => {
  const other = '444455556666';
  const bucket = aBucket({
    [keyOf('2026-11-18', 'a')]: log(),
    [keyOf('2026-11-19', 'b')]: log(),
    [keyOf('2026-11-19', 'c', other, 'us-east-1')]: log(),
    [keyOf('2026-11-19', 'd', ACCOUNT, 'eu-west-1', 'CloudTrail-Digest')]: '{}',
    [`AWSLogs/${ACCOUNT}/Config/eu-west-1/2026/11/19/ConfigSnapshot/x.json`]: '{}',
    [`AWSLogs/${ACCOUNT}/vpcflowlogs/eu-west-1/2026/11/19/x.log.gz`]: 'x',
  });
  const lake = newFolder();
  const { commits, unread } = await read(bucket, lake);
  expect(unread).toEqual([]);
  expect(commits.flatMap(({ files }) => files.map(({ uri, outcome }) => [uri, outcome]))).toEqual([
    [`s3://trail/${keyOf('2026-11-18', 'a')}`, 'log'],
    [`s3://trail/${keyOf('2026-11-19', 'b')}`, 'log'],
    [`s3://trail/${keyOf('2026-11-19', 'c', other, 'us-east-1')}`, 'log'],
  ]);
  expect(bucket.asked.levels.filter((each) => /Config|vpcflowlogs|Digest/.test(each))).toEqual([]);
  expect(await ask(lake, 'SELECT count(*) FROM events')).toEqual([['3']]);
});

test('listing goes on the day before the last file of each account and region', async () => {
  const files: Record<string, string> = {};
  for (const day of ['2026-11-01', '2026-11-10', '2026-11-11']) files[keyOf(day, 'a')] = log();
  files[keyOf('2026-11-05', 'b', ACCOUNT, 'us-east-1')] = log();
  const lake = newFolder();
  await read(aBucket(files), lake);
  files[keyOf('2026-11-11', 'late')] = log();
  files[keyOf('2026-11-06', 'c', ACCOUNT, 'us-east-1')] = log();
  const bucket = aBucket(files);
  const { commits, knownFiles } = await read(bucket, lake);
  const root = `AWSLogs/o-abcdefghij/${ACCOUNT}/CloudTrail`;
  expect(bucket.asked.lists).toEqual([`${root}/eu-west-1/2026/11/10/`, `${root}/us-east-1/2026/11/04/`]);
  expect(knownFiles).toBe(3);
  expect(commits.flatMap((each) => each.files)).toHaveLength(2);
});

test('days from and to, also before what the lake has', async () => {
  const files = Object.fromEntries(
    ['2026-11-01', '2026-11-05', '2026-11-10', '2026-11-15'].map((day) => [keyOf(day, 'a'), log()]),
  );
  const lake = newFolder();
  const taken = async (place: Partial<BucketPlace>): Promise<readonly string[]> => {
    const { commits } = await read(aBucket(files), lake, place);
    return commits.flatMap((each) => each.files.map(({ uri }) => /\d{4}\/\d\d\/\d\d/.exec(uri)?.[0] ?? ''));
  };
  expect(await taken({ from: '2026-11-10', to: '2026-11-10' })).toEqual(['2026/11/10']);
  expect(await taken({})).toEqual(['2026/11/15']);
  expect(await taken({ from: '2026-11-02' })).toEqual(['2026/11/05']);
});

test('a file that could not be had is asked for again, however much has come since', async () => {
  const files = Object.fromEntries(
    ['2026-11-01', '2026-11-02', '2026-11-10', '2026-11-15'].map((day) => [keyOf(day, 'a'), log()]),
  );
  const lake = newFolder();
  const denied = keyOf('2026-11-02', 'a');
  const first = await read(aBucket(files, new Set([denied])), lake);
  expect(first.unread).toEqual([{ uri: `s3://trail/${denied}`, why: `AccessDenied: ${denied}` }]);
  const second = await read(aBucket(files), lake);
  expect(second.commits.flatMap((each) => each.files.map(({ uri }) => uri))).toEqual([
    `s3://trail/${denied}`,
  ]);
  const third = aBucket(files);
  await read(third, lake);
  expect(third.asked.lists).toEqual([`AWSLogs/o-abcdefghij/${ACCOUNT}/CloudTrail/eu-west-1/2026/11/14/`]);
  expect(await ask(lake, 'SELECT count(*) FROM events')).toEqual([['4']]);
});
