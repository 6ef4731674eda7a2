import { accountTrails, searchTrails } from '../../inventory/account-trails.ts';
import {
  allOf,
  deliveryState,
  MANAGEMENT_EVENTS_BUT_NOISY_SOURCES,
  recordingState,
  requires,
} from '../../inventory/trail-state.ts';
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass, sparing, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** Controls that an account without any trail breaks; the checks of single trails judge those that there are. */
const NEEDS_A_TRAIL = [
  'cis-aws-1.4.0:3.10',
  'cis-aws-1.4.0:3.11',
  'cis-aws-1.5.0:3.10',
  'cis-aws-1.5.0:3.11',
  'cis-aws-2.0.0:3.10',
  'cis-aws-2.0.0:3.11',
  'cis-aws-3.0.0:3.8',
  'cis-aws-3.0.0:3.9',
  'cis-aws-4.0.0:3.8',
  'cis-aws-4.0.0:3.9',
  'cis-aws-5.0.0:3.8',
  'cis-aws-5.0.0:3.9',
  'cis-aws-6.0.0:4.8',
  'cis-aws-6.0.0:4.9',
  'cis-aws-7.0.0:4.8',
  'cis-aws-7.0.0:4.9',
  'aws-fsbp:CloudTrail.3',
];

/**
 * One trail must do it all; an organisation's counts for its members. KMS and RDS Data API events may be left out here:
 * `cloudtrail-trail-management-events-complete` asks for them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-multi-region-trails.html
 */
export const cloudtrailAccountMultiRegionTrail = defineCheck({
  id: 'cloudtrail-account-multi-region-trail',
  title: 'A multi-region trail records the management events of the account',
  practice: 1,
  severity: 'critical',
  resource: 'AWS::::Account',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  changedBy: TRAIL_RECORDING_CHANGES,
  controls: [
    'cis-aws-1.4.0:3.1',
    'cis-aws-1.5.0:3.1',
    'cis-aws-2.0.0:3.1',
    'cis-aws-3.0.0:3.1',
    'cis-aws-4.0.0:3.1',
    'cis-aws-5.0.0:3.1',
    'cis-aws-6.0.0:4.1',
    'cis-aws-7.0.0:4.1',
    'aws-fsbp:CloudTrail.1',
    'nist-800-53-r5:AC-2(4)',
    'nist-800-53-r5:AC-2g',
    'nist-800-53-r5:AC-6(9)',
    'nist-800-53-r5:AU-3a',
    'nist-800-53-r5:AU-3b',
    'nist-800-53-r5:AU-3c',
    'nist-800-53-r5:AU-3d',
    'nist-800-53-r5:AU-3e',
    'nist-800-53-r5:AU-3f',
    'nist-800-53-r5:AU-8b',
    'nist-800-53-r5:AU-10',
    'nist-800-53-r5:AU-12a',
    'nist-800-53-r5:AU-12c',
    'nist-800-53-r5:AU-12(1)',
    'nist-800-53-r5:AU-12(2)',
    'nist-800-53-r5:CM-5(1)(b)',
    'nist-800-53-r5:SI-4c',
    'nist-800-53-r5:SI-4(20)',
    'nist-csf-2.0:PR.PS-04',
    'nist-csf-2.0:DE.CM-03',
    'nist-csf-2.0:RS.AN-07',
    'pci-dss-4.0:10.2.1',
    'pci-dss-4.0:10.2.1.2',
    'pci-dss-4.0:10.2.1.4',
    'pci-dss-4.0:10.2.1.5',
    'pci-dss-4.0:10.2.1.6',
    'pci-dss-4.0:10.2.1.7',
    'pci-dss-4.0:10.2.2',
    'iso-27001-2022:A.5.28',
    'iso-27001-2022:A.8.15',
    'soc-2:CC7.2',
    'hipaa:164.308(a)(1)(ii)(D)',
    'hipaa:164.308(a)(5)(ii)(C)',
    'hipaa:164.312(b)',
    ...NEEDS_A_TRAIL,
  ],
  equivalents: [
    'prowler:cloudtrail_multi_region_enabled',
    'prowler:cloudtrail_multi_region_enabled_logging_management_events',
    'config:multi-region-cloudtrail-enabled',
  ],
  rationale:
    'What no trail records nobody can find out later: an intruder works unseen in a region or with calls that are not logged.',
  remediation:
    'Create one trail for all regions (best an organisation trail) with read and write management events and start its logging.',
  fix: {
    cli: dedented(`
      # The bucket must exist, and its policy must let CloudTrail deliver this trail
      aws cloudtrail create-trail --name <TRAIL-NAME> --s3-bucket-name <BUCKET> --is-multi-region-trail --include-global-service-events --enable-log-file-validation --region <HOME-REGION>
      aws cloudtrail start-logging --name <TRAIL-NAME> --region <HOME-REGION>`),
    terraform: dedented(`
      # The bucket must exist, and its policy must let CloudTrail deliver this trail
      resource "aws_cloudtrail" "this" {
        name                          = "<TRAIL-NAME>"
        s3_bucket_name                = "<BUCKET>"
        is_multi_region_trail         = true
        include_global_service_events = true
        enable_log_file_validation    = true
      }`),
  },
  evaluate(account, { inventory, settings, asOf }) {
    const { found, unread, faulty } = searchTrails(accountTrails(inventory, account), (trail) =>
      allOf([
        requires(trail.isMultiRegionTrail, 'records one region only'),
        requires(trail.includeGlobalServiceEvents, 'leaves out global service events'),
        deliveryState(trail, asOf, settings.trailDeliveryHours),
        recordingState(trail, MANAGEMENT_EVENTS_BUT_NOISY_SOURCES),
      ]),
    );
    const rejected = faulty.map(({ trail, faults }) => ({ trail: trail.arn, faults }));
    if (found) {
      const whose = found.isOrganizationTrail ? 'organisation trail' : 'trail';
      const evidence = { trail: found.arn, isOrganizationTrail: found.isOrganizationTrail };
      return pass(`Management events of all regions are recorded by ${whose} ${found.id}.`, evidence);
    }
    if (unread.length > 0) return unknown(unread, { rejected });
    if (faulty.length === 0) return fail('The account has no trail.', { rejected });
    const reasons = faulty.map(({ trail, faults }) => `${trail.id} ${faults.join(' and ')}`).join('; ');
    const summary = `No trail records the management events of all regions: ${reasons}.`;
    return sparing(fail(summary, { rejected }), NEEDS_A_TRAIL);
  },
});
