import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './transit-gateway.ts';

const [gateways, attachments, tables] = collectors;
const place = { account: '111122223333', region: 'us-east-1', tags: {} };

test('a transit gateway', async () => {
  const TransitGateways = [
    {
      TransitGatewayId: 'tgw-1',
      OwnerId: '999999999999',
      State: 'available',
      Options: {
        AutoAcceptSharedAttachments: 'enable',
        DefaultRouteTableAssociation: 'enable',
        DefaultRouteTablePropagation: 'disable',
        SecurityGroupReferencingSupport: 'disable',
      },
    },
  ];
  const api = apiOf('ec2', { DescribeTransitGateways: { TransitGateways } });
  expect((await gateways?.collect(api))?.resources).toEqual([
    {
      ...place,
      type: 'AWS::EC2::TransitGateway',
      arn: 'arn:aws:ec2:us-east-1:999999999999:transit-gateway/tgw-1',
      id: 'tgw-1',
      ownerId: '999999999999',
      state: 'available',
      autoAcceptSharedAttachments: true,
      securityGroupReferencing: false,
      defaultRouteTableAssociation: true,
      defaultRouteTablePropagation: false,
    },
  ]);
});

const vpcAttachment = {
  TransitGatewayAttachmentId: 'tgw-attach-1',
  TransitGatewayId: 'tgw-1',
  TransitGatewayOwnerId: '111122223333',
  ResourceType: 'vpc',
  ResourceId: 'vpc-1',
  ResourceOwnerId: '111122223333',
  State: 'available',
  Association: { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'associated' },
};
const vpnAttachment = { TransitGatewayAttachmentId: 'tgw-attach-2', ResourceType: 'vpn' };

const subnetIdsOf = async (vpcAttachments: unknown) => {
  const api = apiOf('ec2', {
    DescribeTransitGatewayAttachments: { TransitGatewayAttachments: [vpcAttachment, vpnAttachment] },
    DescribeTransitGatewayVpcAttachments: vpcAttachments,
  });
  const collected = await attachments?.collect(api);
  return collected?.resources.map((each) => 'subnetIds' in each && each.subnetIds);
};

test('attachments with the subnets of those to VPCs', async () => {
  const api = apiOf('ec2', {
    DescribeTransitGatewayAttachments: { TransitGatewayAttachments: [vpcAttachment] },
    DescribeTransitGatewayVpcAttachments: {
      TransitGatewayVpcAttachments: [
        {
          TransitGatewayAttachmentId: 'tgw-attach-1',
          SubnetIds: ['subnet-1', 'subnet-2'],
          Options: { ApplianceModeSupport: 'enable' },
        },
      ],
    },
  });
  expect((await attachments?.collect(api))?.resources).toEqual([
    {
      ...place,
      type: 'AWS::EC2::TransitGatewayAttachment',
      arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway-attachment/tgw-attach-1',
      id: 'tgw-attach-1',
      transitGatewayId: 'tgw-1',
      transitGatewayOwnerId: '111122223333',
      resourceType: 'vpc',
      resourceId: 'vpc-1',
      resourceOwnerId: '111122223333',
      state: 'available',
      associatedRouteTableId: 'tgw-rtb-1',
      subnetIds: read(['subnet-1', 'subnet-2']),
      applianceMode: true,
    },
  ]);
});

test('subnets that are denied or not listed are unread, those of other attachments none', async () => {
  const call = 'ec2:DescribeTransitGatewayVpcAttachments';
  expect(await subnetIdsOf(denied())).toEqual([deniedReading(call), read([])]);
  expect(await subnetIdsOf({ TransitGatewayVpcAttachments: [] })).toMatchObject([
    { status: 'unread', call },
    { status: 'read' },
  ]);
});

test('an association that ended is none', async () => {
  const Association = { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'disassociating' };
  const api = apiOf('ec2', {
    DescribeTransitGatewayAttachments: { TransitGatewayAttachments: [{ ...vpnAttachment, Association }] },
  });
  const collected = await attachments?.collect(api);
  expect(collected?.resources[0]).toMatchObject({ associatedRouteTableId: null });
});

const table = { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayId: 'tgw-1' };
const route = {
  DestinationCidrBlock: '10.0.0.0/16',
  Type: 'propagated',
  State: 'active',
  TransitGatewayAttachments: [{ TransitGatewayAttachmentId: 'tgw-attach-1' }],
};
const answers = {
  DescribeTransitGatewayRouteTables: { TransitGatewayRouteTables: [table] },
  GetTransitGatewayRouteTablePropagations: {
    TransitGatewayRouteTablePropagations: [
      { TransitGatewayAttachmentId: 'tgw-attach-1', State: 'enabled' },
      { TransitGatewayAttachmentId: 'tgw-attach-2', State: 'disabled' },
    ],
  },
  SearchTransitGatewayRoutes: { Routes: [route], AdditionalRoutesAvailable: false },
};
const modelRoute = {
  destinationCidrBlock: '10.0.0.0/16',
  prefixListId: null,
  type: 'propagated',
  state: 'active',
  attachmentIds: ['tgw-attach-1'],
};

const tableFrom = async (changes: Record<string, unknown>) => {
  const api = apiOf('ec2', { ...answers, ...changes });
  return { resource: (await tables?.collect(api))?.resources[0], calls: api.calls };
};

test('a table with its propagations and routes', async () => {
  expect((await tableFrom({})).resource).toEqual({
    ...place,
    type: 'AWS::EC2::TransitGatewayRouteTable',
    arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway-route-table/tgw-rtb-1',
    id: 'tgw-rtb-1',
    transitGatewayId: 'tgw-1',
    propagatingAttachmentIds: read(['tgw-attach-1']),
    routes: read([modelRoute]),
  });
});

test('routes come page by page', async () => {
  const blackhole = { PrefixListId: 'pl-1', Type: 'static', State: 'blackhole' };
  const SearchTransitGatewayRoutes = (input: Readonly<Record<string, unknown>>) =>
    input['NextToken'] === 'more'
      ? { Routes: [blackhole], AdditionalRoutesAvailable: false }
      : { Routes: [route], AdditionalRoutesAvailable: true, NextToken: 'more' };
  const { resource, calls } = await tableFrom({ SearchTransitGatewayRoutes });
  expect(resource).toMatchObject({
    routes: read([
      modelRoute,
      {
        destinationCidrBlock: null,
        prefixListId: 'pl-1',
        type: 'static',
        state: 'blackhole',
        attachmentIds: [],
      },
    ]),
  });
  expect(calls.filter((call) => call.includes('Search'))).toHaveLength(2);
});

test('routes that AWS keeps back make the table unread', async () => {
  const SearchTransitGatewayRoutes = { Routes: [route], AdditionalRoutesAvailable: true };
  expect((await tableFrom({ SearchTransitGatewayRoutes })).resource).toMatchObject({
    routes: { status: 'unread', call: 'ec2:SearchTransitGatewayRoutes' },
  });
});

test('a denied call costs its own reading', async () => {
  const withoutRoutes = await tableFrom({ SearchTransitGatewayRoutes: denied() });
  expect(withoutRoutes.resource).toMatchObject({
    routes: deniedReading('ec2:SearchTransitGatewayRoutes'),
    propagatingAttachmentIds: read(['tgw-attach-1']),
  });
  const withoutPropagations = await tableFrom({ GetTransitGatewayRouteTablePropagations: denied() });
  expect(withoutPropagations.resource).toMatchObject({
    routes: read([modelRoute]),
    propagatingAttachmentIds: deniedReading('ec2:GetTransitGatewayRouteTablePropagations'),
  });
});
