import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html */
export const cloudtrailTrailNotifications = defineCheck({
  id: 'cloudtrail-trail-notifications',
  title: 'The trail announces its log files on an SNS topic',
  practice: 1,
  severity: 'info',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  changedBy: TRAIL_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'Tools that analyse the log learn of new files at once, and their absence shows that logging stopped.',
  remediation: 'Give the trail an SNS topic whose policy lets CloudTrail publish.',
  fix: {
    cli: dedented(`
      # The policy of the topic must let cloudtrail.amazonaws.com publish for this trail
      aws cloudtrail update-trail --name {arn} --sns-topic-name <SNS-TOPIC-ARN> --region {region}`),
    terraform: dedented(`
      # The policy of the topic must let cloudtrail.amazonaws.com publish for this trail
      resource "aws_cloudtrail" "this" {
        name           = "{id}"
        sns_topic_name = "<SNS-TOPIC-ARN>"
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail) {
    const { snsTopicArn, trailStatus } = trail;
    if (snsTopicArn === null) return fail(`Trail ${trail.id} has no SNS topic.`, { snsTopicArn });
    if (trailStatus.status === 'unread') return unknown(trailStatus, { snsTopicArn });
    const { latestNotificationError } = trailStatus.value;
    const evidence = { snsTopicArn, latestNotificationError };
    return latestNotificationError === null
      ? pass(`Trail ${trail.id} announces its files on ${snsTopicArn}.`, evidence)
      : fail(`Trail ${trail.id} cannot publish to ${snsTopicArn} (${latestNotificationError}).`, evidence);
  },
});
