import type { VpcPeeringConnection as SdkPeering, VpcPeeringConnectionVpcInfo } from '@aws-sdk/client-ec2';
import type { PeeringSide, VpcPeeringConnection } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcPeeringConnections.html */
const peeringConnections = defineCollector({
  type: 'AWS::EC2::VPCPeeringConnection',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeVpcPeeringConnections'],
  async collect(api) {
    const listed = await api.list<SdkPeering>(
      'DescribeVpcPeeringConnections',
      { MaxResults: 1000 },
      'VpcPeeringConnections',
    );
    return mapListed(listed, (peering) => toPeering(api, peering));
  },
});

/** Both sides see the connection; its ARN names the requester's account and region, so that it counts once. */
function toPeering(api: ServiceApi, peering: SdkPeering): VpcPeeringConnection {
  const requester = toSide(api, peering.RequesterVpcInfo);
  const origin = { tags: peering.Tags, owner: requester.ownerId, region: requester.region };
  const id = peering.VpcPeeringConnectionId;
  return {
    ...ec2Resource(api, 'AWS::EC2::VPCPeeringConnection', 'vpc-peering-connection', id, origin),
    statusCode: peering.Status?.Code ?? '',
    requester,
    accepter: toSide(api, peering.AccepterVpcInfo),
  };
}

function toSide(api: ServiceApi, info: VpcPeeringConnectionVpcInfo | undefined): PeeringSide {
  const blocks = present((info?.CidrBlockSet ?? []).map((each) => each.CidrBlock));
  return {
    vpcId: info?.VpcId ?? '',
    ownerId: info?.OwnerId ?? '',
    region: info?.Region ?? api.region,
    cidrBlocks: blocks.length > 0 ? blocks : present([info?.CidrBlock]),
    ipv6CidrBlocks: present((info?.Ipv6CidrBlockSet ?? []).map((each) => each.Ipv6CidrBlock)),
  };
}

export const collectors = [peeringConnections];
