import type { MonitoredEvent } from '../../inventory/monitored-events.ts';
import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** An API event source's changes by name, as a metric filter pattern. */
const changes = (source: string, ...names: readonly string[]): string =>
  `{ ($.eventSource = ${source}.amazonaws.com) && (${names.map((name) => `($.eventName = ${name})`).join(' || ')}) }`;

/**
 * A filter for each event that lets all its records through.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const FILTER_PATTERNS: Readonly<Record<MonitoredEvent, string>> = {
  'unauthorized-api-calls': '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  'console-sign-in-without-mfa':
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  'root-use':
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  'iam-policy-changes': changes(
    'iam',
    'DeleteGroupPolicy',
    'DeleteRolePolicy',
    'DeleteUserPolicy',
    'PutGroupPolicy',
    'PutRolePolicy',
    'PutUserPolicy',
    'CreatePolicy',
    'DeletePolicy',
    'CreatePolicyVersion',
    'DeletePolicyVersion',
    'SetDefaultPolicyVersion',
    'AttachRolePolicy',
    'DetachRolePolicy',
    'AttachUserPolicy',
    'DetachUserPolicy',
    'AttachGroupPolicy',
    'DetachGroupPolicy',
  ),
  'cloudtrail-changes': changes(
    'cloudtrail',
    'CreateTrail',
    'UpdateTrail',
    'DeleteTrail',
    'StartLogging',
    'StopLogging',
  ),
  'console-sign-in-failures':
    '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  'cmk-disabling-or-deletion': changes('kms', 'DisableKey', 'ScheduleKeyDeletion'),
  'bucket-policy-changes': changes(
    's3',
    'PutBucketAcl',
    'PutBucketPolicy',
    'PutBucketCors',
    'PutBucketLifecycle',
    'PutBucketReplication',
    'DeleteBucketPolicy',
    'DeleteBucketCors',
    'DeleteBucketLifecycle',
    'DeleteBucketReplication',
  ),
  'config-changes': changes(
    'config',
    'StopConfigurationRecorder',
    'DeleteDeliveryChannel',
    'PutDeliveryChannel',
    'PutConfigurationRecorder',
  ),
  'security-group-changes': changes(
    'ec2',
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
    'RevokeSecurityGroupEgress',
    'CreateSecurityGroup',
    'DeleteSecurityGroup',
  ),
  'nacl-changes': changes(
    'ec2',
    'CreateNetworkAcl',
    'CreateNetworkAclEntry',
    'DeleteNetworkAcl',
    'DeleteNetworkAclEntry',
    'ReplaceNetworkAclEntry',
    'ReplaceNetworkAclAssociation',
  ),
  'gateway-changes': changes(
    'ec2',
    'CreateCustomerGateway',
    'DeleteCustomerGateway',
    'AttachInternetGateway',
    'CreateInternetGateway',
    'DeleteInternetGateway',
    'DetachInternetGateway',
  ),
  'route-table-changes': changes(
    'ec2',
    'CreateRoute',
    'CreateRouteTable',
    'ReplaceRoute',
    'ReplaceRouteTableAssociation',
    'DeleteRouteTable',
    'DeleteRoute',
    'DisassociateRouteTable',
  ),
  'vpc-changes': changes(
    'ec2',
    'CreateVpc',
    'DeleteVpc',
    'ModifyVpcAttribute',
    'AcceptVpcPeeringConnection',
    'CreateVpcPeeringConnection',
    'DeleteVpcPeeringConnection',
    'RejectVpcPeeringConnection',
    'AttachClassicLinkVpc',
    'DetachClassicLinkVpc',
    'DisableVpcClassicLink',
    'EnableVpcClassicLink',
  ),
  'organizations-changes': changes(
    'organizations',
    'AcceptHandshake',
    'AttachPolicy',
    'CreateAccount',
    'CreateOrganizationalUnit',
    'CreatePolicy',
    'DeclineHandshake',
    'DeleteOrganization',
    'DeleteOrganizationalUnit',
    'DeletePolicy',
    'DetachPolicy',
    'DisablePolicyType',
    'EnablePolicyType',
    'InviteAccountToOrganization',
    'LeaveOrganization',
    'MoveAccount',
    'RemoveAccountFromOrganization',
    'UpdatePolicy',
    'UpdateOrganizationalUnit',
  ),
};

/** A metric filter on the trail's log group and an alarm on its first match within five minutes. */
export function alarmFix(event: MonitoredEvent): Fix {
  return {
    cli: dedented(`
      # The log group is the one of a multi-region trail. The topic needs a confirmed subscription
      aws logs put-metric-filter --log-group-name <LOG-GROUP-NAME> --filter-name ${event} --filter-pattern '${FILTER_PATTERNS[event]}' --metric-transformations metricName=${event},metricNamespace=CloudTrail,metricValue=1 --region <HOME-REGION>
      aws cloudwatch put-metric-alarm --alarm-name ${event} --namespace CloudTrail --metric-name ${event} --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching --alarm-actions <SNS-TOPIC-ARN> --region <HOME-REGION>`),
    terraform: dedented(`
      # The log group is the one of a multi-region trail. The topic needs a confirmed subscription
      resource "aws_cloudwatch_log_metric_filter" "this" {
        name           = "${event}"
        log_group_name = "<LOG-GROUP-NAME>"
        pattern        = "${FILTER_PATTERNS[event].replaceAll('"', '\\"')}"
        metric_transformation {
          name      = "${event}"
          namespace = "CloudTrail"
          value     = "1"
        }
      }

      resource "aws_cloudwatch_metric_alarm" "this" {
        alarm_name          = "${event}"
        namespace           = "CloudTrail"
        metric_name         = "${event}"
        statistic           = "Sum"
        period              = 300
        evaluation_periods  = 1
        threshold           = 1
        comparison_operator = "GreaterThanOrEqualToThreshold"
        treat_missing_data  = "notBreaching"
        alarm_actions       = ["<SNS-TOPIC-ARN>"]
      }`),
  };
}
