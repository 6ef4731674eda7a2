import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collectors } from './vpc.ts';

const [vpcs] = collectors;

test('a VPC with its blocks, those that were taken away left out', async () => {
  const answer = {
    Vpcs: [
      {
        VpcId: 'vpc-1',
        OwnerId: '111122223333',
        IsDefault: false,
        CidrBlock: '10.0.0.0/16',
        CidrBlockAssociationSet: [
          { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
          { CidrBlock: '10.9.0.0/16', CidrBlockState: { State: 'disassociated' } },
        ],
        Ipv6CidrBlockAssociationSet: [
          { Ipv6CidrBlock: '2001:db8::/56', Ipv6CidrBlockState: { State: 'associated' } },
        ],
        Tags: [{ Key: 'Name', Value: 'main' }],
      },
    ],
  };
  const api = apiOf('ec2', { DescribeVpcs: answer });
  expect(await vpcs?.collect(api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::EC2::VPC',
        account: '111122223333',
        region: 'us-east-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1',
        id: 'vpc-1',
        name: 'main',
        tags: { Name: 'main' },
        ownerId: '111122223333',
        isDefault: false,
        cidrBlocks: ['10.0.0.0/16'],
        ipv6CidrBlocks: ['2001:db8::/56'],
      },
    ],
  });
  expect(api.calls).toEqual(['ec2:DescribeVpcs {"MaxResults":1000}']);
});

test("a shared VPC's ARN names its owner", async () => {
  const api = apiOf('ec2', { DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '999999999999' }] } });
  const collected = await vpcs?.collect(api);
  expect(collected?.resources[0]).toMatchObject({
    account: '111122223333',
    arn: 'arn:aws:ec2:us-east-1:999999999999:vpc/vpc-1',
  });
});

test('later pages are read, and a denied one leaves a gap', async () => {
  const pages = (input: Readonly<Record<string, unknown>>) => {
    if (input['NextToken'] === undefined) return { Vpcs: [{ VpcId: 'vpc-1' }], NextToken: 'more' };
    throw denied('UnauthorizedOperation');
  };
  const collected = await vpcs?.collect(apiOf('ec2', { DescribeVpcs: pages }));
  expect(collected?.resources.map((each) => each.id)).toEqual(['vpc-1']);
  expect(collected?.gap).toEqual(deniedReading('ec2:DescribeVpcs', 'UnauthorizedOperation'));
});
