import type { VpcEndpoint as SdkEndpoint } from '@aws-sdk/client-ec2';
import type { VpcEndpoint } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html */
const vpcEndpoints = defineCollector({
  type: 'AWS::EC2::VPCEndpoint',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeVpcEndpoints'],
  async collect(api) {
    const listed = await api.list<SdkEndpoint>('DescribeVpcEndpoints', { MaxResults: 1000 }, 'VpcEndpoints');
    return mapListed(listed, (endpoint) => toVpcEndpoint(api, endpoint));
  },
});

function toVpcEndpoint(api: ServiceApi, endpoint: SdkEndpoint): VpcEndpoint {
  const origin = { tags: endpoint.Tags, owner: endpoint.OwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::VPCEndpoint', 'vpc-endpoint', endpoint.VpcEndpointId, origin),
    vpcId: endpoint.VpcId ?? '',
    serviceName:
      endpoint.ServiceName ?? endpoint.ResourceConfigurationArn ?? endpoint.ServiceNetworkArn ?? '',
    vpcEndpointType: endpoint.VpcEndpointType ?? '',
    state: endpoint.State ?? '',
    policyDocument: endpoint.PolicyDocument ?? null,
    routeTableIds: endpoint.RouteTableIds ?? [],
    subnetIds: endpoint.SubnetIds ?? [],
    securityGroupIds: present((endpoint.Groups ?? []).map((group) => group.GroupId)),
    networkInterfaceIds: endpoint.NetworkInterfaceIds ?? [],
    privateDnsEnabled: endpoint.PrivateDnsEnabled ?? false,
  };
}

export const collectors = [vpcEndpoints];
