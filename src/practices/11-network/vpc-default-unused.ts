import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html */
export const vpcDefaultUnused = defineCheck({
  id: 'vpc-default-unused',
  title: 'Nothing runs in the default VPC',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::VPC',
  reads: ['ec2:DescribeVpcs', 'ec2:DescribeNetworkInterfaces'],
  changedBy: ['ec2:RunInstances', 'ec2:CreateNetworkInterface', 'ec2:CreateDefaultVpc'],
  controls: [
    'nist-800-53-r5:AC-4(21)',
    'nist-800-53-r5:SC-7b',
    'nist-csf-2.0:PR.IR-01',
    'iso-27001-2022:A.8.22',
  ],
  equivalents: [],
  rationale:
    'Every subnet of a default VPC has a route to the internet and gives out public addresses, so what runs there is exposed without anybody having chosen so.',
  remediation: 'Move the workloads to a VPC designed for them, then delete the default VPC.',
  fix: {
    cli: dedented(`
      # What still uses it, to be moved to a VPC designed for it
      aws ec2 describe-network-interfaces --filters Name=vpc-id,Values={id} --region {region}
      # When that shows nothing, and its subnets and internet gateway are gone: aws ec2 delete-vpc --vpc-id {id} --region {region}`),
    terraform: dedented(`
      # Apply this to adopt it and, once nothing uses it and its subnets are gone, destroy it: that deletes it
      resource "aws_default_vpc" "this" {
        force_destroy = true
      }`),
  },
  evaluate(vpc, { inventory }) {
    if (!vpc.isDefault) return notApplicable();
    const byVpc = inventory.derive('interfaces by VPC', () =>
      Map.groupBy(inventory.of('AWS::EC2::NetworkInterface'), (each) => each.vpcId),
    );
    const interfaces = byVpc.get(vpc.id) ?? [];
    const shown = interfaces.slice(0, 10).map(({ id, description }) => ({ id, description }));
    const evidence = { networkInterfaces: interfaces.length, examples: shown };
    if (interfaces.length > 0) {
      return fail(
        `Default VPC ${vpc.id} holds ${counted(interfaces.length, 'network interface')}.`,
        evidence,
      );
    }
    const { account, region } = vpc;
    const gaps = inventory.gaps('AWS::EC2::NetworkInterface', { account, region });
    if (gaps.length > 0) return unknown(gaps);
    return pass(`Default VPC ${vpc.id} holds no network interface.`, evidence);
  },
});
