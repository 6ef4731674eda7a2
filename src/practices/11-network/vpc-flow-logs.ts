import type { Inventory } from '../../inventory/inventory.ts';
import type { FlowLog, Vpc } from '../../model/resources/ec2.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
  changedBy: ['ec2:CreateVpc', 'ec2:DeleteFlowLogs'],
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
    'nist-800-53-r5:AC-4(26)',
    'nist-800-53-r5:AU-12a',
    'nist-800-53-r5:SC-7a',
    'nist-800-53-r5:SI-4a',
    'nist-800-53-r5:SI-4a.2',
    'nist-800-53-r5:SI-4c',
    'nist-800-53-r5:SI-4(4)(b)',
    'nist-csf-2.0:PR.PS-04',
    'nist-csf-2.0:DE.CM-01',
    'iso-27001-2022:A.8.15',
    'iso-27001-2022:A.8.20',
    'soc-2:CC7.2',
  ],
  equivalents: ['prowler:vpc_flow_logs_enabled', 'config:vpc-flow-logs-enabled'],
  rationale:
    'Without flow logs nobody can tell afterwards who scanned the network, or where stolen data went.',
  remediation:
    'Create a flow log on the VPC for rejected or all traffic, delivered to CloudWatch Logs or S3.',
  fix: {
    cli: dedented(`
      # The log bucket may lie in another account, whose policy then must let delivery.logs.amazonaws.com write
      aws ec2 create-flow-logs --resource-type VPC --resource-ids {id} --traffic-type REJECT --log-destination-type s3 --log-destination arn:{partition}:s3:::<LOG-BUCKET> --region {region}`),
    terraform: dedented(`
      # The log bucket may lie in another account, whose policy then must let delivery.logs.amazonaws.com write
      resource "aws_flow_log" "this" {
        vpc_id               = "{id}"
        traffic_type         = "REJECT"
        log_destination_type = "s3"
        log_destination      = "arn:{partition}:s3:::<LOG-BUCKET>"
      }`),
  },
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
