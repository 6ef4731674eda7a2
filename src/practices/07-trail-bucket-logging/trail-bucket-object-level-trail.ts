import { objectLevelRecording } from '../../inventory/object-level-trails.ts';
import { trailBucket, trailPrefix } from '../../inventory/trail-bucket.ts';
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Reads and writes of the trail's own files, recorded by any trails of the bucket's account together.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const trailBucketObjectLevelTrail = defineCheck({
  id: 'trail-bucket-object-level-trail',
  title: "Object-level events of the trail's bucket are recorded",
  practice: 7,
  severity: 'low',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
    's3:ListBuckets',
    's3:HeadBucket',
  ],
  changedBy: TRAIL_RECORDING_CHANGES,
  controls: ['pci-dss-4.0:10.2.1.3'],
  equivalents: [],
  rationale:
    'Access logs come late and are best effort; data events tell surely and soon who touched the log files.',
  remediation:
    "Record S3 data events, reads and writes, of the trail's bucket by a trail that delivers to another bucket.",
  fix: {
    cli: dedented(`
      # Take a trail that delivers to another bucket. The second command replaces all its selectors: keep those that the first one shows
      aws cloudtrail get-event-selectors --trail-name <OTHER-TRAIL-ARN> --region <ITS-HOME-REGION>
      aws cloudtrail put-event-selectors --trail-name <OTHER-TRAIL-ARN> --event-selectors '[<SELECTORS-TO-KEEP>,{"ReadWriteType":"All","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["{evidence.bucket}/"]}]}]' --region <ITS-HOME-REGION>`),
    terraform: dedented(`
      # A trail that delivers to another bucket
      resource "aws_cloudtrail" "this" {
        # Beside its other selectors
        event_selector {
          read_write_type           = "All"
          include_management_events = false
          data_resource {
            type   = "AWS::S3::Object"
            values = ["{evidence.bucket}/"]
          }
        }
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { id, arn } = bucket.value;
    const { unrecorded, trails, missing } = objectLevelRecording(inventory, bucket.value, trailPrefix(trail));
    const evidence = { bucket: arn, trails: trails.map((each) => each.arn) };
    if (!unrecorded) return pass(`Reads and writes of log files in bucket ${id} are recorded.`, evidence);
    if (missing.length > 0) return unknown(missing, evidence);
    return fail(`Not every read and write of log files in bucket ${id} is recorded by a trail.`, {
      ...evidence,
      unrecorded,
    });
  },
});
