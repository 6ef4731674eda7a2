import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './account-defaults.ts';

const ANSWERS = {
  GetEbsEncryptionByDefault: { EbsEncryptionByDefault: true },
  GetInstanceMetadataDefaults: {
    AccountLevel: {
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: 'enabled',
      HttpTokensEnforced: 'disabled',
    },
  },
  GetSnapshotBlockPublicAccessState: { State: 'block-new-sharing' },
  GetImageBlockPublicAccessState: { ImageBlockPublicAccessState: 'unblocked' },
  DescribeVpcBlockPublicAccessOptions: {
    VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'block-ingress', ExclusionsAllowed: 'allowed' },
  },
  DescribeVpcBlockPublicAccessExclusions: {
    VpcBlockPublicAccessExclusions: [
      {
        ResourceArn: 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1',
        InternetGatewayExclusionMode: 'allow-bidirectional',
        State: 'create-complete',
      },
    ],
  },
};

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::EC2::AccountDefaults', apiOf('ec2', answers));

test('the defaults of a region', async () => {
  const { resources } = await collect(ANSWERS);
  expect(resources).toEqual([
    {
      type: 'AWS::EC2::AccountDefaults',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:account-defaults',
      id: '111122223333/us-east-1',
      ebsEncryptionByDefault: read(true),
      instanceMetadataDefaults: read({
        httpTokens: 'required',
        httpEndpoint: 'enabled',
        httpPutResponseHopLimit: 2,
        httpTokensEnforced: 'disabled',
      }),
      snapshotBlockPublicAccess: read('block-new-sharing'),
      imageBlockPublicAccess: read('unblocked'),
      vpcBlockPublicAccess: read({ internetGatewayBlockMode: 'block-ingress', exclusionsAllowed: 'allowed' }),
      vpcBlockPublicAccessExclusions: read([
        {
          resourceArn: 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1',
          internetGatewayExclusionMode: 'allow-bidirectional',
          state: 'create-complete',
        },
      ]),
    },
  ]);
});

test('no preference is absent', async () => {
  const AccountLevel = { HttpPutResponseHopLimit: -1 };
  const { resources } = await collect({ ...ANSWERS, GetInstanceMetadataDefaults: { AccountLevel } });
  expect(resources[0]?.instanceMetadataDefaults).toEqual(read({}));
  const without = await collect({ ...ANSWERS, GetInstanceMetadataDefaults: {} });
  expect(without.resources[0]?.instanceMetadataDefaults).toEqual(read({}));
});

test.each([
  ['GetEbsEncryptionByDefault', 'ebsEncryptionByDefault'],
  ['GetInstanceMetadataDefaults', 'instanceMetadataDefaults'],
  ['GetSnapshotBlockPublicAccessState', 'snapshotBlockPublicAccess'],
  ['GetImageBlockPublicAccessState', 'imageBlockPublicAccess'],
  ['DescribeVpcBlockPublicAccessOptions', 'vpcBlockPublicAccess'],
  ['DescribeVpcBlockPublicAccessExclusions', 'vpcBlockPublicAccessExclusions'],
] as const)('%s denied costs %s alone', async (operation, field) => {
  const [before] = (await collect(ANSWERS)).resources;
  const { resources, gap } = await collect({ ...ANSWERS, [operation]: denied('UnauthorizedOperation') });
  expect(gap).toBeNull();
  expect(resources[0]).toEqual({
    ...before,
    [field]: deniedReading(`ec2:${operation}`, 'UnauthorizedOperation'),
  });
});
