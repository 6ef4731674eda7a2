import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collectors } from './internet-gateway.ts';

const [gateways, egressOnly] = collectors;

test('gateways with the VPCs that they are attached to', async () => {
  const api = apiOf('ec2', {
    DescribeInternetGateways: {
      InternetGateways: [
        {
          InternetGatewayId: 'igw-1',
          OwnerId: '111122223333',
          Attachments: [
            { VpcId: 'vpc-1', State: 'available' },
            { VpcId: 'vpc-2', State: 'detached' },
          ],
        },
      ],
    },
    DescribeEgressOnlyInternetGateways: {
      EgressOnlyInternetGateways: [
        { EgressOnlyInternetGatewayId: 'eigw-1', Attachments: [{ VpcId: 'vpc-1', State: 'attached' }] },
      ],
    },
  });
  const place = { account: '111122223333', region: 'us-east-1', tags: {}, vpcIds: ['vpc-1'] };
  expect((await gateways?.collect(api))?.resources).toEqual([
    {
      ...place,
      type: 'AWS::EC2::InternetGateway',
      arn: 'arn:aws:ec2:us-east-1:111122223333:internet-gateway/igw-1',
      id: 'igw-1',
    },
  ]);
  expect((await egressOnly?.collect(api))?.resources).toEqual([
    {
      ...place,
      type: 'AWS::EC2::EgressOnlyInternetGateway',
      arn: 'arn:aws:ec2:us-east-1:111122223333:egress-only-internet-gateway/eigw-1',
      id: 'eigw-1',
    },
  ]);
});

test('each listing that is denied is a gap of its own', async () => {
  const api = apiOf('ec2', {
    DescribeInternetGateways: { InternetGateways: [] },
    DescribeEgressOnlyInternetGateways: denied(),
  });
  expect(await gateways?.collect(api)).toEqual({ resources: [], gap: null });
  expect((await egressOnly?.collect(api))?.gap).toEqual(
    deniedReading('ec2:DescribeEgressOnlyInternetGateways'),
  );
});
