import type { JsonObject } from '../../../src/model/json.ts';
import { NETWORK_EVENTS } from './own-network-rule-events.ts';
import { POLICY_EVENTS } from './own-policy-rule-events.ts';
import { call, failed, login, type RuleEvents } from './rule-events.ts';

const root = (fields: JsonObject = {}): JsonObject => ({
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', ...fields },
});
const blocked = (isOn: boolean): JsonObject => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: isOn,
    RestrictPublicBuckets: true,
  },
});
const advanced = (...selectors: readonly (readonly JsonObject[])[]): JsonObject =>
  call('cloudtrail PutEventSelectors', {
    trailName: 't',
    advancedEventSelectors: selectors.map((fieldSelectors) => ({ name: 'n', fieldSelectors })),
  });
/** By the file of the rule, which looks at one event at a time. */
export const SINGLE_EVENTS: Readonly<Record<string, RuleEvents>> = {
  ...NETWORK_EVENTS,
  ...POLICY_EVENTS,
  access_analyzer_deleted: {
    fires: [call('access-analyzer DeleteAnalyzer', { analyzerName: 'a' })],
    misses: [
      failed(call('access-analyzer DeleteAnalyzer', { analyzerName: 'a' })),
      call('access-analyzer DeleteArchiveRule'),
    ],
  },
  administrator_made: {
    fires: [
      call('iam AttachUserPolicy', {
        userName: 'bob',
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      call('iam AttachRolePolicy', { roleName: 'r', policyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' }),
      call('sso AttachManagedPolicyToPermissionSet', {
        managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ],
    misses: [
      call('sso DetachManagedPolicyFromPermissionSet', {
        managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      call('iam AttachUserPolicy', {
        userName: 'bob',
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess-Amplify',
      }),
      call('iam DetachUserPolicy', { policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ],
  },
  alarm_silenced: {
    fires: [
      call('monitoring DeleteAlarms', { alarmNames: ['a'] }),
      call('logs DeleteMetricFilter'),
      call('monitoring PutMetricAlarm', { alarmName: 'a', actionsEnabled: false }),
    ],
    misses: [
      call('monitoring PutMetricAlarm', { alarmName: 'a', actionsEnabled: true }),
      call(
        'monitoring DeleteAlarms',
        {},
        {
          userIdentity: {
            type: 'AssumedRole',
            arn: 'arn:aws:sts::1:assumed-role/a/b',
            invokedBy: 'autoscaling.amazonaws.com',
          },
        },
      ),
      call('monitoring EnableAlarmActions'),
    ],
  },
  bucket_acl_public: {
    fires: [
      call('s3 PutBucketAcl', { bucketName: 'b', 'x-amz-acl': ['public-read'] }),
      call('s3 PutBucketAcl', {
        AccessControlPolicy: {
          AccessControlList: {
            Grant: [
              { Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
            ],
          },
        },
      }),
    ],
    misses: [
      call('s3 PutBucketAcl', { 'x-amz-acl': ['private'] }),
      call('s3 PutBucketAcl', {
        AccessControlPolicy: {
          AccessControlList: {
            Grant: { Grantee: { URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' } },
          },
        },
      }),
    ],
  },
  bucket_logging_off: {
    fires: [
      call('s3 PutBucketLogging', {
        bucketName: 'b',
        BucketLoggingStatus: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' },
      }),
    ],
    misses: [
      call('s3 PutBucketLogging', {
        bucketName: 'b',
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } },
      }),
    ],
  },
  bucket_objects_expire_soon: {
    fires: [
      call('s3 PutBucketLifecycle', {
        LifecycleConfiguration: { Rule: { Status: 'Enabled', Expiration: { Days: 1 } } },
      }),
    ],
    misses: [
      call('s3 PutBucketLifecycle', {
        LifecycleConfiguration: { Rule: [{ Status: 'Enabled', Expiration: { Days: 30 } }] },
      }),
      call('s3 PutBucketLifecycle', {
        LifecycleConfiguration: { Rule: { Status: 'Disabled', Expiration: { Days: 1 } } },
      }),
    ],
  },
  command_sent: {
    fires: [call('ssm SendCommand', { documentName: 'AWS-RunShellScript' })],
    misses: [call('ssm SendCommand', { documentName: 'AWS-RunPatchBaseline' })],
  },
  config_stopped: {
    fires: [call('config StopConfigurationRecorder')],
    misses: [call('config StartConfigurationRecorder'), failed(call('config DeleteDeliveryChannel'))],
  },
  console_login_without_mfa: {
    fires: [login('IAMUser', { MFAUsed: 'No' })],
    misses: [
      login('IAMUser', { MFAUsed: 'Yes' }),
      login('IAMUser', { MFAUsed: 'No' }, 'Failure'),
      login('AssumedRole', { MFAUsed: 'No' }),
      login('IAMUser', { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::111122223333:saml-provider/idp' }),
    ],
  },
  event_rule_off: {
    fires: [call('events DisableRule', { name: 'r' })],
    misses: [call('events EnableRule', { name: 'r' })],
  },
  flow_logs_deleted: {
    fires: [call('ec2 DeleteFlowLogs', {})],
    misses: [
      failed(call('ec2 DeleteFlowLogs', {}), 'Client.UnauthorizedOperation'),
      call('ec2 CreateFlowLogs'),
    ],
  },
  function_code_replaced: {
    fires: [call('lambda UpdateFunctionCode20150331v2', { functionName: 'f' })],
    misses: [call('lambda UpdateFunctionConfiguration20150331v2', { functionName: 'f' })],
  },
  guardduty_findings_archived: {
    fires: [call('guardduty CreateFilter', { action: 'ARCHIVE' })],
    misses: [call('guardduty CreateFilter', { action: 'NOOP' })],
  },
  guardduty_off: {
    fires: [call('guardduty DeleteDetector', {}), call('guardduty UpdateDetector', { enable: false })],
    misses: [call('guardduty UpdateDetector', { enable: true }), call('guardduty UpdateDetector', {})],
  },
  identity_provider_added: {
    fires: [call('iam CreateSAMLProvider', {}), call('rolesanywhere CreateTrustAnchor', {})],
    misses: [call('iam DeleteSAMLProvider', {}), failed(call('iam CreateOpenIDConnectProvider', {}))],
  },
  key_disabled: {
    fires: [call('kms ScheduleKeyDeletion', { keyId: 'k' })],
    misses: [call('kms CancelKeyDeletion', { keyId: 'k' })],
  },
  key_for_another_user: {
    fires: [call('iam CreateAccessKey', { userName: 'bob' })],
    misses: [
      call('iam CreateAccessKey', { userName: 'Ada' }),
      call('iam CreateAccessKey'),
      failed(call('iam CreateAccessKey', { userName: 'bob' })),
    ],
  },
  load_balancer_logs_off: {
    fires: [
      call('elasticloadbalancing ModifyLoadBalancerAttributes', {
        attributes: [
          { key: 'idle_timeout', value: '60' },
          { key: 'access_logs.s3.enabled', value: 'false' },
        ],
      }),
      call('elasticloadbalancing ModifyLoadBalancerAttributes', {
        loadBalancerAttributes: { accessLog: { enabled: false } },
      }),
    ],
    misses: [
      call('elasticloadbalancing ModifyLoadBalancerAttributes', {
        attributes: [
          { key: 'access_logs.s3.enabled', value: 'true' },
          { key: 'deletion_protection.enabled', value: 'false' },
        ],
      }),
    ],
  },
  log_group_deleted: {
    fires: [call('logs DeleteLogGroup', {}), call('logs PutRetentionPolicy', { retentionInDays: 1 })],
    misses: [call('logs PutRetentionPolicy', { retentionInDays: 30 })],
  },
  login_for_another_user: {
    fires: [call('iam UpdateLoginProfile', { userName: 'bob' })],
    misses: [
      call('iam UpdateLoginProfile', { userName: 'ada' }),
      call('iam DeleteLoginProfile', { userName: 'bob' }),
    ],
  },
  mfa_removed: {
    fires: [call('iam DeactivateMFADevice', {})],
    misses: [call('iam EnableMFADevice', {}), failed(call('iam DeactivateMFADevice', {}))],
  },
  organization_left: {
    fires: [call('organizations LeaveOrganization'), failed(call('organizations LeaveOrganization'))],
    misses: [call('organizations ListRoots')],
  },
  password_policy_weakened: {
    fires: [
      call('iam DeleteAccountPasswordPolicy'),
      call('iam UpdateAccountPasswordPolicy', { minimumPasswordLength: 8 }),
    ],
    misses: [call('iam UpdateAccountPasswordPolicy', { minimumPasswordLength: 14 })],
  },
  public_access_block_removed: {
    fires: [
      call('s3 DeleteBucketPublicAccessBlock', {}),
      call('s3 PutBucketPublicAccessBlock', blocked(false)),
      call('s3 PutBucketPublicAccessBlock', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
      call('s3 PutAccountPublicAccessBlock', { PublicAccessBlockConfiguration: { xmlns: 'x' } }),
    ],
    misses: [call('s3 PutBucketPublicAccessBlock', blocked(true))],
  },
  root_key_created: {
    fires: [call('iam CreateAccessKey', null, root())],
    misses: [call('iam CreateAccessKey', { userName: 'bob' }, root()), call('iam CreateAccessKey', null)],
  },
  root_used: {
    fires: [call('ec2 RunInstances', {}, root())],
    misses: [
      call('ec2 RunInstances', {}, root({ invokedBy: 'support.amazonaws.com' })),
      call('iam GetLoginProfile', {}, root({ sessionContext: { assumedRoot: 'true' } })),
      call('ec2 RunInstances', {}),
    ],
  },
  securityhub_off: {
    fires: [call('securityhub DisableSecurityHub')],
    misses: [call('securityhub EnableSecurityHub')],
  },
  snapshot_public: {
    fires: [
      call('ec2 ModifySnapshotAttribute', { createVolumePermission: { add: { items: [{ group: 'all' }] } } }),
      call('ec2 ModifyImageAttribute', { launchPermission: { add: { items: [{ group: 'all' }] } } }),
      call('rds ModifyDBSnapshotAttribute', { attributeName: 'restore', valuesToAdd: ['all'] }),
    ],
    misses: [
      call('ec2 ModifySnapshotAttribute', {
        createVolumePermission: { remove: { items: [{ group: 'all' }] } },
      }),
      call('rds ModifyDBSnapshotAttribute', { valuesToAdd: ['444455556666'] }),
    ],
  },
  snapshot_shared: {
    fires: [
      call('ec2 ModifySnapshotAttribute', {
        createVolumePermission: { add: { items: [{ userId: '444455556666' }] } },
      }),
      call('rds ModifyDBSnapshotAttribute', { valuesToAdd: ['444455556666'] }),
    ],
    misses: [
      call('ec2 ModifySnapshotAttribute', {
        createVolumePermission: { remove: { items: [{ userId: '444455556666' }] } },
      }),
      call('rds ModifyDBSnapshotAttribute', { valuesToRemove: ['444455556666'] }),
    ],
  },
  trail_change_denied: {
    fires: [failed(call('cloudtrail StopLogging', { name: 't' }))],
    misses: [call('cloudtrail StopLogging', { name: 't' }), failed(call('cloudtrail DescribeTrails'))],
  },
  trail_moved: {
    fires: [call('cloudtrail UpdateTrail', { name: 't', s3BucketName: 'elsewhere' })],
    misses: [
      call('cloudtrail UpdateTrail', { name: 't', isMultiRegionTrail: true }),
      call('cloudtrail CreateTrail', { s3BucketName: 'b' }),
    ],
  },
  trail_narrowed: {
    fires: [
      call('cloudtrail UpdateTrail', { name: 't', isMultiRegionTrail: false }),
      call('cloudtrail PutEventSelectors', {
        eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false }],
      }),
      call('cloudtrail PutEventSelectors', {
        eventSelectors: [
          {
            readWriteType: 'All',
            includeManagementEvents: true,
            excludeManagementEventSources: ['kms.amazonaws.com'],
          },
        ],
      }),
      advanced([
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: ['AWS::S3::Object'] },
      ]),
      advanced([
        { field: 'eventCategory', equals: ['Management'] },
        { field: 'readOnly', equals: ['true'] },
      ]),
      advanced([
        { field: 'eventSource', notEquals: ['iam.amazonaws.com'] },
        { field: 'eventCategory', equals: ['Management'] },
      ]),
    ],
    misses: [
      advanced([{ field: 'eventCategory', equals: ['Management'] }]),
      advanced(
        [
          { field: 'eventCategory', equals: ['Data'] },
          { field: 'resources.type', equals: ['AWS::S3::Object'] },
        ],
        [{ field: 'eventCategory', equals: ['Management'] }],
      ),
      failed(advanced([{ field: 'eventCategory', equals: ['Data'] }])),
      call('cloudtrail UpdateTrail', { name: 't', isMultiRegionTrail: true }),
      call('cloudtrail PutEventSelectors', {
        eventSelectors: [
          { readWriteType: 'All', includeManagementEvents: true, excludeManagementEventSources: [] },
        ],
      }),
      failed(call('cloudtrail UpdateTrail', { isMultiRegionTrail: false })),
    ],
  },
  trail_stopped: {
    fires: [call('cloudtrail StopLogging', { name: 't' }), call('cloudtrail DeleteTrail', { name: 't' })],
    misses: [
      call('cloudtrail StartLogging', { name: 't' }),
      failed(call('cloudtrail DeleteTrail', { name: 't' })),
    ],
  },
  user_data_changed: {
    fires: [call('ec2 ModifyInstanceAttribute', { instanceId: 'i-1', userData: '<sensitiveDataRemoved>' })],
    misses: [
      call('ec2 ModifyInstanceAttribute', { instanceId: 'i-1', disableApiTermination: { value: false } }),
    ],
  },
  web_acl_removed: {
    fires: [call('wafv2 DisassociateWebACL', {})],
    misses: [call('wafv2 AssociateWebACL', {})],
  },
};
