import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../src/model/assessment.ts';
import type { Finding } from '../src/model/finding.ts';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { rampart } from '../test/rampart-process.ts';
import { newFolder, put } from '../test/trail/log-folder.ts';
import { aKeyPair, putSignedTrail, TRAIL_BUCKET } from '../test/trail/signed-trail.ts';
import { type Moto, startMoto } from './moto/start-moto.ts';
import { pythonVersion } from './moto/venv.ts';
import { accountIds } from './organisation/accounts.ts';
import { flawedTrailFiles, type TrailFile, trailFiles } from './organisation/trail/trail-files.ts';

const DEMO = join(import.meta.dirname, 'demo');
const SNAPSHOT = join(DEMO, 'organisation.snapshot');
const REAL = join(import.meta.dirname, '../../shared/data/cloudtrail/invictus/CloudTrail');
const there = existsSync(REAL);
if (!there) console.warn("The lab's bucket has no real events: ../shared/data/cloudtrail isn't there.");
const python = await pythonVersion();
if (python === undefined) console.warn('The trail of the lab is not read from a bucket: there is no Python.');

const snapshot = await readSnapshot(SNAPSHOT);
const files = flawedTrailFiles(snapshot);

test('the bundled log files are what the lab writes (npm run lab:record)', () => {
  const folder = join(DEMO, 'trail');
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const bundled = found.map((each): TrailFile => {
    const path = join(each.parentPath, each.name);
    return { key: relative(folder, path), text: readFileSync(path, 'utf8') };
  });
  const byKey = (all: readonly TrailFile[]) => all.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  expect(byKey(bundled)).toEqual(byKey(trailFiles(snapshot)));
});

describe.skipIf(python === undefined)("the trail's bucket on moto", () => {
  let moto: Moto;
  let s3: S3;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
    s3 = new S3({ endpoint: moto.url, region: 'us-east-1', credentials, forcePathStyle: true });
    env = { AWS_ENDPOINT_URL: moto.url, AWS_ACCESS_KEY_ID: 'lab', AWS_SECRET_ACCESS_KEY: 'lab' };
  }, 120_000);
  afterAll(async () => {
    s3?.destroy();
    await moto?.stop();
  });

  async function fill(Bucket: string, objects: readonly TrailFile[]): Promise<void> {
    await s3.createBucket({ Bucket });
    for (const { key, text } of objects)
      await s3.putObject({ Bucket, Key: `${key}.gz`, Body: gzipSync(text) });
  }

  async function run(args: readonly string[], code = 0): Promise<string> {
    const ended = await rampart(args, { env });
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: '' });
    return ended.stdout;
  }

  async function json<Answer>(args: readonly string[], code = 0): Promise<Answer> {
    return JSON.parse(await run([...args, '--output', 'json'], code)) as Answer;
  }

  test('the flawed account shows who introduced its failures, and of which nobody knows', async () => {
    await fill('harbourline-trail', files);
    const lake = newFolder();
    await run(['trail', 'ingest', 's3://harbourline-trail', '--lake', lake, '--quiet']);
    const scan = ['scan', '--snapshot', SNAPSHOT, '--trail', lake, '--fail-on', 'never'];
    const { findings, trail } = await json<Assessment>(scan);
    const told = (check: string, id: string, key = ''): string => who(findingOf(findings, check, id, key));
    const admin = findings.find(({ resource }) => resource.name === 'admin')?.resource.id ?? '';
    expect(told('security-group-open-to-world-admin-ports', admin)).toBe(
      'AuthorizeSecurityGroupIngress by marta.silva from 198.51.100.23',
    );
    expect(told('admin-policy-attached-to-users', 'ext.contractor')).toBe(
      'AttachUserPolicy by magda.wolf from 198.51.100.24',
    );
    expect(told('policy-no-full-admin-user', 'ci-deploy')).toBe(
      'PutUserPolicy by marta.silva from 198.51.100.23',
    );
    expect(told('lambda-environment-no-credentials', 'invoice-mailer')).toBe(
      'UpdateFunctionConfiguration20150331v2 by ci-deploy from 203.0.113.80',
    );
    expect(told('rds-instance-no-public-address', 'orders')).toBe(
      'ModifyDBInstance by marta.silva from 198.51.100.23',
    );
    expect(told('s3-account-block-public-access', accountIds.flawed)).toBe(
      'DeleteAccountPublicAccessBlock by root from 198.51.100.24',
    );
    expect(told('cloudtrail-bucket-retention', 'harbourline-eu-audit')).toBe(
      'PutBucketLifecycle by ci-deploy from 203.0.113.80',
    );
    expect(told('user-keys-not-used-from-ec2', 'j.lindqvist')).toBe(
      'UpdateAccessKey by magda.wolf from 198.51.100.24',
    );
    const used = findingOf(findings, 'user-keys-not-used-from-ec2', 'j.lindqvist');
    expect(used.evidence).toMatchObject({ uses: [{ call: 's3:ListBuckets', calls: 2 }] });
    expect(told('ecr-repository-not-public', 'labels')).toMatch(/^not found 2026-08-20T.* 2026-11-19T/);
    expect(told('ebs-default-encryption', 'eu-central-1')).toBe('not found null null');
    expect(told('principal-unused-user', 'svc-exports')).toBe('by no event');
    expect(trail?.without).toContainEqual({ account: accountIds.flawed, regions: ['eu-central-1'] });
    expect(findings.filter((each) => each.status === 'fail' && !each.introducedBy)).toEqual([]);
    expect(findings.filter((each) => each.status !== 'fail' && each.introducedBy)).toEqual([]);

    const exports = findingOf(findings, 's3-bucket-cross-account-access', 'harbourline-customer-exports');
    const source = ['--snapshot', SNAPSHOT, '--trail', lake, '--check', exports.check];
    const explained = await run(['explain', exports.id, ...source, '--no-color']);
    expect(explained).toMatch(
      /Introduced by\n.*DeleteAccountPublicAccessBlock[^]*before that\n.*PutBucketAcl[^]*PutBucketPolicy[^]*CreateBucket/,
    );
    expect(explained).toContain('s3://harbourline-trail/AWSLogs/111122223333/CloudTrail/us-east-1/2026/');
  }, 600_000);

  test.skipIf(!there)(
    'the real events answer every question',
    async () => {
      const folder = '123837392027/CloudTrail/us-east-1/2023/07/10';
      const real = readdirSync(REAL)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({ key: `AWSLogs/${folder}/${name}`, text: readFileSync(join(REAL, name), 'utf8') }));
      await fill('real-events', real);
      const lake = newFolder();
      const ask = <Answer>(...args: readonly string[]): Promise<Answer> =>
        json<Answer>(['trail', ...args, '--lake', lake]);
      const taken = await ask<object>('ingest', 's3://real-events', '--quiet');
      expect(taken).toMatchObject({ events: 2900, files: { log: 55, quarantined: 0, unread: 0 } });
      expect(await ask('who', 'sg-04cfb7a4712d75b00')).toMatchObject({
        changes: [{ name: 'DeleteSecurityGroup' }, ...Array.from({ length: 7 }, () => ({}))],
      });
      const user = 'arn:aws:iam::123837392027:user/bert-jan';
      expect(await ask('timeline', '--principal', user, '--limit', '3')).toMatchObject({
        events: Array.from({ length: 3 }, () => ({ principal: user })),
        isCut: true,
      });
      expect(await ask('query', 'SELECT count(*) AS n FROM events')).toMatchObject({ rows: [['2900']] });
      expect(await ask('used', '--principal', user)).toMatchObject({ principals: [{ principal: user }] });

      const details = put(newFolder(), 'details.json', JSON.stringify(accountOf(user)));
      const least = ['iam', 'least-privilege', '--principal', user, '--lake', lake];
      expect(await json([...least, '--authorization-details', details, '--quiet'])).toMatchObject({
        principals: [{ policy: { noMore: { answer: 'proved' }, sufficient: { answer: 'proved' } } }],
      });
      const keys = put(newFolder(), 'keys.json', '{"PublicKeyList":[]}');
      const verify = ['trail', 'verify', 's3://real-events', '--public-keys', keys];
      // The data set came without its digests.
      expect(await json(verify, 1)).toMatchObject({
        digests: { valid: 0, faulty: 0 },
        logs: { valid: 0, faulty: 55 },
      });
    },
    300_000,
  );

  test('a bucket with its digests is proved, by the signatures that lie with them', async () => {
    const key = aKeyPair();
    const folder = newFolder();
    const { logs, digests, signatures } = putSignedTrail(folder, key);
    await s3.createBucket({ Bucket: TRAIL_BUCKET });
    for (const path of [...logs, ...digests]) {
      const signature = signatures.get(path);
      await s3.putObject({
        Bucket: TRAIL_BUCKET,
        Key: relative(folder, path),
        Body: readFileSync(path),
        ...(signature === undefined
          ? {}
          : { Metadata: { signature, 'signature-algorithm': 'SHA256withRSA' } }),
      });
    }
    expect(gunzipSync(readFileSync(logs[0] ?? '')).length).toBeGreaterThan(100);
    const keys = join(newFolder(), 'keys.json');
    const list = { PublicKeyList: [{ Fingerprint: key.fingerprint, Value: key.value }] };
    writeFileSync(keys, JSON.stringify(list));
    const verify = ['trail', 'verify', `s3://${TRAIL_BUCKET}`, '--public-keys', keys];
    const proved = { digests: { valid: 3, faulty: 0 }, logs: { valid: 6, faulty: 0 }, gaps: [] };
    const end = '2026-11-19T03:00:00Z';
    expect(await json([...verify, '--to', end])).toMatchObject({ ...proved, since: [] });
    expect(await json([...verify, '--to', '2026-11-19'], 3)).toMatchObject({
      ...proved,
      since: [{ trail: 'main', from: end, to: '2026-11-19T23:59:59Z' }],
    });
    expect(await json(verify, 3)).toMatchObject({ ...proved, since: [{ from: end }] });
  }, 120_000);
});

function findingOf(findings: readonly Finding[], check: string, id: string, key = ''): Finding {
  const found = findings.find(
    (each) =>
      each.check === check &&
      each.account === accountIds.flawed &&
      each.resource.id === id &&
      each.status === 'fail' &&
      each.summary.includes(key),
  );
  if (!found) throw new Error(`${check} does not fail for ${id}`);
  return found;
}

function who({ introducedBy }: Finding): string {
  if (!introducedBy) return 'not asked';
  if (introducedBy.kind === 'by-no-event') return 'by no event';
  if (introducedBy.kind === 'not-found') return `not found ${introducedBy.from} ${introducedBy.to}`;
  const { name, sessionName, principal, sourceIpAddress } = introducedBy.event;
  const person = sessionName ?? principal?.split(/[/:]/).at(-1);
  return `${name} by ${person} from ${sourceIpAddress}`;
}

/** Of an account of one user, an administrator. */
function accountOf(arn: string): object {
  const PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };
  return {
    UserDetailList: [
      {
        Path: '/',
        UserName: arn.slice(arn.lastIndexOf('/') + 1),
        UserId: 'AIDAEXAMPLEBERTJAN00',
        Arn: arn,
        CreateDate: '2023-01-01T00:00:00Z',
        UserPolicyList: [{ PolicyName: 'all', PolicyDocument }],
        GroupList: [],
        AttachedManagedPolicies: [],
        Tags: [],
      },
    ],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
    IsTruncated: false,
  };
}
