import { logGroupDeliveryState } from '../../inventory/trail-state.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html */
export const cloudtrailTrailCloudwatchLogs = defineCheck({
  id: 'cloudtrail-trail-cloudwatch-logs',
  title: 'The trail delivers to CloudWatch Logs',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  changedBy: TRAIL_CHANGES,
  controls: ['cis-aws-1.4.0:3.4', 'cis-aws-1.5.0:3.4', 'cis-aws-2.0.0:3.4', 'aws-fsbp:CloudTrail.5'],
  equivalents: [
    'prowler:cloudtrail_cloudwatch_logging_enabled',
    'config:cloud-trail-cloud-watch-logs-enabled',
  ],
  rationale:
    'Files in a bucket tell of an intrusion when somebody reads them; a log group can raise an alarm within minutes.',
  remediation:
    'Give the trail a log group and a role that may write to it, and repair the role where delivery fails.',
  fix: {
    cli: dedented(`
      # Where the trail has a log group already and cannot deliver, mend the policy of its role: only the third command
      aws logs create-log-group --log-group-name <LOG-GROUP-NAME> --region {region}
      aws iam create-role --role-name <ROLE-NAME> --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
      aws iam put-role-policy --role-name <ROLE-NAME> --policy-name deliver --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:{partition}:logs:{region}:{account}:log-group:<LOG-GROUP-NAME>:log-stream:*"}]}'
      aws cloudtrail update-trail --name {arn} --cloud-watch-logs-log-group-arn 'arn:{partition}:logs:{region}:{account}:log-group:<LOG-GROUP-NAME>:*' --cloud-watch-logs-role-arn arn:{partition}:iam::{account}:role/<ROLE-NAME> --region {region}`),
    terraform: dedented(`
      resource "aws_cloudwatch_log_group" "this" {
        name = "<LOG-GROUP-NAME>"
      }

      resource "aws_iam_role" "this" {
        name = "<ROLE-NAME>"
        assume_role_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "cloudtrail.amazonaws.com" }
            Action    = "sts:AssumeRole"
          }]
        })
      }

      resource "aws_iam_role_policy" "this" {
        name = "deliver"
        role = aws_iam_role.this.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
            Resource = format("%s:log-stream:*", aws_cloudwatch_log_group.this.arn)
          }]
        })
      }

      resource "aws_cloudtrail" "this" {
        name                       = "{id}"
        cloud_watch_logs_group_arn = format("%s:*", aws_cloudwatch_log_group.this.arn)
        cloud_watch_logs_role_arn  = aws_iam_role.this.arn
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail, { settings, asOf }) {
    const logGroup = trail.cloudWatchLogsLogGroupArn;
    if (logGroup === null) return fail(`Trail ${trail.id} has no log group.`, { logGroup });
    const { faults, unread } = logGroupDeliveryState(trail, asOf, settings.trailDeliveryHours);
    const status = trail.trailStatus.status === 'read' ? trail.trailStatus.value : null;
    const evidence = {
      logGroup,
      latestDeliveryTime: status?.latestCloudWatchLogsDeliveryTime,
      latestDeliveryError: status?.latestCloudWatchLogsDeliveryError,
    };
    if (faults.length > 0) return fail(`Trail ${trail.id} ${faults.join(' and ')}.`, evidence);
    if (unread.length > 0) return unknown(unread, evidence);
    return pass(`Trail ${trail.id} delivers to ${logGroup}.`, evidence);
  },
});
