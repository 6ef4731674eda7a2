import { otherTrails, searchTrails } from '../../inventory/account-trails.ts';
import type { EventConditions } from '../../inventory/event-selectors.ts';
import {
  allOf,
  deliveryState,
  recordingState,
  requires,
  type TrailState,
} from '../../inventory/trail-state.ts';
import { parseArn } from '../../model/arn.ts';
import type { Trail } from '../../model/resources/cloudtrail.ts';
import { type Check, defineCheck, fail, pass, unknown } from '../check.ts';

interface DataEvents {
  readonly kind: 'read' | 'write';
  readonly controls: readonly string[];
  readonly equivalents: readonly string[];
  readonly rationale: string;
}

const TABLE: readonly DataEvents[] = [
  {
    kind: 'read',
    controls: [
      'cis-aws-1.4.0:3.11',
      'cis-aws-1.5.0:3.11',
      'cis-aws-2.0.0:3.11',
      'cis-aws-3.0.0:3.9',
      'cis-aws-4.0.0:3.9',
      'cis-aws-5.0.0:3.9',
      'cis-aws-6.0.0:4.9',
      'cis-aws-7.0.0:4.9',
      'nist-800-53-r5:ac_2_4',
      'nist-800-53-r5:ac_3_1',
      'nist-800-53-r5:ac_3_10',
      'nist-800-53-r5:ac_4_26',
      'nist-800-53-r5:ac_6_9',
      'nist-800-53-r5:au_2_b',
      'nist-800-53-r5:au_3_a',
      'nist-800-53-r5:au_3_b',
      'nist-800-53-r5:au_3_c',
      'nist-800-53-r5:au_3_d',
      'nist-800-53-r5:au_3_e',
      'nist-800-53-r5:au_3_f',
      'nist-800-53-r5:au_6_3',
      'nist-800-53-r5:au_6_4',
      'nist-800-53-r5:au_6_6',
      'nist-800-53-r5:au_6_9',
      'nist-800-53-r5:au_8_b',
      'nist-800-53-r5:au_10',
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
      'nist-800-53-r5:sc_7_9_b',
      'nist-800-53-r5:si_1_1_c',
      'nist-800-53-r5:si_3_8_b',
      'nist-800-53-r5:si_4_2',
      'nist-800-53-r5:si_4_17',
      'nist-800-53-r5:si_4_20',
      'nist-800-53-r5:si_7_8',
      'nist-800-53-r5:si_10_1_c',
      'iso-27001-2022:A.8.15',
      'iso-27001-2022:A.8.16',
      'soc-2:cc_2_1',
      'soc-2:cc_7_2',
    ],
    equivalents: ['prowler:cloudtrail_s3_dataevents_read_enabled', 'config:cloudtrail-s3-dataevents-enabled'],
    rationale: 'Without read events nobody can tell which objects an intruder copied.',
  },
  {
    kind: 'write',
    controls: [
      'cis-aws-1.4.0:3.10',
      'cis-aws-1.5.0:3.10',
      'cis-aws-2.0.0:3.10',
      'cis-aws-3.0.0:3.8',
      'cis-aws-4.0.0:3.8',
      'cis-aws-5.0.0:3.8',
      'cis-aws-6.0.0:4.8',
      'cis-aws-7.0.0:4.8',
      'nist-800-53-r5:ac_2_4',
      'nist-800-53-r5:ac_3_1',
      'nist-800-53-r5:ac_3_10',
      'nist-800-53-r5:ac_4_26',
      'nist-800-53-r5:ac_6_9',
      'nist-800-53-r5:au_2_b',
      'nist-800-53-r5:au_3_a',
      'nist-800-53-r5:au_3_b',
      'nist-800-53-r5:au_3_c',
      'nist-800-53-r5:au_3_d',
      'nist-800-53-r5:au_3_e',
      'nist-800-53-r5:au_3_f',
      'nist-800-53-r5:au_6_3',
      'nist-800-53-r5:au_6_4',
      'nist-800-53-r5:au_6_6',
      'nist-800-53-r5:au_6_9',
      'nist-800-53-r5:au_8_b',
      'nist-800-53-r5:au_10',
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
      'nist-800-53-r5:sc_7_9_b',
      'nist-800-53-r5:si_1_1_c',
      'nist-800-53-r5:si_3_8_b',
      'nist-800-53-r5:si_4_2',
      'nist-800-53-r5:si_4_17',
      'nist-800-53-r5:si_4_20',
      'nist-800-53-r5:si_7_8',
      'nist-800-53-r5:si_10_1_c',
      'pci-dss-4.0:10.2.1.1.7',
      'pci-dss-4.0:10.2.1.2.7',
      'pci-dss-4.0:10.2.1.3.7',
      'pci-dss-4.0:10.2.1.4.7',
      'pci-dss-4.0:10.2.1.5.7',
      'pci-dss-4.0:10.2.1.6.7',
      'pci-dss-4.0:10.2.1.7.7',
      'pci-dss-4.0:10.2.1.7',
      'pci-dss-4.0:10.2.2.7',
      'pci-dss-4.0:10.3.1.7',
      'pci-dss-4.0:10.6.3.7',
      'pci-dss-4.0:5.3.4.7',
      'pci-dss-4.0:A1.2.1.7',
      'iso-27001-2022:A.8.15',
      'iso-27001-2022:A.8.16',
      'soc-2:cc_2_1',
      'soc-2:cc_7_2',
      'soc-2:pi_1_2',
    ],
    equivalents: [
      'prowler:cloudtrail_s3_dataevents_write_enabled',
      'config:cloudtrail-s3-dataevents-enabled',
    ],
    rationale:
      'Without write events nobody can tell which objects an intruder changed, encrypted or deleted.',
  },
];

/**
 * All objects of all buckets, by this trail or another multi-region trail of the account: a second copy costs and tells
 * nothing new.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const cloudtrailTrailS3: readonly Check[] = TABLE.map(({ kind, ...metadata }) =>
  defineCheck({
    ...metadata,
    id: `cloudtrail-trail-s3-${kind}-data-events`,
    title: `CloudTrail records ${kind}s of S3 objects`,
    practice: 1,
    severity: 'low',
    resource: 'AWS::CloudTrail::Trail',
    reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
    remediation: `Select ${kind} data events of all S3 objects (AWS::S3::Object) in one multi-region trail.`,
    evaluate(trail, { inventory, settings, asOf }) {
      const asked = objectEvents(kind, parseArn(trail.arn)?.partition ?? 'aws');
      const judge = (each: Trail): TrailState =>
        allOf([
          requires(each.isMultiRegionTrail, 'records one region only'),
          deliveryState(each, asOf, settings.trailDeliveryHours),
          recordingState(each, asked),
        ]);
      const own = judge(trail);
      if (own.faults.length + own.unread.length === 0) {
        return pass(`Trail ${trail.id} records ${kind}s of S3 objects.`, { recordedBy: trail.arn });
      }
      const { found, unread } = searchTrails(otherTrails(inventory, trail), judge);
      const evidence = { recordedBy: found?.arn ?? null, faults: own.faults };
      if (found) return pass(`${capital(kind)}s of S3 objects are recorded by ${found.id}.`, evidence);
      const missing = own.faults.length > 0 ? unread : [...own.unread, ...unread];
      if (missing.length > 0) return unknown(missing, evidence);
      const why = `trail ${trail.id} ${own.faults.join(' and ')}, and no other trail does it`;
      return fail(`Not all ${kind}s of S3 objects are recorded: ${why}.`, evidence);
    },
  }),
);

function objectEvents(kind: 'read' | 'write', partition: string): EventConditions {
  return [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: ['AWS::S3::Object'] },
    { field: 'readOnly', equals: [kind === 'read' ? 'true' : 'false'] },
    { field: 'resources.ARN', startsWith: [`arn:${partition}:s3:::`] },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
