import { afterEach, describe, expect, test } from 'vitest';
import { identifiersOf } from './identifiers.ts';
import { type MultipliedOrganisation, type MultiplyOptions, multiply } from './multiply.ts';
import { type RecordedCall, recordedOrganisation } from './recorded-organisation.ts';
import { createReplayServer, type ReplayServer } from './replay-server.ts';
import { type SdkClient, sdkClient } from './sdk-client.ts';
import type { ServiceName } from './service-catalog.ts';
import { isMembers, type Members } from './shape.ts';

const account = '111111111111';
const home = 'us-east-1';
const regions = [home, 'eu-west-1', 'ap-south-1'];

const recorded = (
  service: ServiceName,
  operation: string,
  output: object,
  input: object = {},
): RecordedCall => ({
  account,
  region: home,
  service,
  operation,
  input: { ...input },
  answer: { output: { ...output } },
});

const vpc = 'vpc-0aaaaaaaaaaaaaaa1';
const subnet = 'subnet-0aaaaaaaaaaaaaaa2';
const group = 'sg-0aaaaaaaaaaaaaaa3';
const instance = 'i-0aaaaaaaaaaaaaaa4';
const prefixList = 'pl-0aaaaaaaaaaaaaaa5';
const balancer = `arn:aws:elasticloadbalancing:us-east-1:${account}:loadbalancer/app/shop-front/50dc6c495c0c9188`;
const listener = `arn:aws:elasticloadbalancing:us-east-1:${account}:listener/app/shop-front/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const roleArn = `arn:aws:iam::${account}:role/service/app-role`;
const key = '1234abcd-12ab-34cd-56ef-1234567890ab';
const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const policy = JSON.stringify({
  Statement: [
    {
      Effect: 'Allow',
      Action: 'logs:*',
      Resource: ['arn:aws:s3:::shop-data/*', `arn:aws:kms:us-east-1:${account}:key/${key}`],
    },
  ],
});

const report = [
  'user,arn,mfa_active',
  `<root_account>,arn:aws:iam::${account}:root,true`,
  `admin,arn:aws:iam::${account}:user/admin,false`,
].join('\n');

const calls: readonly RecordedCall[] = [
  recorded('ec2', 'DescribeVpcs', {
    Vpcs: [{ VpcId: vpc, CidrBlock: '10.0.0.0/16', InstanceTenancy: 'default' }],
  }),
  recorded('ec2', 'DescribeSubnets', {
    Subnets: [{ SubnetId: subnet, VpcId: vpc, AvailabilityZone: 'us-east-1a' }],
  }),
  recorded('ec2', 'DescribeSecurityGroups', {
    SecurityGroups: [{ GroupId: group, GroupName: 'default', VpcId: vpc }],
  }),
  recorded('ec2', 'DescribeInstances', {
    Reservations: [
      {
        ReservationId: 'r-0aaaaaaaaaaaaaaa9',
        Instances: [
          {
            InstanceId: instance,
            SubnetId: subnet,
            VpcId: vpc,
            SecurityGroups: [{ GroupId: group, GroupName: 'default' }],
            State: { Name: 'running' },
          },
        ],
      },
    ],
  }),
  recorded(
    'ec2',
    'DescribeInstanceAttribute',
    { InstanceId: instance, UserData: { Value: 'IyEvYmluL3No' } },
    { InstanceId: instance, Attribute: 'userData' },
  ),
  recorded('ec2', 'DescribeManagedPrefixLists', {
    PrefixLists: [{ PrefixListId: prefixList, OwnerId: 'AWS', PrefixListName: 'com.amazonaws.us-east-1.s3' }],
  }),
  recorded('ec2', 'DescribeRouteTables', {
    RouteTables: [
      {
        RouteTableId: 'rtb-0aaaaaaaaaaaaaaa6',
        VpcId: vpc,
        Routes: [{ DestinationPrefixListId: prefixList }],
      },
    ],
  }),
  recorded('elastic-load-balancing-v2', 'DescribeLoadBalancers', {
    LoadBalancers: [
      {
        LoadBalancerArn: balancer,
        LoadBalancerName: 'shop-front',
        DNSName: 'shop-front-1.us-east-1.elb.amazonaws.com',
        VpcId: vpc,
        SecurityGroups: [group],
      },
    ],
  }),
  recorded(
    'elastic-load-balancing-v2',
    'DescribeListeners',
    { Listeners: [{ ListenerArn: listener, LoadBalancerArn: balancer, Port: 80 }] },
    { LoadBalancerArn: balancer },
  ),
  recorded(
    'elastic-load-balancing-v2',
    'DescribeTags',
    { TagDescriptions: [{ ResourceArn: balancer, Tags: [{ Key: 'Name', Value: 'shop-front' }] }] },
    { ResourceArns: [balancer] },
  ),
  recorded('iam', 'GetAccountAuthorizationDetails', {
    UserDetailList: [
      { UserName: 'admin', UserId: 'AIDAAAAAAAAAAAAAAAAA1', Arn: `arn:aws:iam::${account}:user/admin` },
    ],
    GroupDetailList: [],
    RoleDetailList: [
      {
        RoleName: 'app-role',
        RoleId: 'AROAAAAAAAAAAAAAAAAA2',
        Arn: roleArn,
        RolePolicyList: [{ PolicyName: 'inline', PolicyDocument: encodeURIComponent(policy) }],
        AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: managed }],
      },
    ],
    Policies: [{ PolicyName: 'ReadOnlyAccess', Arn: managed }],
    IsTruncated: false,
  }),
  recorded('iam', 'GetAccountSummary', {
    SummaryMap: { Users: 1, UsersQuota: 5000, AccountMFAEnabled: 1, Roles: 1 },
  }),
  recorded('iam', 'GetCredentialReport', {
    Content: new Uint8Array(Buffer.from(report)),
    ReportFormat: 'text/csv',
  }),
  recorded(
    'iam',
    'ListAccessKeys',
    { AccessKeyMetadata: [{ UserName: 'admin', AccessKeyId: 'AKIAAAAAAAAAAAAAAAA1', Status: 'Active' }] },
    { UserName: 'admin' },
  ),
  recorded(
    'iam',
    'GenerateServiceLastAccessedDetails',
    { JobId: '99999999-12ab-34cd-56ef-1234567890ab' },
    { Arn: roleArn },
  ),
  recorded(
    'iam',
    'GetServiceLastAccessedDetails',
    {
      JobStatus: 'COMPLETED',
      ServicesLastAccessed: [{ ServiceName: 'S3', LastAuthenticatedEntity: roleArn }],
    },
    { JobId: '99999999-12ab-34cd-56ef-1234567890ab' },
  ),
  recorded('s3', 'ListBuckets', {
    Buckets: [
      { Name: 'shop-data', BucketRegion: home },
      { Name: 'logs', BucketRegion: home },
    ],
  }),
  recorded(
    's3',
    'GetBucketPolicy',
    { Policy: '{"Resource":"arn:aws:s3:::shop-data/*"}' },
    { Bucket: 'shop-data' },
  ),
  recorded('s3', 'GetBucketLocation', {}, { Bucket: 'shop-data' }),
  recorded('kms', 'ListKeys', {
    Keys: [{ KeyId: key, KeyArn: `arn:aws:kms:us-east-1:${account}:key/${key}` }],
  }),
  recorded(
    'kms',
    'DescribeKey',
    {
      KeyMetadata: {
        KeyId: key,
        Arn: `arn:aws:kms:us-east-1:${account}:key/${key}`,
        Description: 'of app-role',
      },
    },
    { KeyId: key },
  ),
  recorded('guardduty', 'ListDetectors', { DetectorIds: ['12abc34d567e8fa901bc2d34e56789f0'] }),
  recorded('cloudtrail', 'DescribeTrails', {
    trailList: [{ Name: 'main', S3BucketName: 'shop-data', HomeRegion: home, IsMultiRegionTrail: true }],
  }),
];

const servers: ReplayServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Running = {
  readonly organisation: MultipliedOrganisation;
  readonly sdk: (service: ServiceName, region?: string) => Promise<SdkClient>;
};

async function running(options: Partial<MultiplyOptions> = {}): Promise<Running> {
  const organisation = await multiply(await recordedOrganisation(calls), {
    account,
    resources: 100,
    regions,
    ...options,
  });
  const server = await createReplayServer({ organisation, latencyMs: 0, limits: 'none' });
  servers.push(server);
  return {
    organisation,
    sdk: (service, region = home) => sdkClient(service, { endpoint: server.url, region }),
  };
}

const items = (output: Members, name: string): Members[] => {
  const list = output[name];
  return Array.isArray(list) ? list.filter(isMembers) : [];
};

const texts = (list: readonly Members[], name: string): string[] => list.map((item) => String(item[name]));

describe('identifiers', () => {
  const names = [vpc, key, '50dc6c495c0c9188', 'AKIAAAAAAAAAAAAAAAA1', 'shop-data', 'admin'];
  const identifiers = identifiersOf(names, home);

  test.each(names)('%s: a copy has its form and reads back', (name) => {
    const copy = identifiers.copyOf(name, 77);
    expect(copy).not.toBe(name);
    expect(identifiers.read(copy)).toEqual({ identifier: name, copy: 77 });
    expect(identifiers.read(name)).toEqual({ identifier: name, copy: 0 });
    expect(identifiers.copyOf(name, 0)).toBe(name);
  });

  test('forms are kept', () => {
    expect(identifiers.copyOf(vpc, 5)).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(identifiers.copyOf(key, 5)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test.each([
    ['arn:aws:s3:::shop-data/*', 'arn:aws:s3:::shop-data-x2/*'],
    ['arn%3Aaws%3As3%3A%3A%3Ashop-data%2F%2A', 'arn%3Aaws%3As3%3A%3A%3Ashop-data-x2%2F%2A'],
    ['shop-data.s3.us-east-1.amazonaws.com', 'shop-data-x2.s3.eu-west-1.amazonaws.com'],
    ['us-east-1a', 'eu-west-1a'],
    ['admin', 'admin-x2'],
    ['arn:aws:iam::111111111111:user/admin', 'arn:aws:iam::111111111111:user/admin-x2'],
    ['the admin of shop-data-archive', 'the admin of shop-data-archive'],
  ])('%s becomes %s', (text, copy) => {
    expect(identifiers.rewrite(text, 2, 'eu-west-1')).toBe(copy);
    const restored = identifiers.restore(copy, 'eu-west-1');
    expect(restored.text).toBe(text);
  });
});

test('every region has its own copies, linked among themselves', async () => {
  const { sdk, organisation } = await running();
  const seen = new Set<string>();
  for (const region of regions) {
    const ec2 = await sdk('ec2', region);
    const vpcs = texts(items(await ec2.call('DescribeVpcs'), 'Vpcs'), 'VpcId');
    const subnets = items(await ec2.call('DescribeSubnets'), 'Subnets');
    const groups = texts(items(await ec2.call('DescribeSecurityGroups'), 'SecurityGroups'), 'GroupId');
    const reservations = items(await ec2.call('DescribeInstances'), 'Reservations');
    const instances = reservations.flatMap((reservation) => items(reservation, 'Instances'));
    expect(instances.length).toBe(vpcs.length);
    for (const each of instances) {
      expect(vpcs).toContain(each['VpcId']);
      expect(texts(subnets, 'SubnetId')).toContain(each['SubnetId']);
      expect(groups).toContain(items(each, 'SecurityGroups')[0]?.['GroupId']);
      const { InstanceId } = each;
      expect(
        await ec2.call('DescribeInstanceAttribute', { InstanceId, Attribute: 'userData' }),
      ).toMatchObject({ InstanceId });
    }
    for (const each of subnets) {
      expect(vpcs).toContain(each['VpcId']);
      expect(each['AvailabilityZone']).toBe(`${region}a`);
    }
    for (const id of [...vpcs, ...groups, ...texts(instances, 'InstanceId')]) {
      expect(seen.has(id)).toBe(false);
      seen.add(id);
    }
  }
  expect(organisation.resources).toBeGreaterThanOrEqual(100);
  expect(seen.size).toBe(3 * organisation.copies);
});

test('names that carry meaning, and what AWS owns, stay', async () => {
  const { sdk } = await running();
  const ec2 = await sdk('ec2', 'eu-west-1');
  expect(items(await ec2.call('DescribeVpcs'), 'Vpcs')[0]).toMatchObject({ InstanceTenancy: 'default' });
  expect(items(await ec2.call('DescribeSecurityGroups'), 'SecurityGroups')[0]).toMatchObject({
    GroupName: 'default',
  });
  const { PrefixLists: lists } = await ec2.call('DescribeManagedPrefixLists');
  expect(lists).toHaveLength(1);
  const routes = items(await ec2.call('DescribeRouteTables'), 'RouteTables')[0];
  expect(routes?.['Routes']).toEqual([{ DestinationPrefixListId: prefixList }]);
});

test("dependent calls answer with the copy's, batches of several copies too", async () => {
  const { sdk } = await running();
  const elb = await sdk('elastic-load-balancing-v2', 'ap-south-1');
  const balancers = items(await elb.call('DescribeLoadBalancers'), 'LoadBalancers');
  const arns = texts(balancers, 'LoadBalancerArn');
  expect(arns.length).toBeGreaterThan(1);
  expect(new Set(arns).size).toBe(arns.length);
  for (const LoadBalancerArn of arns) {
    const [first] = items(await elb.call('DescribeListeners', { LoadBalancerArn }), 'Listeners');
    expect(first?.['LoadBalancerArn']).toBe(LoadBalancerArn);
    expect(String(first?.['ListenerArn'])).toContain(':ap-south-1:');
  }
  const tags = items(await elb.call('DescribeTags', { ResourceArns: arns }), 'TagDescriptions');
  expect(texts(tags, 'ResourceArn')).toEqual(arns);
});

test('IAM is one for all regions, and its singletons fit it', async () => {
  const { sdk, organisation } = await running();
  const iam = await sdk('iam');
  const users: Members[] = [];
  const roles: Members[] = [];
  let Marker: unknown;
  do {
    const page = await iam.call('GetAccountAuthorizationDetails', Marker === undefined ? {} : { Marker });
    users.push(...items(page, 'UserDetailList'));
    roles.push(...items(page, 'RoleDetailList'));
    Marker = page['Marker'];
  } while (Marker !== undefined);
  expect(users).toHaveLength(organisation.copies);
  expect(new Set(texts(roles, 'Arn')).size).toBe(organisation.copies);
  expect(await iam.call('GetAccountSummary')).toEqual({
    SummaryMap: {
      Users: organisation.copies,
      UsersQuota: 5000,
      AccountMFAEnabled: 1,
      Roles: organisation.copies,
    },
  });
  const { Content } = await iam.call('GetCredentialReport');
  const rows = Buffer.from(Content instanceof Uint8Array ? Content : [])
    .toString()
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  expect(rows.slice(2).map(([user]) => user)).toEqual(texts(users, 'UserName'));
  expect(rows.slice(2).map(([, arn]) => arn)).toEqual(texts(users, 'Arn'));
  expect(rows[1]?.[0]).toBe('<root_account>');
  const UserName = users[4]?.['UserName'];
  const [accessKey] = items(await iam.call('ListAccessKeys', { UserName }), 'AccessKeyMetadata');
  expect(accessKey).toMatchObject({ UserName, Status: 'Active' });
});

test("a role's policies speak of its copy's bucket and key, and its job is its own", async () => {
  const { sdk, organisation } = await running();
  const iam = await sdk('iam');
  const role = items(await iam.call('GetAccountAuthorizationDetails'), 'RoleDetailList')[1];
  const [inline] = items(role ?? {}, 'RolePolicyList');
  const document = decodeURIComponent(String(inline?.['PolicyDocument']));
  const keyOfCopy = organisation.identifiers.copyOf(key, 1);
  expect(document).toBe(
    policy.replace('shop-data', 'shop-data-x1').replace(key, keyOfCopy).replace('us-east-1', 'eu-west-1'),
  );
  expect(role?.['AttachedManagedPolicies']).toEqual([{ PolicyName: 'ReadOnlyAccess', PolicyArn: managed }]);
  const { JobId } = await iam.call('GenerateServiceLastAccessedDetails', { Arn: role?.['Arn'] });
  const details = await iam.call('GetServiceLastAccessedDetails', { JobId });
  expect(items(details, 'ServicesLastAccessed')).toEqual([
    { ServiceName: 'S3', LastAuthenticatedEntity: role?.['Arn'] },
  ]);
  const kms = await sdk('kms', 'eu-west-1');
  expect(texts(items(await kms.call('ListKeys'), 'Keys'), 'KeyId')).toContain(keyOfCopy);
  expect(await kms.call('DescribeKey', { KeyId: keyOfCopy })).toMatchObject({
    KeyMetadata: { KeyId: keyOfCopy, Description: 'of app-role-x1' },
  });
});

test('buckets are listed at once, live in their regions, and answer for themselves', async () => {
  const { sdk, organisation } = await running();
  const s3 = await sdk('s3');
  const buckets = items(await s3.call('ListBuckets'), 'Buckets');
  expect(buckets).toHaveLength(2 * organisation.copies);
  expect(new Set(texts(buckets, 'Name')).size).toBe(buckets.length);
  const copy = buckets.find((bucket) => bucket['Name'] === 'shop-data-x1');
  expect(copy?.['BucketRegion']).toBe('eu-west-1');
  const there = await sdk('s3', 'eu-west-1');
  expect(await there.call('GetBucketPolicy', { Bucket: 'shop-data-x1' })).toEqual({
    Policy: '{"Resource":"arn:aws:s3:::shop-data-x1/*"}',
  });
  expect(await there.call('GetBucketLocation', { Bucket: 'shop-data-x1' })).toEqual({
    LocationConstraint: 'eu-west-1',
  });
  expect(await s3.call('GetBucketLocation', { Bucket: 'shop-data-x3' })).toEqual({});
  const local = items(await s3.call('ListBuckets', { BucketRegion: 'eu-west-1' }), 'Buckets');
  expect(new Set(texts(local, 'BucketRegion'))).toEqual(new Set(['eu-west-1']));
});

test('recorded pages are multiplied as one listing', async () => {
  const page = (KeyId: string, more: object): object => ({
    Keys: [{ KeyId, KeyArn: `arn:aws:kms:us-east-1:${account}:key/${KeyId}` }],
    ...more,
  });
  const paged = [
    recorded('kms', 'ListKeys', page('key-one-1', { NextMarker: 'theirs', Truncated: true })),
    recorded('kms', 'ListKeys', page('key-two-2', { Truncated: false }), { Marker: 'theirs' }),
  ];
  const organisation = await multiply(await recordedOrganisation(paged), {
    account,
    resources: 240,
    regions: [home],
  });
  expect(organisation.resources).toBe(240);
  const server = await createReplayServer({ organisation, latencyMs: 0, limits: 'none' });
  servers.push(server);
  const kms = await sdkClient('kms', { endpoint: server.url });
  const seen: string[] = [];
  let Marker: unknown;
  do {
    const keys = await kms.call('ListKeys', Marker === undefined ? {} : { Marker });
    seen.push(...texts(items(keys, 'Keys'), 'KeyId'));
    Marker = keys['NextMarker'];
  } while (Marker !== undefined);
  expect(new Set(seen).size).toBe(240);
  expect(seen).toHaveLength(240);
});

test('what an account or a region has one of is not multiplied', async () => {
  const { sdk } = await running();
  expect(await (await sdk('guardduty', 'eu-west-1')).call('ListDetectors')).toMatchObject({
    DetectorIds: [expect.anything()],
  });
  const trails = items(await (await sdk('cloudtrail', 'eu-west-1')).call('DescribeTrails'), 'trailList');
  expect(trails).toEqual([
    { Name: 'main', S3BucketName: 'shop-data', HomeRegion: home, IsMultiRegionTrail: true },
  ]);
  const described = items(await (await sdk('ec2')).call('DescribeRegions'), 'Regions');
  expect(texts(described, 'RegionName')).toEqual(regions);
});

test('a hundred thousand resources cost the server neither time nor memory before they are asked for', async () => {
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const { sdk, organisation } = await running({ resources: 100_000 });
  expect(organisation.resources).toBeGreaterThanOrEqual(100_000);
  expect(performance.now() - start).toBeLessThan(5000);
  const s3 = await sdk('s3');
  const { Buckets, ContinuationToken } = await s3.call('ListBuckets', { MaxBuckets: 1000 });
  expect(Buckets).toHaveLength(1000);
  expect(ContinuationToken).toBeTypeOf('string');
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 2 ** 20);
});
