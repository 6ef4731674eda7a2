import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type Moto, startMoto } from '../moto/start-moto.ts';
import { pythonVersion } from '../moto/venv.ts';
import type { AccountName } from './accounts.ts';
import { buildOrganisation, type Organisation } from './build-organisation.ts';
import { given, type LabAccount, openAccount } from './lab-account.ts';
import { patched, recordedAnswer } from './overlay/apply-overlay.ts';
import { overlayTable } from './readme-tables.ts';

const python = await pythonVersion();
if (python === undefined) console.warn('The lab is not tested: no python3 3.10 or newer was found.');

const asOf = new Date('2026-03-02T09:00:00Z');
const DAY_MS = 86_400_000;
const days = (from: Date | undefined): number =>
  Math.round((asOf.getTime() - given(from).getTime()) / DAY_MS);

describe.skipIf(python === undefined)('the sample organisation on a real moto', () => {
  let moto: Moto;
  let built: Organisation;
  const accounts = {} as Record<AccountName, LabAccount>;

  beforeAll(async () => {
    moto = await startMoto();
    built = await buildOrganisation(moto.url, asOf);
    for (const { name } of built.accounts) accounts[name] = await openAccount(moto.url, name, asOf);
  }, 300_000);
  afterAll(() => moto?.stop());

  const call = (
    name: AccountName,
    service: string,
    operation: string,
    input: object = {},
    region = 'us-east-1',
  ) => ({
    account: accounts[name].id,
    region,
    service,
    operation,
    input: { ...input },
  });

  test('each role leads to its own account', async () => {
    for (const { name, id, roleArn } of built.accounts) {
      expect((await accounts[name].home.sts.getCallerIdentity({})).Account).toBe(id);
      expect(roleArn).toBe(`arn:aws:iam::${id}:role/RampartAudit`);
    }
  });

  test('Meridian has two accounts, Harbourline is alone', async () => {
    const members = async (name: AccountName) =>
      ((await accounts[name].home.organizations.listAccounts({})).Accounts ?? []).map(({ Id }) => Id);
    expect(await members('hardened')).toEqual(['444455556666', '777788889999']);
    expect(await members('flawed')).toEqual(['111122223333']);
  });

  test('the organisation trail delivers into the archive, encrypted with its key', async () => {
    const { trailList: [trail] = [] } = await accounts.hardened.home.cloudTrail.describeTrails({});
    expect(trail).toMatchObject({
      IsOrganizationTrail: true,
      IsMultiRegionTrail: true,
      LogFileValidationEnabled: true,
    });
    const { Buckets = [] } = await accounts['log-archive'].home.s3.listBuckets({});
    expect(Buckets.map(({ Name }) => Name)).toContain(trail?.S3BucketName);
    expect(trail?.KmsKeyId).toContain(':777788889999:key/');
  });

  test("the acquired company's multi-region trail is stopped, and its bucket gone", async () => {
    const { cloudTrail, s3 } = accounts.flawed.home;
    const status = await cloudTrail.getTrailStatus({ Name: 'harbourline-management-events' });
    expect(status.IsLogging).toBe(false);
    expect(days(status.StopLoggingTime)).toBe(92);
    await expect(s3.getBucketLocation({ Bucket: 'harbourline-cloudtrail-2019' })).rejects.toThrow(
      /NoSuchBucket/,
    );
  });

  test('old keys were really made long ago', async () => {
    const { AccessKeyMetadata = [] } = await accounts.flawed.home.iam.listAccessKeys({
      UserName: 'j.lindqvist',
    });
    expect(AccessKeyMetadata.map(({ CreateDate }) => days(CreateDate))).toEqual([900, 400]);
  });

  test('hardened has fifteen alarms on filters of its trail', async () => {
    const { logs, cloudWatch } = accounts.hardened.home;
    const { metricFilters = [] } = await logs.describeMetricFilters({ logGroupName: '/meridian/cloudtrail' });
    const { MetricAlarms = [] } = await cloudWatch.describeAlarms({ AlarmNamePrefix: 'cis-' });
    expect([metricFilters.length, MetricAlarms.length]).toEqual([15, 15]);
  });

  test('instances: IMDSv2 and a profile in hardened, neither in all of flawed', async () => {
    const machines = async (name: AccountName) =>
      ((await accounts[name].home.ec2.describeInstances({})).Reservations ?? []).flatMap(
        (each) => each.Instances ?? [],
      );
    const good = await machines('hardened');
    expect(good).toHaveLength(3);
    expect(new Set(good.map(({ MetadataOptions }) => MetadataOptions?.HttpTokens))).toEqual(
      new Set(['required']),
    );
    expect(good.every(({ IamInstanceProfile }) => IamInstanceProfile?.Arn?.endsWith('/storefront-web'))).toBe(
      true,
    );
    expect((await machines('flawed')).some(({ PublicIpAddress }) => PublicIpAddress !== undefined)).toBe(
      true,
    );
  });

  test('the exports bucket is public, the statements bucket is not', async () => {
    const status = async (name: AccountName, Bucket: string) =>
      (await accounts[name].home.s3.getBucketPolicyStatus({ Bucket })).PolicyStatus?.IsPublic;
    expect(await status('flawed', 'harbourline-customer-exports')).toBe(true);
    expect(await status('hardened', 'meridian-statements-4f9c1e7a')).toBe(false);
  });

  test('customer keys rotate in hardened; one is about to be deleted in flawed', async () => {
    const { kms } = accounts.hardened.home;
    for (const { KeyId } of (await kms.listKeys({})).Keys ?? []) {
      const { KeyMetadata } = await kms.describeKey({ KeyId });
      if (KeyMetadata?.Description === 'Default key') continue;
      expect((await kms.getKeyRotationStatus({ KeyId })).KeyRotationEnabled).toBe(true);
    }
    const flawed = accounts.flawed.home.kms;
    const keys = await Promise.all(
      ((await flawed.listKeys({})).Keys ?? []).map(({ KeyId }) => flawed.describeKey({ KeyId })),
    );
    expect(keys.map(({ KeyMetadata }) => KeyMetadata?.KeyState)).toContain('PendingDeletion');
  });

  test('the balancer has a web ACL in hardened and none in flawed', async () => {
    const guard = async (name: AccountName) => {
      const { elbV2, waf } = accounts[name].home;
      const { LoadBalancers = [] } = await elbV2.describeLoadBalancers({});
      const ResourceArn = given(LoadBalancers.find(({ Type }) => Type === 'application')?.LoadBalancerArn);
      return (await waf.getWebACLForResource({ ResourceArn })).WebACL?.Name;
    };
    expect([await guard('hardened'), await guard('flawed')]).toEqual(['storefront', undefined]);
  });

  test('corrections: the credential report gets its root row and last uses', async () => {
    const { iam } = accounts.flawed.home;
    await iam.generateCredentialReport({});
    const { Content, ...rest } = await iam.getCredentialReport({});
    const report = patched(built.overlay, call('flawed', 'iam', 'GetCredentialReport'), { ...rest, Content });
    const lines = new TextDecoder().decode(report['Content'] as Uint8Array).split('\n');
    expect(lines[1]).toMatch(
      /^<root_account>,arn:aws:iam::111122223333:root,.*,true,2026-02-26T09:00:00\+00:00/,
    );
    expect(lines.find((line) => line.startsWith('magda.wolf,'))).toContain('2025-08-04T09:00:00+00:00');
  });

  test('corrections: three regions, and the archive sees the organisation trail', async () => {
    const { ec2, cloudTrail } = accounts['log-archive'].region('eu-west-1');
    const regions = { ...(await ec2.describeRegions({})) };
    const patchedRegions = patched(built.overlay, call('log-archive', 'ec2', 'DescribeRegions'), regions);
    expect(patchedRegions['Regions']).toHaveLength(3);
    const trails = { ...(await cloudTrail.describeTrails({})) };
    const seen = patched(
      built.overlay,
      call('log-archive', 'cloudtrail', 'DescribeTrails', {}, 'eu-west-1'),
      trails,
    );
    expect(seen).toMatchObject({ trailList: [{ IsOrganizationTrail: true }] });
  });

  test('records: found by the input that matters, page size aside', () => {
    const asked = call('flawed', 'accessanalyzer', 'ListAnalyzers', { maxResults: 100 }, 'eu-central-1');
    expect(recordedAnswer(built.overlay, asked)).toEqual(
      expect.objectContaining({ output: { analyzers: [] } }),
    );
    expect(recordedAnswer(built.overlay, { ...asked, region: 'us-west-2' })).toBeUndefined();
  });

  test('lab/README.md lists every entry of the overlay', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`\n${overlayTable(built.overlay)}\n`);
  });

  test('another fresh server gives the same ids', async () => {
    const roles = async ({ home }: LabAccount) =>
      (await home.iam.listRoles({})).Roles?.map(({ RoleId }) => RoleId);
    const other = await startMoto();
    try {
      await buildOrganisation(other.url, asOf);
      const hardened = await openAccount(other.url, 'hardened', asOf);
      expect(await roles(hardened)).toEqual(await roles(accounts.hardened));
    } finally {
      await other.stop();
    }
  }, 300_000);
});
