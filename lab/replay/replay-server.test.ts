import { type DescribeVpcsCommandOutput, EC2Client, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { IAMClient, paginateGetAccountAuthorizationDetails } from '@aws-sdk/client-iam';
import { afterEach, describe, expect, test } from 'vitest';
import type { Faults } from './faults.ts';
import type { Answer } from './organisation.ts';
import { type RecordedCall, recordedOrganisation } from './recorded-organisation.ts';
import { createReplayServer, type ReplayOptions, type ReplayServer } from './replay-server.ts';
import { sdkClient } from './sdk-client.ts';
import type { ServiceName } from './service-catalog.ts';
import { isMembers } from './shape.ts';

const account = '111111111111';
const region = 'us-east-1';

const recorded = (
  service: ServiceName,
  operation: string,
  output: object,
  input: object = {},
  where: Partial<RecordedCall> = {},
): RecordedCall => ({
  account,
  region,
  service,
  operation,
  input: { ...input },
  answer: { output: { ...output } },
  ...where,
});

const failed = (
  service: ServiceName,
  operation: string,
  name: string,
  status: number,
  input: object = {},
): RecordedCall => {
  const answer: Answer = { error: { name, message: `It is ${name}`, status } };
  return recorded(service, operation, {}, input, { answer });
};

const servers: ReplayServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function replay(
  calls: readonly RecordedCall[],
  options: Partial<ReplayOptions> = {},
): Promise<ReplayServer> {
  const organisation = await recordedOrganisation(calls);
  const server = await createReplayServer({ organisation, latencyMs: 0, limits: 'none', ...options });
  servers.push(server);
  return server;
}

async function errorOf(call: Promise<unknown>): Promise<{ name: string; status: unknown; message: string }> {
  const error: unknown = await call.then(
    () => new Error('no error'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('rejected with no error');
  const metadata = '$metadata' in error && isMembers(error.$metadata) ? error.$metadata : {};
  return { name: error.name, status: metadata['httpStatusCode'], message: error.message };
}

const vpcs = (count: number): object => ({
  Vpcs: Array.from({ length: count }, (_, index) => ({ VpcId: `vpc-${index}` })),
});

describe('recorded errors arrive with their name, status and message', () => {
  const cases: readonly (readonly [ServiceName, string, object, string, number])[] = [
    ['iam', 'GetAccountPasswordPolicy', {}, 'NoSuchEntityException', 404],
    ['ec2', 'DescribeVpcs', {}, 'UnauthorizedOperation', 403],
    ['s3', 'GetBucketPolicy', { Bucket: 'some-bucket' }, 'NoSuchBucketPolicy', 404],
    [
      's3-control',
      'GetPublicAccessBlock',
      { AccountId: account },
      'NoSuchPublicAccessBlockConfiguration',
      404,
    ],
    ['kms', 'ListKeys', {}, 'KMSInternalException', 500],
    ['lambda', 'GetPolicy', { FunctionName: 'f' }, 'ResourceNotFoundException', 404],
    ['sqs', 'GetQueueAttributes', { QueueUrl: 'https://sqs/q' }, 'QueueDoesNotExist', 400],
    ['cloudwatch', 'DescribeAlarms', {}, 'InvalidNextToken', 400],
    ['cloudfront', 'GetDistribution', { Id: 'E1' }, 'NoSuchDistribution', 404],
    ['dynamodb', 'DescribeTable', { TableName: 't' }, 'ResourceNotFoundException', 400],
    ['organizations', 'DescribeOrganization', {}, 'AWSOrganizationsNotInUseException', 400],
  ];
  test.each(cases)('%s %s', async (service, operation, input, name, status) => {
    const server = await replay([failed(service, operation, name, status, input)]);
    const client = await sdkClient(service, { endpoint: server.url });
    expect(await errorOf(client.call(operation, input))).toEqual({ name, status, message: `It is ${name}` });
  });

  test('a HEAD has no body: the status tells', async () => {
    const server = await replay([failed('s3', 'HeadBucket', 'NotFound', 404, { Bucket: 'some-bucket' })]);
    const client = await sdkClient('s3', { endpoint: server.url });
    expect(await errorOf(client.call('HeadBucket', { Bucket: 'some-bucket' }))).toMatchObject({
      name: 'NotFound',
      status: 404,
    });
  });
});

describe('what was not recorded', () => {
  test('is said, and not as an error of AWS', async () => {
    const server = await replay([recorded('ec2', 'DescribeVpcs', vpcs(1))]);
    const client = await sdkClient('ec2', { endpoint: server.url, region: 'eu-west-1' });
    expect(await errorOf(client.call('DescribeVpcs'))).toMatchObject({ name: 'NotRecorded', status: 400 });
    expect(server.stats.unanswered).toEqual(new Map([['ec2:DescribeVpcs', 1]]));
  });

  test('goes to the fallback byte for byte, and its answer comes back so', async () => {
    const moto = await replay([
      recorded('ec2', 'DescribeSubnets', { Subnets: [{ SubnetId: 'subnet-moto' }] }),
    ]);
    const server = await replay([recorded('ec2', 'DescribeVpcs', vpcs(1))], { fallback: moto.url });
    const client = await sdkClient('ec2', { endpoint: server.url });
    expect(await client.call('DescribeVpcs')).toEqual(vpcs(1));
    expect(await client.call('DescribeSubnets')).toEqual({ Subnets: [{ SubnetId: 'subnet-moto' }] });
    expect(moto.stats.requests).toBe(1);
    expect(server.stats.fellBack).toEqual(new Map([['ec2:DescribeSubnets', 1]]));
    expect(await errorOf(client.call('DescribeImages'))).toMatchObject({ name: 'NotRecorded' });
  });
});

describe('accounts', () => {
  const other = { account: '222222222222' };
  const calls = [
    recorded('ec2', 'DescribeVpcs', vpcs(1)),
    recorded('ec2', 'DescribeVpcs', vpcs(2), {}, other),
  ];

  test('an access key stands for its account, and an unknown one for none', async () => {
    const server = await replay(calls, { accessKeys: { AKIAONE: account, AKIATWO: '222222222222' } });
    const answers = async (accessKeyId: string): Promise<unknown> =>
      (await sdkClient('ec2', { endpoint: server.url, accessKeyId })).call('DescribeVpcs');
    expect(await answers('AKIAONE')).toEqual(vpcs(1));
    expect(await answers('AKIATWO')).toEqual(vpcs(2));
    expect(await errorOf(answers('AKIANOBODY'))).toMatchObject({ name: 'AuthFailure', status: 401 });
  });

  const role = { RoleArn: 'arn:aws:iam::222222222222:role/audit/Reader', RoleSessionName: 'scan' };

  async function assumed(server: ReplayServer): Promise<string> {
    const sts = await sdkClient('sts', { endpoint: server.url, accessKeyId: 'AKIAONE' });
    const { Credentials: credentials } = await sts.call('AssumeRole', role);
    return isMembers(credentials) ? String(credentials['AccessKeyId']) : '';
  }

  test("AssumeRole's key belongs to the role's account", async () => {
    const server = await replay(calls, { accessKeys: { AKIAONE: account } });
    const accessKeyId = await assumed(server);
    const sts = await sdkClient('sts', { endpoint: server.url, accessKeyId });
    const ec2 = await sdkClient('ec2', { endpoint: server.url, accessKeyId });
    expect(await sts.call('GetCallerIdentity')).toMatchObject({
      Account: '222222222222',
      Arn: 'arn:aws:sts::222222222222:assumed-role/Reader/scan',
    });
    expect(await ec2.call('DescribeVpcs')).toEqual(vpcs(2));
  });

  test('a role outside the organisation cannot be assumed', async () => {
    const server = await replay(calls, { accessKeys: { AKIAONE: account } });
    const sts = await sdkClient('sts', { endpoint: server.url, accessKeyId: 'AKIAONE' });
    const RoleArn = 'arn:aws:iam::999999999999:role/Reader';
    expect(await errorOf(sts.call('AssumeRole', { ...role, RoleArn }))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    });
  });

  test("the fallback's roles are remembered", async () => {
    const moto = await replay(calls, { accessKeys: { AKIAONE: account } });
    const server = await replay(calls, { accessKeys: { AKIAONE: account }, fallback: moto.url });
    const accessKeyId = await assumed(server);
    const ec2 = await sdkClient('ec2', { endpoint: server.url, accessKeyId });
    expect(await ec2.call('DescribeVpcs')).toEqual(vpcs(2));
    expect(moto.stats.calls).toEqual(new Map([[`${account}/us-east-1/sts:AssumeRole`, 1]]));
  });
});

const named = (name: string, count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ [name]: `${name}${index}` }));

describe('pages', () => {
  test('an unpaginated record is cut at the AWS page size and comes together again', async () => {
    const server = await replay([recorded('ec2', 'DescribeVpcs', vpcs(2500))]);
    const client = new EC2Client({
      endpoint: server.url,
      region,
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    });
    const pages: DescribeVpcsCommandOutput[] = [];
    for await (const page of paginateDescribeVpcs({ client }, {})) pages.push(page);
    expect(pages.map((page) => page.Vpcs?.length)).toEqual([1000, 1000, 500]);
    expect({ Vpcs: pages.flatMap((page) => page.Vpcs ?? []) }).toEqual(vpcs(2500));
    const sizes: unknown[] = [];
    for await (const page of paginateDescribeVpcs({ client, pageSize: 700 }, {}))
      sizes.push(page.Vpcs?.length);
    expect(sizes).toEqual([700, 700, 700, 400]);
  });

  test('several lists fill the pages one after the other', async () => {
    const output = {
      UserDetailList: named('UserName', 130),
      GroupDetailList: [],
      RoleDetailList: named('RoleName', 90),
      Policies: named('PolicyName', 5),
    };
    const server = await replay([recorded('iam', 'GetAccountAuthorizationDetails', output)]);
    const client = new IAMClient({
      endpoint: server.url,
      region,
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    });
    const sizes: number[][] = [];
    const roles: unknown[] = [];
    const truncated: unknown[] = [];
    for await (const page of paginateGetAccountAuthorizationDetails({ client }, {})) {
      sizes.push(
        [page.UserDetailList, page.GroupDetailList, page.RoleDetailList, page.Policies].map(
          (list) => list?.length ?? 0,
        ),
      );
      roles.push(...(page.RoleDetailList ?? []));
      truncated.push(page.IsTruncated);
    }
    expect(sizes).toEqual([
      [100, 0, 0, 0],
      [30, 0, 70, 0],
      [0, 0, 20, 5],
    ]);
    expect(truncated.slice(0, 2)).toEqual([true, true]);
    expect(roles).toEqual(output.RoleDetailList);
  });

  test('nested lists are counted', async () => {
    const items = Array.from({ length: 150 }, (_, index) => ({ Id: `E${index}` }));
    const list = { Quantity: 150, Items: items, IsTruncated: false, MaxItems: 100, Marker: '' };
    const server = await replay([recorded('cloudfront', 'ListDistributions', { DistributionList: list })]);
    const client = await sdkClient('cloudfront', { endpoint: server.url });
    const { DistributionList: first } = await client.call('ListDistributions');
    expect(first).toMatchObject({ Quantity: 100, IsTruncated: true });
    const Marker = isMembers(first) ? first['NextMarker'] : '';
    const { DistributionList: second } = await client.call('ListDistributions', { Marker });
    expect(second).toMatchObject({ Quantity: 50, IsTruncated: false, Items: items.slice(100) });
  });

  test('recorded pages stay as they were', async () => {
    const first = { Keys: [{ KeyId: 'one' }], NextMarker: 'theirs', Truncated: true };
    const second = { Keys: [{ KeyId: 'two' }], Truncated: false };
    const server = await replay([
      recorded('kms', 'ListKeys', first),
      recorded('kms', 'ListKeys', second, { Marker: 'theirs' }),
    ]);
    const client = await sdkClient('kms', { endpoint: server.url });
    expect(await client.call('ListKeys', { Limit: 1 })).toEqual(first);
    expect(await client.call('ListKeys', { Marker: 'theirs' })).toEqual(second);
  });

  test('record sets go on where the last page said', async () => {
    const sets = Array.from({ length: 350 }, (_, index) => ({
      Name: `n${index}.example.com.`,
      Type: 'A',
      TTL: 60,
    }));
    const server = await replay([
      recorded(
        'route-53',
        'ListResourceRecordSets',
        { ResourceRecordSets: sets, IsTruncated: false, MaxItems: 300 },
        { HostedZoneId: '/hostedzone/Z1' },
      ),
    ]);
    const client = await sdkClient('route-53', { endpoint: server.url });
    const first = await client.call('ListResourceRecordSets', { HostedZoneId: 'Z1' });
    expect(first).toMatchObject({
      ResourceRecordSets: sets.slice(0, 300),
      IsTruncated: true,
      NextRecordName: 'n300.example.com.',
      NextRecordType: 'A',
    });
    const { NextRecordName: StartRecordName, NextRecordType: StartRecordType } = first;
    const second = await client.call('ListResourceRecordSets', {
      HostedZoneId: '/hostedzone/Z1',
      StartRecordName,
      StartRecordType,
    });
    expect(second).toEqual({ ResourceRecordSets: sets.slice(300), IsTruncated: false, MaxItems: 300 });
  });

  test("a wrong token is refused in the service's words, and another call's token is wrong", async () => {
    const server = await replay([
      recorded('kms', 'ListKeys', {
        Keys: Array.from({ length: 150 }, (_, index) => ({ KeyId: `k${index}` })),
      }),
      recorded('kms', 'ListAliases', { Aliases: [] }),
      recorded('ec2', 'DescribeVpcs', vpcs(1)),
    ]);
    const kms = await sdkClient('kms', { endpoint: server.url });
    const ec2 = await sdkClient('ec2', { endpoint: server.url });
    const { NextMarker: Marker } = await kms.call('ListKeys');
    expect(await errorOf(kms.call('ListAliases', { Marker }))).toMatchObject({
      name: 'InvalidMarkerException',
      status: 400,
    });
    expect(await errorOf(kms.call('ListKeys', { Marker: 'made up' }))).toMatchObject({
      name: 'InvalidMarkerException',
    });
    expect(await errorOf(ec2.call('DescribeVpcs', { NextToken: 'made up' }))).toMatchObject({
      name: 'InvalidPaginationToken',
    });
  });
});

const described = (name: string): object => ({
  serviceName: name,
  serviceArn: `arn:aws:ecs:us-east-1:${account}:service/c/${name}`,
});

describe('batches', () => {
  test('are answered however they are cut', async () => {
    const call = (services: string[]): RecordedCall =>
      recorded(
        'ecs',
        'DescribeServices',
        { services: services.map(described), failures: [] },
        { cluster: 'c', services },
      );
    const server = await replay([call(['a', 'b']), call(['c'])]);
    const client = await sdkClient('ecs', { endpoint: server.url });
    const answer = await client.call('DescribeServices', { cluster: 'c', services: ['c', 'a'] });
    expect(answer).toEqual({ services: [described('c'), described('a')], failures: [] });
  });
});

describe('rate limits', () => {
  test("requests over the rate get the service's throttling error, and others do not", async () => {
    const server = await replay(
      [
        recorded('cloudtrail', 'DescribeTrails', { trailList: [] }),
        recorded('cloudtrail', 'ListTrails', { Trails: [] }),
      ],
      {
        limits: [{ service: 'cloudtrail', bucket: 'operation', burst: 10, perSecond: 10, source: 'assumed' }],
      },
    );
    const client = await sdkClient('cloudtrail', { endpoint: server.url });
    const outcomes = await Promise.all(
      Array.from({ length: 15 }, () => errorOf(client.call('DescribeTrails')).then(({ name }) => name)),
    );
    const refused = outcomes.filter((name) => name === 'ThrottlingException').length;
    expect(refused).toBeGreaterThanOrEqual(3);
    expect(refused).toBeLessThanOrEqual(5);
    expect(server.stats.throttled).toBe(refused);
    expect(await client.call('ListTrails')).toEqual({ Trails: [] });
  });
});

describe('faults', () => {
  const calls = [
    recorded('ec2', 'DescribeVpcs', vpcs(50)),
    recorded('kms', 'ListKeys', { Keys: [{ KeyId: 'one' }] }),
    recorded('s3', 'GetBucketPolicy', { Policy: '{}' }, { Bucket: 'some-bucket' }),
    recorded('iam', 'ListUsers', { Users: [] }),
    recorded('lambda', 'ListFunctions', { Functions: [] }),
  ];
  const inputs: Partial<Record<ServiceName, readonly [string, object]>> = {
    ec2: ['DescribeVpcs', {}],
    kms: ['ListKeys', {}],
    s3: ['GetBucketPolicy', { Bucket: 'some-bucket' }],
    iam: ['ListUsers', {}],
    lambda: ['ListFunctions', {}],
  };

  async function namesUnder(faults: Partial<Faults>): Promise<Record<string, string>> {
    const server = await replay(calls, { faults });
    const names: Record<string, string> = {};
    for (const service of ['ec2', 'kms', 's3', 'iam', 'lambda'] as const) {
      const [operation, input] = inputs[service] ?? ['', {}];
      const client = await sdkClient(service, { endpoint: server.url });
      names[service] = (await errorOf(client.call(operation, input))).name;
    }
    return names;
  }

  test('throttling', async () => {
    expect(await namesUnder({ throttled: 1 })).toEqual({
      ec2: 'RequestLimitExceeded',
      kms: 'ThrottlingException',
      s3: 'SlowDown',
      iam: 'Throttling',
      lambda: 'TooManyRequestsException',
    });
  });

  test('expired credentials', async () => {
    expect(await namesUnder({ expired: { from: 0 } })).toEqual({
      ec2: 'RequestExpired',
      kms: 'ExpiredTokenException',
      s3: 'ExpiredToken',
      iam: 'ExpiredToken',
      lambda: 'ExpiredTokenException',
    });
    const server = await replay(calls, { faults: { expired: { afterRequests: 2 } } });
    const client = await sdkClient('kms', { endpoint: server.url });
    const names: string[] = [];
    for (let index = 0; index < 3; index += 1) names.push((await errorOf(client.call('ListKeys'))).message);
    expect(names).toEqual(['no error', 'no error', 'The security token included in the request is expired']);
  });

  test('denied by operation', async () => {
    const denied = [
      'ec2:DescribeVpcs',
      'kms:ListKeys',
      's3:GetBucketPolicy',
      'iam:ListUsers',
      { operation: 'lambda:ListFunctions', account },
    ];
    expect(await namesUnder({ denied })).toEqual({
      ec2: 'UnauthorizedOperation',
      kms: 'AccessDeniedException',
      s3: 'AccessDenied',
      iam: 'AccessDenied',
      lambda: 'AccessDeniedException',
    });
    const elsewhere = await namesUnder({ denied: [{ operation: 'kms:ListKeys', region: 'eu-west-1' }] });
    expect(elsewhere['kms']).toBe('Error');
  });

  test('server errors, set and unset at run time', async () => {
    const server = await replay(calls);
    const client = await sdkClient('ec2', { endpoint: server.url });
    expect(await client.call('DescribeVpcs')).toEqual(vpcs(50));
    server.faults.serverError = 1;
    expect(await errorOf(client.call('DescribeVpcs'))).toMatchObject({ name: 'InternalError', status: 500 });
    server.faults.serverError = 0;
    expect(await client.call('DescribeVpcs')).toEqual(vpcs(50));
  });

  test.each(['dropped', 'shortBody', 'cutBody', 'html'] as const)(
    '%s never passes for an answer',
    async (kind) => {
      const server = await replay(calls, { faults: { [kind]: 1 } });
      for (const service of ['ec2', 'kms', 'iam', 'lambda'] as const) {
        const [operation, input] = inputs[service] ?? ['', {}];
        const client = await sdkClient(service, { endpoint: server.url });
        const outcome = await client.call(operation, input).catch((error: unknown) => error);
        if (kind === 'html' && !(outcome instanceof Error)) expect(outcome).toEqual({});
        else expect(outcome, service).toBeInstanceOf(Error);
      }
      expect(server.stats.faults[kind]).toBe(4);
    },
  );

  async function namesOfRun(seed: number): Promise<string[]> {
    const server = await replay(calls, { faults: { throttled: 0.3, seed } });
    const client = await sdkClient('kms', { endpoint: server.url });
    const names: string[] = [];
    for (let index = 0; index < 200; index += 1) names.push((await errorOf(client.call('ListKeys'))).name);
    return names;
  }

  test('shares are kept, and a seed repeats them', async () => {
    const first = await namesOfRun(7);
    const throttled = first.filter((name) => name === 'ThrottlingException').length;
    expect(throttled).toBeGreaterThan(40);
    expect(throttled).toBeLessThan(80);
    expect(await namesOfRun(7)).toEqual(first);
    expect(await namesOfRun(8)).not.toEqual(first);
  });
});

test('latency and concurrency are measured', async () => {
  const server = await replay([recorded('kms', 'ListKeys', { Keys: [] })], { latencyMs: 60 });
  const client = await sdkClient('kms', { endpoint: server.url });
  const start = performance.now();
  await Promise.all(Array.from({ length: 5 }, () => client.call('ListKeys')));
  expect(performance.now() - start).toBeGreaterThanOrEqual(58);
  expect(server.stats).toMatchObject({ requests: 5, peakConcurrency: 5, concurrency: 0 });
  expect(server.stats.calls).toEqual(new Map([[`${account}/us-east-1/kms:ListKeys`, 5]]));
});
