import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * A bucket of an account that was read is ours. AWS's 404 means that anybody may create it; a bucket that is there
 * but in none of those accounts may be anybody's already.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export const cloudtrailBucketExists = defineCheck({
  id: 'cloudtrail-bucket-exists',
  title: "The trail's bucket exists and is the organisation's own",
  practice: 1,
  severity: 'critical',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:HeadBucket'],
  controls: [],
  equivalents: [],
  rationale:
    "Whoever creates a trail's missing bucket is sent the account's audit log, and the account itself has none.",
  remediation:
    'Create the bucket in your own account with a policy for CloudTrail, or point the trail elsewhere.',
  evaluate({ s3BucketName: name, bucketProbe: probe }, { inventory }) {
    const bucket = inventory.bucketNamed(name);
    const evidence = { bucketName: name, probe: probe.status === 'read' ? probe.value : null };
    if (bucket.status === 'read' && bucket.value)
      return pass(`Bucket ${name} belongs to account ${bucket.value.account}.`, {
        ...evidence,
        owner: bucket.value.account,
      });
    if (probe.status === 'read' && probe.value === 'absent')
      return fail(`Bucket ${name}, which the trail delivers to, does not exist.`, evidence);
    const outside = bucket.status === 'unread' ? bucket : inventory.bucketOutside(name);
    return unknown([outside, probe], evidence);
  },
});
