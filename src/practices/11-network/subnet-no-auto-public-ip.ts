import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * IPv4 alone: every IPv6 address is routable, and routes decide whether the internet reaches it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
 */
export const subnetNoAutoPublicIp = defineCheck({
  id: 'subnet-no-auto-public-ip',
  title: 'The subnet gives out no public IPv4 addresses by itself',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::Subnet',
  reads: ['ec2:DescribeSubnets'],
  changedBy: ['ec2:ModifySubnetAttribute', 'ec2:CreateDefaultSubnet'],
  controls: ['aws-fsbp:EC2.15', 'nist-800-53-r5:SC-7(3)', 'nist-800-53-r5:SC-7(28)'],
  equivalents: ['prowler:vpc_subnet_no_public_ip_by_default', 'config:subnet-auto-assign-public-ip-disabled'],
  rationale:
    'Where addresses come automatically, an instance launched in haste stands on the internet with nothing but its security group in front.',
  remediation:
    'Turn off auto-assign public IPv4 address on the subnet, and give Elastic IPs to what must be public.',
  fix: {
    cli: dedented(`
      # New instances that must be public need an Elastic IP address then. Those that run keep theirs
      aws ec2 modify-subnet-attribute --subnet-id {id} --no-map-public-ip-on-launch --region {region}`),
    terraform: dedented(`
      # Subnet {id}; a default subnet is an aws_default_subnet
      resource "aws_subnet" "this" {
        map_public_ip_on_launch = false
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(subnet) {
    const evidence = {
      vpcId: subnet.vpcId,
      mapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
      assignIpv6AddressOnCreation: subnet.assignIpv6AddressOnCreation,
      defaultForAz: subnet.defaultForAz,
    };
    return subnet.mapPublicIpOnLaunch
      ? fail(`Subnet ${subnet.id} gives every new interface a public IPv4 address.`, evidence)
      : pass(`Subnet ${subnet.id} gives out no public IPv4 addresses by itself.`, evidence);
  },
});
