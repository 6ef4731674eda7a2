import type { Inventory } from '../../inventory/inventory.ts';
import type { FlowLog, Vpc } from '../../model/resources/ec2.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * A log of the VPC itself, active, not failing to deliver, and with rejected traffic in it: logs of single subnets
 * miss the next subnet. A shared VPC's logs are its owner's, in the owner's account.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-flow-logs.html
 */
export const vpcFlowLogs = defineCheck({
  id: 'vpc-flow-logs',
  title: 'The VPC records its traffic in flow logs',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::VPC',
  reads: ['ec2:DescribeVpcs', 'ec2:DescribeFlowLogs'],
  controls: [
    'cis-aws-1.4.0:3.9',
    'cis-aws-1.5.0:3.9',
    'cis-aws-2.0.0:3.9',
    'cis-aws-3.0.0:3.7',
    'cis-aws-4.0.0:3.7',
    'cis-aws-5.0.0:3.7',
    'cis-aws-6.0.0:4.7',
    'cis-aws-7.0.0:4.7',
    'aws-fsbp:EC2.6',
    'nist-800-53-r5:ac_4_26',
    'nist-800-53-r5:au_2_b',
    'nist-800-53-r5:au_3_a',
    'nist-800-53-r5:au_3_b',
    'nist-800-53-r5:au_3_c',
    'nist-800-53-r5:au_3_d',
    'nist-800-53-r5:au_3_e',
    'nist-800-53-r5:au_6_3',
    'nist-800-53-r5:au_6_4',
    'nist-800-53-r5:au_6_6',
    'nist-800-53-r5:au_6_9',
    'nist-800-53-r5:au_8_b',
    'nist-800-53-r5:au_12_a',
    'nist-800-53-r5:au_12_c',
    'nist-800-53-r5:au_12_1',
    'nist-800-53-r5:au_12_2',
    'nist-800-53-r5:au_12_3',
    'nist-800-53-r5:au_12_4',
    'nist-800-53-r5:au_14_a',
    'nist-800-53-r5:au_14_b',
    'nist-800-53-r5:au_14_3',
    'nist-800-53-r5:ca_7_b',
    'nist-800-53-r5:cm_5_1_b',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:ia_3_3_b',
    'nist-800-53-r5:ma_4_1_a',
    'nist-800-53-r5:pm_14_a_1',
    'nist-800-53-r5:pm_14_b',
    'nist-800-53-r5:pm_31',
    'nist-800-53-r5:si_4_17',
    'nist-800-53-r5:si_7_8',
    'pci-dss-4.0:10.2.1.1.34',
    'pci-dss-4.0:10.2.1.2.29',
    'pci-dss-4.0:10.2.1.3.29',
    'pci-dss-4.0:10.2.1.4.29',
    'pci-dss-4.0:10.2.1.5.29',
    'pci-dss-4.0:10.2.1.6.29',
    'pci-dss-4.0:10.2.1.7.29',
    'pci-dss-4.0:10.2.1.29',
    'pci-dss-4.0:10.2.2.29',
    'pci-dss-4.0:10.3.1.29',
    'pci-dss-4.0:10.6.3.39',
    'pci-dss-4.0:5.3.4.34',
    'pci-dss-4.0:A1.2.1.34',
    'iso-27001-2022:A.8.15',
    'iso-27001-2022:A.8.16',
    'iso-27001-2022:A.8.20',
    'iso-27001-2022:A.8.21',
    'iso-27001-2022:A.8.22',
    'iso-27001-2022:A.8.23',
    'soc-2:cc_7_2',
    'soc-2:cc_7_3',
  ],
  equivalents: ['prowler:vpc_flow_logs_enabled', 'config:vpc-flow-logs-enabled'],
  rationale:
    'Without flow logs nobody can tell afterwards who scanned the network, or where stolen data went.',
  remediation:
    'Create a flow log on the VPC for rejected or all traffic, delivered to CloudWatch Logs or S3.',
  evaluate(vpc, { inventory }) {
    const logs = flowLogsOf(inventory, vpc);
    const good = logs.find((log) => shortcoming(log) === null);
    const evidence = { isDefault: vpc.isDefault, flowLogs: logs.map(logEvidence) };
    if (good) return pass(`Traffic of ${vpc.id} is recorded by ${good.id}.`, evidence);
    const gaps = inventory.gaps('AWS::EC2::FlowLog', { account: vpc.ownerId, region: vpc.region });
    if (gaps.length > 0) return unknown(gaps, evidence);
    if (logs.length === 0) return fail(`${vpc.id} has no flow log.`, evidence);
    const texts = logs.map((log) => `${log.id} ${shortcoming(log)}`).join(', ');
    return fail(`${vpc.id} has no working flow log of rejected traffic: ${texts}.`, evidence);
  },
});

function flowLogsOf(inventory: Inventory, vpc: Vpc): readonly FlowLog[] {
  const byResource = inventory.derive('flow logs by resource', () =>
    Map.groupBy(inventory.of('AWS::EC2::FlowLog'), (log) => log.resourceId),
  );
  return byResource.get(vpc.id) ?? [];
}

function shortcoming(log: FlowLog): string | null {
  if (log.flowLogStatus !== 'ACTIVE') return `is ${log.flowLogStatus || 'not active'}`;
  if (log.deliverLogsStatus === 'FAILED') {
    return `fails to deliver (${log.deliverLogsErrorMessage ?? 'no reason given'})`;
  }
  return log.trafficType === 'ACCEPT' ? 'records accepted traffic only' : null;
}

function logEvidence(log: FlowLog) {
  return {
    id: log.id,
    status: log.flowLogStatus,
    trafficType: log.trafficType,
    deliverLogsStatus: log.deliverLogsStatus,
    destination: log.logDestination,
  };
}
