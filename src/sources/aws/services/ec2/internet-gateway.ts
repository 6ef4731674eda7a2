import type {
  InternetGatewayAttachment,
  EgressOnlyInternetGateway as SdkEgressOnly,
  InternetGateway as SdkGateway,
} from '@aws-sdk/client-ec2';
import { defineCollector, mapListed } from '../../collector.ts';
import { ec2Resource, inEffect, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html */
const internetGateways = defineCollector({
  type: 'AWS::EC2::InternetGateway',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeInternetGateways'],
  async collect(api) {
    const input = { MaxResults: 1000 };
    const listed = await api.list<SdkGateway>('DescribeInternetGateways', input, 'InternetGateways');
    return mapListed(listed, (gateway) => ({
      ...ec2Resource(api, 'AWS::EC2::InternetGateway', 'internet-gateway', gateway.InternetGatewayId, {
        tags: gateway.Tags,
        owner: gateway.OwnerId,
      }),
      vpcIds: attachedVpcs(gateway.Attachments),
    }));
  },
});

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeEgressOnlyInternetGateways.html */
const egressOnlyInternetGateways = defineCollector({
  type: 'AWS::EC2::EgressOnlyInternetGateway',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeEgressOnlyInternetGateways'],
  async collect(api) {
    const listed = await api.list<SdkEgressOnly>(
      'DescribeEgressOnlyInternetGateways',
      { MaxResults: 255 },
      'EgressOnlyInternetGateways',
    );
    return mapListed(listed, (gateway) => ({
      ...ec2Resource(
        api,
        'AWS::EC2::EgressOnlyInternetGateway',
        'egress-only-internet-gateway',
        gateway.EgressOnlyInternetGatewayId,
        { tags: gateway.Tags },
      ),
      vpcIds: attachedVpcs(gateway.Attachments),
    }));
  },
});

function attachedVpcs(attachments: readonly InternetGatewayAttachment[] | undefined): readonly string[] {
  return present((attachments ?? []).filter((each) => inEffect(each.State)).map((each) => each.VpcId));
}

export const collectors = [internetGateways, egressOnlyInternetGateways];
