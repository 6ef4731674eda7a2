import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html */
export const vpcDefaultUnused = defineCheck({
  id: 'vpc-default-unused',
  title: 'Nothing runs in the default VPC',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::VPC',
  reads: ['ec2:DescribeVpcs', 'ec2:DescribeNetworkInterfaces'],
  controls: [],
  equivalents: [],
  rationale:
    'Every subnet of a default VPC has a route to the internet and gives out public addresses, so what runs there is exposed without anybody having chosen so.',
  remediation: 'Move the workloads to a VPC designed for them, then delete the default VPC.',
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
