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
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { type Check, defineCheck, type Fix, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
      'pci-dss-4.0:10.2.1.1',
      'hipaa:164.312(b)',
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
      'pci-dss-4.0:10.2.1.1',
      'hipaa:164.312(b)',
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
    changedBy: TRAIL_RECORDING_CHANGES,
    remediation: `Select ${kind} data events of all S3 objects (AWS::S3::Object) in one multi-region trail.`,
    fix: fixFor(kind),
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

function fixFor(kind: 'read' | 'write'): Fix {
  const type = kind === 'read' ? 'ReadOnly' : 'WriteOnly';
  return {
    cli: dedented(`
      # Data events are paid for: one trail of all regions is enough for an account
      # The last command replaces all selectors: keep those that the second one shows
      aws cloudtrail update-trail --name {arn} --is-multi-region-trail --include-global-service-events --region {region}
      aws cloudtrail get-event-selectors --trail-name {arn} --region {region}
      aws cloudtrail put-event-selectors --trail-name {arn} --event-selectors '[<SELECTORS-TO-KEEP>,{"ReadWriteType":"${type}","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:{partition}:s3"]}]}]' --region {region}`),
    terraform: dedented(`
      resource "aws_cloudtrail" "this" {
        name                          = "{id}"
        is_multi_region_trail         = true
        include_global_service_events = true
        # Beside its other selectors
        event_selector {
          read_write_type           = "${type}"
          include_management_events = false
          data_resource {
            type   = "AWS::S3::Object"
            values = ["arn:{partition}:s3"]
          }
        }
        # Its other arguments stay as they are.
      }`),
  };
}

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
