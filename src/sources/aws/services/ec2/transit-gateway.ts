import type {
  TransitGatewayAttachment as SdkAttachment,
  TransitGateway as SdkGateway,
  TransitGatewayRoute as SdkRoute,
  TransitGatewayRouteTable as SdkTable,
  SearchTransitGatewayRoutesCommandOutput,
  TransitGatewayRouteTablePropagation,
  TransitGatewayVpcAttachment,
} from '@aws-sdk/client-ec2';
import { mapReading, type Reading, read, unread } from '../../../../model/reading.ts';
import type {
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
} from '../../../../model/resources/ec2.ts';
import { defineCollector, eachListed, type Listed, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGateways.html */
const transitGateways = defineCollector({
  type: 'AWS::EC2::TransitGateway',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeTransitGateways'],
  async collect(api) {
    const input = { MaxResults: 1000 };
    const listed = await api.list<SdkGateway>('DescribeTransitGateways', input, 'TransitGateways');
    return mapListed(listed, (gateway) => toGateway(api, gateway));
  },
});

function toGateway(api: ServiceApi, gateway: SdkGateway): TransitGateway {
  const origin = { tags: gateway.Tags, owner: gateway.OwnerId };
  const { Options: options } = gateway;
  return {
    ...ec2Resource(api, 'AWS::EC2::TransitGateway', 'transit-gateway', gateway.TransitGatewayId, origin),
    ownerId: gateway.OwnerId ?? api.account,
    state: gateway.State ?? '',
    autoAcceptSharedAttachments: options?.AutoAcceptSharedAttachments === 'enable',
    securityGroupReferencing: options?.SecurityGroupReferencingSupport === 'enable',
    defaultRouteTableAssociation: options?.DefaultRouteTableAssociation === 'enable',
    defaultRouteTablePropagation: options?.DefaultRouteTablePropagation === 'enable',
  };
}

const ATTACHMENT_SUBNETS = 'ec2:DescribeTransitGatewayVpcAttachments';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html */
const attachments = defineCollector({
  type: 'AWS::EC2::TransitGatewayAttachment',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeTransitGatewayAttachments', ATTACHMENT_SUBNETS],
  async collect(api) {
    const listed = await api.list<SdkAttachment>(
      'DescribeTransitGatewayAttachments',
      { MaxResults: 1000 },
      'TransitGatewayAttachments',
    );
    const ofVpcs = listed.items.some((each) => each.ResourceType === 'vpc')
      ? await vpcAttachments(api)
      : { items: [], gap: null };
    const byId = new Map(ofVpcs.items.map((each) => [each.TransitGatewayAttachmentId, each]));
    return mapListed(listed, (each) => toAttachment(api, each, byId, ofVpcs));
  },
});

function vpcAttachments(api: ServiceApi): Promise<Listed<TransitGatewayVpcAttachment>> {
  return api.list<TransitGatewayVpcAttachment>(
    'DescribeTransitGatewayVpcAttachments',
    { MaxResults: 1000 },
    'TransitGatewayVpcAttachments',
  );
}

function subnetsOf(
  attachment: SdkAttachment,
  byId: ReadonlyMap<string | undefined, TransitGatewayVpcAttachment>,
  listed: Listed<TransitGatewayVpcAttachment>,
): Reading<readonly string[]> {
  if (attachment.ResourceType !== 'vpc') return read([]);
  const found = byId.get(attachment.TransitGatewayAttachmentId);
  if (found) return read(found.SubnetIds ?? []);
  const id = attachment.TransitGatewayAttachmentId ?? '';
  return listed.gap ?? unread(ATTACHMENT_SUBNETS, `NotListed: attachment ${id} is not among the answers`);
}

function toAttachment(
  api: ServiceApi,
  attachment: SdkAttachment,
  byId: ReadonlyMap<string | undefined, TransitGatewayVpcAttachment>,
  ofVpcs: Listed<TransitGatewayVpcAttachment>,
): TransitGatewayAttachment {
  const { Association: association } = attachment;
  const id = attachment.TransitGatewayAttachmentId;
  const origin = { tags: attachment.Tags, owner: attachment.ResourceOwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::TransitGatewayAttachment', 'transit-gateway-attachment', id, origin),
    transitGatewayId: attachment.TransitGatewayId ?? '',
    transitGatewayOwnerId: attachment.TransitGatewayOwnerId ?? '',
    resourceType: attachment.ResourceType ?? '',
    resourceId: attachment.ResourceId ?? '',
    resourceOwnerId: attachment.ResourceOwnerId ?? '',
    state: attachment.State ?? '',
    associatedRouteTableId:
      association?.State === 'associated' ? (association.TransitGatewayRouteTableId ?? null) : null,
    subnetIds: subnetsOf(attachment, byId, ofVpcs),
    applianceMode: byId.get(id)?.Options?.ApplianceModeSupport === 'enable',
  };
}

/** Only a transit gateway's owner sees its tables. Routes and propagations are asked for table by table: AWS has no other way. */
const routeTables = defineCollector({
  type: 'AWS::EC2::TransitGatewayRouteTable',
  service: 'ec2',
  scope: 'regional',
  calls: [
    'ec2:DescribeTransitGatewayRouteTables',
    'ec2:GetTransitGatewayRouteTablePropagations',
    'ec2:SearchTransitGatewayRoutes',
  ],
  async collect(api) {
    const listed = await api.list<SdkTable>(
      'DescribeTransitGatewayRouteTables',
      { MaxResults: 1000 },
      'TransitGatewayRouteTables',
    );
    return eachListed(api, listed, (table) => toRouteTable(api, table));
  },
});

async function toRouteTable(api: ServiceApi, table: SdkTable): Promise<TransitGatewayRouteTable> {
  const id = table.TransitGatewayRouteTableId ?? '';
  const [propagatingAttachmentIds, routes] = await Promise.all([propagationsOf(api, id), routesOf(api, id)]);
  const origin = { tags: table.Tags };
  return {
    ...ec2Resource(api, 'AWS::EC2::TransitGatewayRouteTable', 'transit-gateway-route-table', id, origin),
    transitGatewayId: table.TransitGatewayId ?? '',
    propagatingAttachmentIds,
    routes,
  };
}

async function propagationsOf(
  api: ServiceApi,
  id: string,
): Promise<TransitGatewayRouteTable['propagatingAttachmentIds']> {
  const listed = await api.list<TransitGatewayRouteTablePropagation>(
    'GetTransitGatewayRouteTablePropagations',
    { TransitGatewayRouteTableId: id, MaxResults: 1000 },
    'TransitGatewayRouteTablePropagations',
  );
  const enabled = listed.items.filter((each) => each.State === undefined || each.State === 'enabled');
  return listed.gap ?? read(present(enabled.map((each) => each.TransitGatewayAttachmentId)));
}

/**
 * A filter is obligatory; every route is active or a blackhole. Where AWS says that there are more routes but
 * gives no token for them, the table counts as unread: ExportTransitGatewayRoutes would write to a bucket.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SearchTransitGatewayRoutes.html
 */
async function routesOf(api: ServiceApi, id: string): Promise<TransitGatewayRouteTable['routes']> {
  const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];
  const routes: SdkRoute[] = [];
  for (let token: string | undefined, page = 0; page === 0 || token; page += 1) {
    const answer = await api.read<SearchTransitGatewayRoutesCommandOutput>('SearchTransitGatewayRoutes', {
      TransitGatewayRouteTableId: id,
      Filters,
      MaxResults: 1000,
      ...(token ? { NextToken: token } : {}),
    });
    if (answer.status === 'unread') return answer;
    routes.push(...(answer.value.Routes ?? []));
    token = answer.value.NextToken;
    if (!token && answer.value.AdditionalRoutesAvailable) return moreRoutes(id, routes.length);
  }
  return mapReading(read(routes), (all) => all.map(toRoute));
}

function moreRoutes(id: string, count: number): ReturnType<typeof unread> {
  return unread(
    'ec2:SearchTransitGatewayRoutes',
    `AdditionalRoutesAvailable: ${id} has more than the ${count} routes that AWS returns`,
  );
}

function toRoute(route: SdkRoute) {
  return {
    destinationCidrBlock: route.DestinationCidrBlock ?? null,
    prefixListId: route.PrefixListId ?? null,
    type: route.Type === 'propagated' ? ('propagated' as const) : ('static' as const),
    state: route.State ?? 'active',
    attachmentIds: present(
      (route.TransitGatewayAttachments ?? []).map((each) => each.TransitGatewayAttachmentId),
    ),
  };
}

export const collectors = [transitGateways, attachments, routeTables];
