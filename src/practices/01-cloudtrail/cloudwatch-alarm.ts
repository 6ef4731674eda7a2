import { eventAlarms, type RecordAlarm } from '../../inventory/event-alarms.ts';
import type { MonitoredEvent } from '../../inventory/monitored-events.ts';
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { type Check, defineCheck, fail, pass, unknown } from '../check.ts';
import { alarmFix } from '../fix/alarm-fix.ts';

interface EventAlarm {
  readonly event: MonitoredEvent;
  /** As in "an alarm tells of …". */
  readonly what: string;
  /** The number within the benchmark's section on monitoring. */
  readonly number: number;
  readonly equivalent: string;
  readonly controls: readonly string[];
  readonly rationale: string;
}

/** The section on monitoring: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html */
const CIS_SECTIONS: Readonly<Record<string, number>> = {
  'cis-aws-1.4.0': 4,
  'cis-aws-1.5.0': 4,
  'cis-aws-2.0.0': 4,
  'cis-aws-3.0.0': 4,
  'cis-aws-4.0.0': 4,
  'cis-aws-5.0.0': 4,
  'cis-aws-6.0.0': 5,
  'cis-aws-7.0.0': 5,
};

const EVENTS: readonly EventAlarm[] = [
  {
    event: 'unauthorized-api-calls',
    what: 'unauthorised API calls',
    number: 1,
    equivalent: 'cloudwatch_log_metric_filter_unauthorized_api_calls',
    controls: ['nist-800-53-r5:SI-4(12)', 'nist-csf-2.0:DE.AE-06'],
    rationale: 'Refused calls in numbers are somebody trying out what stolen credentials may do.',
  },
  {
    event: 'console-sign-in-without-mfa',
    what: 'console sign-ins without MFA',
    number: 2,
    equivalent: 'cloudwatch_log_metric_filter_sign_in_without_mfa',
    controls: ['nist-800-53-r5:SI-4(12)', 'nist-csf-2.0:DE.AE-06'],
    rationale: 'A sign-in with a password alone may be somebody who stole it.',
  },
  {
    event: 'root-use',
    what: 'use of the root user',
    number: 3,
    equivalent: 'cloudwatch_log_metric_filter_root_usage',
    controls: ['nist-800-53-r5:SI-4(12)', 'nist-csf-2.0:DE.AE-06'],
    rationale: 'Nothing limits the root user, and daily work does not need it: each use is worth a look.',
  },
  {
    event: 'iam-policy-changes',
    what: 'changes of IAM policies',
    number: 4,
    equivalent: 'cloudwatch_log_metric_filter_policy_changes',
    controls: ['nist-800-53-r5:SI-4(12)', 'nist-csf-2.0:DE.AE-06'],
    rationale: 'Whoever can change policies can give themselves every permission.',
  },
  {
    event: 'cloudtrail-changes',
    what: 'changes of CloudTrail',
    number: 5,
    equivalent: 'cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled',
    controls: [
      'nist-800-53-r5:SI-4(12)',
      'nist-csf-2.0:DE.AE-06',
      'pci-dss-4.0:10.7.1',
      'pci-dss-4.0:10.7.2',
      'pci-dss-4.0:A3.3.1',
    ],
    rationale: 'Turning the log off is among the first things that an intruder does.',
  },
  {
    event: 'console-sign-in-failures',
    what: 'failed console sign-ins',
    number: 6,
    equivalent: 'cloudwatch_log_metric_filter_authentication_failures',
    controls: ['nist-800-53-r5:SI-4(12)', 'nist-csf-2.0:DE.AE-06', 'hipaa:164.308(a)(5)(ii)(C)'],
    rationale: 'Failed sign-ins in numbers are somebody guessing passwords.',
  },
  {
    event: 'cmk-disabling-or-deletion',
    what: 'KMS keys being disabled or deleted',
    number: 7,
    equivalent: 'cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk',
    controls: [],
    rationale:
      'Data under a key that is gone is gone too; deletion can be called off only while it is pending.',
  },
  {
    event: 'bucket-policy-changes',
    what: 'changes of bucket policies',
    number: 8,
    equivalent: 'cloudwatch_log_metric_filter_for_s3_bucket_policy_changes',
    controls: [],
    rationale: 'One change of a bucket policy can open its data to the world.',
  },
  {
    event: 'config-changes',
    what: 'changes of AWS Config',
    number: 9,
    equivalent: 'cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled',
    controls: ['pci-dss-4.0:10.7.1', 'pci-dss-4.0:10.7.2', 'pci-dss-4.0:A3.3.1'],
    rationale: 'A stopped recorder hides every later change of configuration.',
  },
  {
    event: 'security-group-changes',
    what: 'changes of security groups',
    number: 10,
    equivalent: 'cloudwatch_log_metric_filter_security_group_changes',
    controls: ['pci-dss-4.0:10.7.2', 'pci-dss-4.0:A3.3.1'],
    rationale: 'A new rule can open a server to the world within seconds.',
  },
  {
    event: 'nacl-changes',
    what: 'changes of network ACLs',
    number: 11,
    equivalent: 'cloudwatch_changes_to_network_acls_alarm_configured',
    controls: ['pci-dss-4.0:10.7.2', 'pci-dss-4.0:A3.3.1'],
    rationale: 'A changed network ACL can open subnets, or cut them off.',
  },
  {
    event: 'gateway-changes',
    what: 'changes of network gateways',
    number: 12,
    equivalent: 'cloudwatch_changes_to_network_gateways_alarm_configured',
    controls: [],
    rationale: 'A new gateway gives a closed network a way out, and in.',
  },
  {
    event: 'route-table-changes',
    what: 'changes of route tables',
    number: 13,
    equivalent: 'cloudwatch_changes_to_network_route_tables_alarm_configured',
    controls: [],
    rationale: 'A changed route can send traffic past the inspection, or to an intruder.',
  },
  {
    event: 'vpc-changes',
    what: 'changes of VPCs',
    number: 14,
    equivalent: 'cloudwatch_changes_to_vpcs_alarm_configured',
    controls: [],
    rationale: 'A new peering connection or a changed VPC joins networks that were apart.',
  },
  {
    event: 'organizations-changes',
    what: 'changes of AWS Organizations',
    number: 15,
    equivalent: 'cloudwatch_log_metric_filter_aws_organizations_changes',
    controls: [],
    rationale: 'Whoever moves an account or detaches a policy lifts the limits of a whole organisation.',
  },
];

/**
 * A metric filter counts by what it lets through, not by its text, and several may share an event's records. An alarm
 * that nobody has subscribed to tells nobody.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
 */
export const cloudwatchAlarm: readonly Check[] = EVENTS.map(({ event, what, number, ...alarm }) =>
  defineCheck({
    id: `cloudwatch-alarm-${event}`,
    title: `An alarm tells of ${what}`,
    practice: 1,
    severity: 'low',
    resource: 'AWS::::Account',
    reads: [
      'cloudtrail:DescribeTrails',
      'cloudtrail:GetTrailStatus',
      'cloudtrail:GetEventSelectors',
      'logs:DescribeMetricFilters',
      'cloudwatch:DescribeAlarms',
      'sns:ListTopics',
      'sns:ListSubscriptions',
      'sns:GetTopicAttributes',
      'sns:ListSubscriptionsByTopic',
    ],
    changedBy: [
      ...TRAIL_RECORDING_CHANGES,
      'logs:DeleteMetricFilter',
      'logs:PutMetricFilter',
      'logs:DeleteLogGroup',
      'monitoring:DeleteAlarms',
      'monitoring:PutMetricAlarm',
      'monitoring:DisableAlarmActions',
      'sns:DeleteTopic',
      'sns:Unsubscribe',
    ],
    controls: [
      ...Object.entries(CIS_SECTIONS).map(([framework, section]) => `${framework}:${section}.${number}`),
      ...alarm.controls,
    ],
    equivalents: [`prowler:${alarm.equivalent}`],
    rationale: alarm.rationale,
    remediation: `On the log group of a multi-region trail, create a metric filter that matches ${what}, an alarm on its metric, and an SNS topic with a confirmed subscription.`,
    fix: alarmFix(event),
    evaluate(account, { inventory, settings, asOf }) {
      const records = eventAlarms(inventory, account, event, { asOf, hours: settings.trailDeliveryHours });
      const unheard = records.filter((each) => each.chain === null);
      const evidence = evidenceOf(records);
      if (unheard.length === 0) {
        const alarms = [...new Set(evidence.chains.map((each) => alarmName(each.alarm)))].sort();
        const noun = alarms.length === 1 ? 'alarm' : 'alarms';
        return pass(`Somebody is told of ${what} by ${noun} ${alarms.join(' and ')}.`, evidence);
      }
      const silent = unheard.find((each) => each.unread.length === 0);
      if (!silent)
        return unknown(
          unheard.flatMap((each) => each.unread),
          evidence,
        );
      const { eventName, faults } = silent;
      return fail(`Nobody is told of ${what} (${eventName}): ${faults.join('; ')}.`, evidence);
    },
  }),
);

function evidenceOf(records: readonly RecordAlarm[]) {
  const chains = records.flatMap((each) => each.chain ?? []);
  const unheard = records.filter((each) => each.chain === null);
  return {
    chains: [...new Map(chains.map((each) => [JSON.stringify(each), { ...each }])).values()],
    unheardEvents: [...new Set(unheard.map(({ eventName }) => eventName))],
    faults: [...new Set(unheard.flatMap((each) => each.faults))],
  };
}

function alarmName(arn: string): string {
  return arn.slice(arn.indexOf(':alarm:') + ':alarm:'.length);
}
