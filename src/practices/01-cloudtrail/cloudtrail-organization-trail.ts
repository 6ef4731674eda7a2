import { accountTrails, searchTrails } from '../../inventory/account-trails.ts';
import {
  allOf,
  loggingState,
  MANAGEMENT_EVENTS_BUT_NOISY_SOURCES,
  recordingState,
  requires,
} from '../../inventory/trail-state.ts';
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Asked of the management account, which owns organisation trails.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export const cloudtrailOrganizationTrail = defineCheck({
  id: 'cloudtrail-organization-trail',
  title: 'An organisation trail records all member accounts',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::::Account',
  reads: [
    'organizations:DescribeOrganization',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
  ],
  changedBy: TRAIL_RECORDING_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'Trails that each member keeps can be stopped by its administrators; new accounts begin without any.',
  remediation:
    'Create a multi-region organisation trail in the management account (or from its delegated administrator).',
  fix: {
    cli: dedented(`
      # The bucket must exist, and its policy must let CloudTrail deliver this trail for all member accounts
      aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com
      aws cloudtrail create-trail --name <TRAIL-NAME> --s3-bucket-name <BUCKET> --is-organization-trail --is-multi-region-trail --include-global-service-events --enable-log-file-validation --region <HOME-REGION>
      aws cloudtrail start-logging --name <TRAIL-NAME> --region <HOME-REGION>`),
    terraform: dedented(`
      # cloudtrail.amazonaws.com must be among the aws_service_access_principals of aws_organizations_organization, and the
      # policy of the bucket must let CloudTrail deliver this trail for all member accounts
      resource "aws_cloudtrail" "this" {
        name                          = "<TRAIL-NAME>"
        s3_bucket_name                = "<BUCKET>"
        is_organization_trail         = true
        is_multi_region_trail         = true
        include_global_service_events = true
        enable_log_file_validation    = true
      }`),
  },
  evaluate(account, { inventory }) {
    const membership = inventory.one('AWS::Organizations::Organization', account.account);
    if (membership.status === 'unread') return unknown(membership);
    const { organization } = membership.value;
    if (organization?.managementAccountId !== account.account) return notApplicable();
    const { found, unread, faulty } = searchTrails(accountTrails(inventory, account), (trail) =>
      allOf([
        requires(trail.isOrganizationTrail, 'is not an organisation trail'),
        requires(trail.isMultiRegionTrail, 'records one region only'),
        loggingState(trail),
        recordingState(trail, MANAGEMENT_EVENTS_BUT_NOISY_SOURCES),
      ]),
    );
    const rejected = faulty.map(({ trail, faults }) => ({ trail: trail.arn, faults }));
    const evidence = { organization: organization.id, trail: found?.arn ?? null, rejected };
    if (found) return pass(`Organisation trail ${found.id} records all member accounts.`, evidence);
    if (unread.length > 0) return unknown(unread, evidence);
    const reasons = faulty
      .filter(({ trail }) => trail.isOrganizationTrail)
      .map(({ trail, faults }) => `${trail.id} ${faults.join(' and ')}`);
    if (reasons.length === 0)
      return fail(`Organisation ${organization.id} has no organisation trail.`, evidence);
    return fail(`No organisation trail records all member accounts: ${reasons.join('; ')}.`, evidence);
  },
});
