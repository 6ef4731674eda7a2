import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read, unread } from '../../../../model/reading.ts';
import { scanUserData } from '../../../credential-scan/credential-scan.ts';
import { collectors } from './launch-template.ts';

const template = (
  id: string,
  LaunchTemplateName: string,
  DefaultVersionNumber = 1,
  LatestVersionNumber = 2,
) => ({
  LaunchTemplateId: id,
  LaunchTemplateName,
  DefaultVersionNumber,
  LatestVersionNumber,
  Tags: [{ Key: 'team', Value: 'web' }],
});
const version = (LaunchTemplateId: string, VersionNumber: number, LaunchTemplateData: object = {}) => ({
  LaunchTemplateId,
  VersionNumber,
  LaunchTemplateData,
});

const USER_DATA = Buffer.from('#!/bin/bash\n').toString('base64');
const FULL = {
  ImageId: 'ami-1',
  InstanceType: 'm7i.large',
  KeyName: 'operations',
  IamInstanceProfile: { Name: 'web' },
  MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' },
  NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: ['sg-1'] }],
  Monitoring: { Enabled: true },
  InstanceMarketOptions: { MarketType: 'spot' },
  UserData: USER_DATA,
};
const BOTH =
  'DescribeLaunchTemplateVersions {"Versions":["$Default","$Latest"],"IncludeManagedResources":true,"MaxResults":200}';
const one = (id: string, number: string) =>
  `DescribeLaunchTemplateVersions {"LaunchTemplateId":"${id}","Versions":["${number}"],"IncludeManagedResources":true}`;
const NO_GROUPS = { DescribeAutoScalingGroups: { AutoScalingGroups: [] } };

const EMPTY = {
  imageId: null,
  instanceType: null,
  keyName: null,
  iamInstanceProfile: null,
  metadataOptions: null,
  securityGroupIds: [],
  associatePublicIpAddress: null,
  detailedMonitoring: null,
  marketType: null,
  userData: { length: 0, sha256: null, matches: [] },
};

async function collect(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('ec2', answers);
  return { ...(await collected(collectors, 'AWS::EC2::LaunchTemplate', api)), calls: api.calls };
}

test('the default and latest versions of all templates come in one call', async () => {
  const { resources, gap, calls } = await collect({
    DescribeLaunchTemplates: { LaunchTemplates: [template('lt-1', 'web'), template('lt-2', 'batch', 5, 5)] },
    [BOTH]: { LaunchTemplateVersions: [version('lt-1', 1, FULL), version('lt-2', 5), version('lt-1', 2)] },
    ...NO_GROUPS,
  });
  expect(gap).toBeNull();
  expect(calls).toHaveLength(3);
  expect(resources[0]).toEqual({
    type: 'AWS::EC2::LaunchTemplate',
    account: '111122223333',
    region: 'us-east-1',
    arn: 'arn:aws:ec2:us-east-1:111122223333:launch-template/lt-1',
    id: 'lt-1',
    name: 'web',
    tags: { team: 'web' },
    defaultVersionNumber: 1,
    latestVersionNumber: 2,
    versions: read([
      {
        versionNumber: 1,
        imageId: 'ami-1',
        instanceType: 'm7i.large',
        keyName: 'operations',
        iamInstanceProfile: 'web',
        metadataOptions: { httpTokens: 'required', httpEndpoint: 'enabled', httpPutResponseHopLimit: 1 },
        securityGroupIds: ['sg-1'],
        associatePublicIpAddress: true,
        detailedMonitoring: true,
        marketType: 'spot',
        userData: scanUserData(USER_DATA),
      },
      { versionNumber: 2, ...EMPTY },
    ]),
  });
  expect(resources[1]).toMatchObject({ versions: read([{ versionNumber: 5, ...EMPTY }]) });
});

test('versions that groups name by number are read too, by id or name of the template', async () => {
  const spec = (LaunchTemplateId: string | undefined, Version: string, LaunchTemplateName?: string) => ({
    LaunchTemplateId,
    LaunchTemplateName,
    Version,
  });
  const { resources, calls } = await collect({
    DescribeLaunchTemplates: { LaunchTemplates: [template('lt-1', 'web', 9, 9)] },
    [BOTH]: { LaunchTemplateVersions: [version('lt-1', 9)] },
    [one('lt-1', '3')]: { LaunchTemplateVersions: [version('lt-1', 3)] },
    [one('lt-1', '4')]: { LaunchTemplateVersions: [version('lt-1', 4)] },
    [one('lt-1', '5')]: answeredError('InvalidLaunchTemplateId.VersionNotFound', 400),
    'auto-scaling:DescribeAutoScalingGroups': {
      AutoScalingGroups: [
        { LaunchTemplate: spec('lt-1', '3') },
        { LaunchTemplate: spec('lt-1', '$Latest') },
        { LaunchTemplate: spec('lt-1', '5') },
        {
          MixedInstancesPolicy: {
            LaunchTemplate: {
              LaunchTemplateSpecification: spec('lt-1', '9'),
              Overrides: [{ LaunchTemplateSpecification: spec(undefined, '4', 'web') }],
            },
          },
        },
      ],
    },
  });
  expect(calls).toHaveLength(6);
  const versions = resources[0]?.versions;
  expect(versions?.status === 'read' && versions.value.map((each) => each.versionNumber)).toEqual([9, 3, 4]);
});

test('what the image asks for is looked up where a version leaves it open', async () => {
  const data = [{ ImageId: 'ami-1' }, { ImageId: 'ami-gone' }, { ImageId: 'resolve:ssm:/ami' }, FULL];
  const { resources, calls } = await collect({
    DescribeLaunchTemplates: { LaunchTemplates: data.map((_, index) => template(`lt-${index}`, 'x', 1, 1)) },
    [BOTH]: { LaunchTemplateVersions: data.map((each, index) => version(`lt-${index}`, 1, each)) },
    'DescribeImages {"Filters":[{"Name":"image-id","Values":["ami-1","ami-gone"]}],"IncludeDeprecated":true}':
      {
        Images: [{ ImageId: 'ami-1', ImdsSupport: 'v2.0' }],
      },
    ...NO_GROUPS,
  });
  expect(calls.filter((call) => call.includes('DescribeImages'))).toHaveLength(1);
  const support = resources.map(({ versions }) =>
    versions.status === 'read' ? versions.value[0]?.imageImdsSupport : versions,
  );
  expect(support).toEqual([
    read('v2.0'),
    unread('ec2:DescribeImages', 'NotFound: image ami-gone is gone or not shared with us'),
    unread('ec2:DescribeImages', 'NotAsked: resolve:ssm:/ami is resolved when it launches'),
    undefined,
  ]);
});

test('denied versions cost the versions; denied groups and images nothing of them', async () => {
  const templates = { LaunchTemplates: [template('lt-1', 'web', 1, 1)] };
  const gap = deniedReading('ec2:DescribeLaunchTemplateVersions', 'UnauthorizedOperation');
  const versionsDenied = await collect({
    DescribeLaunchTemplates: templates,
    DescribeLaunchTemplateVersions: denied('UnauthorizedOperation'),
    ...NO_GROUPS,
  });
  expect(versionsDenied.resources[0]?.versions).toEqual(gap);
  const groupsDenied = await collect({
    DescribeLaunchTemplates: templates,
    [BOTH]: { LaunchTemplateVersions: [version('lt-1', 1, { ImageId: 'ami-1' })] },
    DescribeAutoScalingGroups: denied('AccessDenied'),
    DescribeImages: denied('UnauthorizedOperation'),
  });
  expect(groupsDenied.gap).toBeNull();
  expect(groupsDenied.resources[0]?.versions).toMatchObject({
    value: [{ imageImdsSupport: deniedReading('ec2:DescribeImages', 'UnauthorizedOperation') }],
  });
});

test('a page of versions that is missing costs only its templates', async () => {
  const { resources } = await collect({
    DescribeLaunchTemplates: {
      LaunchTemplates: [template('lt-1', 'web', 1, 1), template('lt-2', 'b', 1, 1)],
    },
    [BOTH]: { LaunchTemplateVersions: [version('lt-1', 1)], NextToken: 'n' },
    DescribeLaunchTemplateVersions: denied('UnauthorizedOperation'),
    ...NO_GROUPS,
  });
  expect(resources.map((each) => each.versions.status)).toEqual(['read', 'unread']);
});

test('a template whose default or latest version AWS did not list has unread versions', async () => {
  const { resources } = await collect({
    DescribeLaunchTemplates: { LaunchTemplates: [template('lt-1', 'web', 1, 2)] },
    [BOTH]: { LaunchTemplateVersions: [version('lt-1', 1)] },
    ...NO_GROUPS,
  });
  expect(resources[0]?.versions).toMatchObject({
    status: 'unread',
    why: expect.stringContaining('NotListed'),
  });
});

test("services' own templates are asked for too", async () => {
  const { calls } = await collect({ DescribeLaunchTemplates: { LaunchTemplates: [] } });
  expect(calls).toEqual(['ec2:DescribeLaunchTemplates {"IncludeManagedResources":true,"MaxResults":200}']);
});

test('a denied listing is the gap; without templates nothing else is asked', async () => {
  const { gap, calls } = await collect({ DescribeLaunchTemplates: denied('UnauthorizedOperation') });
  expect(gap).toEqual(deniedReading('ec2:DescribeLaunchTemplates', 'UnauthorizedOperation'));
  expect(calls).toHaveLength(1);
});
