import { gzipSync } from 'node:zlib';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Moto, startMoto } from '../../lab/moto/start-moto.ts';
import { pythonVersion } from '../../lab/moto/venv.ts';
import { ingestSchema } from '../../src/report/json/trail/ingest-schema.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';
import { ACCOUNT, anEvent, eventIds, idOf, logOf, newFolder } from './log-folder.ts';

const python = await pythonVersion();
const BUCKET = 'org-trail';
/** S3 lists a thousand keys at once. */
const FILES = 1_100;

describe.skipIf(python === undefined)('a bucket on moto', () => {
  let moto: Moto;
  let s3: S3;
  const ids: string[] = [];
  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
    s3 = new S3({ endpoint: moto.url, region: 'us-east-1', credentials, forcePathStyle: true });
    await s3.createBucket({ Bucket: BUCKET });
    for (let index = 0; index < FILES; index += 50)
      await Promise.all(Array.from({ length: 50 }, (_, each) => put('2026/11/19', index + each)));
  });
  afterAll(async () => {
    s3.destroy();
    await moto.stop();
  });

  async function put(day: string, index: number): Promise<void> {
    const event = anEvent();
    ids.push(idOf(event));
    const name = `${ACCOUNT}_CloudTrail_eu-west-1_${day.replaceAll('/', '')}T1000Z_${String(index).padStart(5, '0')}.json.gz`;
    const Key = `logs/AWSLogs/o-abcdefghij/${ACCOUNT}/CloudTrail/eu-west-1/${day}/${name}`;
    await s3.putObject({ Bucket: BUCKET, Key, Body: gzipSync(logOf([event])) });
  }

  const ingest = async (lake: string, ...more: readonly string[]) => {
    const args = [
      'trail',
      'ingest',
      `s3://${BUCKET}/logs`,
      '--lake',
      lake,
      '--output',
      'json',
      '--quiet',
      ...more,
    ];
    const env = { AWS_ENDPOINT_URL: moto.url, AWS_ACCESS_KEY_ID: 'lab', AWS_SECRET_ACCESS_KEY: 'lab' };
    const { code, stdout, stderr } = await rampart(args, { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return validAnswer(stdout, ingestSchema);
  };

  test('all pages of it, and then what is new', async () => {
    const lake = newFolder();
    expect(await ingest(lake, '--to', '2026-11-18')).toMatchObject({ events: 0 });
    expect(await ingest(lake)).toMatchObject({ events: FILES, files: { log: FILES, known: 0, unread: 0 } });
    await put('2026/11/20', 0);
    expect(await ingest(lake)).toMatchObject({ events: 1, files: { log: 1, known: FILES } });
    await put('2026/11/22', 0);
    await ingest(lake);
    expect((await ingest(lake)).files.known).toBe(1);
    expect(await eventIds(lake)).toEqual(ids.toSorted());
  });

  test('a bucket that is not there is said in a sentence', async () => {
    const env = { AWS_ENDPOINT_URL: moto.url, AWS_ACCESS_KEY_ID: 'lab', AWS_SECRET_ACCESS_KEY: 'lab' };
    const { code, stderr } = await rampart(
      ['trail', 'ingest', 's3://no-such-bucket', '--lake', newFolder()],
      { env },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^rampart: NoSuchBucket: /);
  });
});
