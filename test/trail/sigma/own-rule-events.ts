import type { JsonObject } from '../../../src/model/json.ts';
import { call, failed, login, type RuleEvents } from './rule-events.ts';

const root = (fields: JsonObject = {}): JsonObject => ({
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', ...fields },
});
const inGroup = (fromPort: number, toPort: number, ranges: JsonObject, ipProtocol = 'tcp'): JsonObject => ({
  groupId: 'sg-1',
  ipPermissions: {
    items: [
      {
        ipProtocol,
        fromPort,
        toPort,
        groups: {},
        ipRanges: {},
        ipv6Ranges: {},
        ...ranges,
        prefixListIds: {},
      },
    ],
  },
});
const world = { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } };
const world6 = { ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } };
const office = { ipRanges: { items: [{ cidrIp: '198.51.100.0/24' }] } };
const policy = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements,
});
const allowAll = { Effect: 'Allow', Principal: '*', Action: 'x:Read', Resource: '*' };
const allowAllAws = { Action: 'x:Read', Effect: 'Allow', Principal: { AWS: ['*'] }, Resource: '*' };
const denyAll = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'x:Read',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const allowOne = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'x:Read',
  Resource: '*',
};
const text = (document: JsonObject): string => JSON.stringify(document, null, 2);
const PUBLIC = text(policy(denyAll, allowAll));
const PRIVATE = text(policy(allowOne, denyAll));
const blocked = (isOn: boolean): JsonObject => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: isOn,
    RestrictPublicBuckets: true,
  },
});
/** By the file of the rule, which looks at one event at a time. */
export const SINGLE_EVENTS: Readonly<Record<string, RuleEvents>> = {
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
    ],
    misses: [
      call('iam AttachUserPolicy', {
        userName: 'bob',
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess-Amplify',
      }),
      call('iam DetachUserPolicy', { policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ],
  },
  alarm_silenced: {
    fires: [call('monitoring DeleteAlarms', { alarmNames: ['a'] }), call('logs DeleteMetricFilter')],
    misses: [
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
  bucket_policy_public: {
    fires: [
      call('s3 PutBucketPolicy', { bucketName: 'b', bucketPolicy: policy(denyAll, allowAll) }),
      call('s3 PutBucketPolicy', { bucketPolicy: { Statement: allowAllAws } }),
    ],
    misses: [
      call('s3 PutBucketPolicy', { bucketPolicy: policy(denyAll, allowOne) }),
      failed(call('s3 PutBucketPolicy', { bucketPolicy: policy(allowAll) })),
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
  function_public: {
    fires: [
      call('lambda AddPermission20150331v2', { functionName: 'f', principal: '*' }),
      call('lambda CreateFunctionUrlConfig', { authType: 'NONE' }),
    ],
    misses: [
      call('lambda AddPermission20150331v2', { principal: 's3.amazonaws.com' }),
      call('lambda AddPermission20150331v2', { principal: '*', principalOrgID: 'o-1' }),
      call('lambda CreateFunctionUrlConfig', { authType: 'AWS_IAM' }),
    ],
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
  nacl_opened: {
    fires: [
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: false,
        aclProtocol: '-1',
        cidrBlock: '0.0.0.0/0',
      }),
    ],
    misses: [
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'deny',
        egress: false,
        aclProtocol: '-1',
        cidrBlock: '0.0.0.0/0',
      }),
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: true,
        aclProtocol: '-1',
        cidrBlock: '0.0.0.0/0',
      }),
      call('ec2 CreateNetworkAclEntry', {
        ruleAction: 'allow',
        egress: false,
        aclProtocol: '6',
        cidrBlock: '0.0.0.0/0',
      }),
    ],
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
  policy_allows_everything: {
    fires: [
      call('iam PutRolePolicy', {
        policyDocument: text(policy({ Effect: 'Allow', Action: '*', Resource: '*' })),
      }),
      call('iam CreatePolicyVersion', {
        policyDocument: JSON.stringify(policy({ Effect: 'Allow', Action: ['*:*'], Resource: ['*'] })),
      }),
    ],
    misses: [
      call('iam PutRolePolicy', {
        policyDocument: text(policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })),
      }),
      call('iam PutRolePolicy', {
        policyDocument: text(policy({ Effect: 'Deny', Action: '*', Resource: '*' })),
      }),
    ],
  },
  public_access_block_removed: {
    fires: [
      call('s3 DeleteBucketPublicAccessBlock', {}),
      call('s3 PutBucketPublicAccessBlock', blocked(false)),
    ],
    misses: [call('s3 PutBucketPublicAccessBlock', blocked(true))],
  },
  resource_policy_public: {
    fires: [
      call('sqs SetQueueAttributes', { attributes: { Policy: PUBLIC } }),
      call('sns SetTopicAttributes', { attributeName: 'Policy', attributeValue: PUBLIC }),
      call('kms PutKeyPolicy', { policy: PUBLIC }),
      call('secretsmanager PutResourcePolicy', { resourcePolicy: JSON.stringify(policy(allowAllAws)) }),
      call('ecr SetRepositoryPolicy', { policyText: PUBLIC }),
      call('backup PutBackupVaultAccessPolicy', { policy: PUBLIC }),
    ],
    misses: [
      call('sqs SetQueueAttributes', { attributes: { Policy: PRIVATE } }),
      call('sns SetTopicAttributes', { attributeName: 'DisplayName', attributeValue: PUBLIC }),
      call('kms PutKeyPolicy', { policy: PRIVATE }),
      failed(call('ecr SetRepositoryPolicy', { policyText: PUBLIC })),
    ],
  },
  role_trust_changed: {
    fires: [call('iam UpdateAssumeRolePolicy', { policyDocument: text(policy(allowOne)) })],
    misses: [
      call('iam UpdateAssumeRolePolicy', {
        policyDocument: text(
          policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
        ),
      }),
    ],
  },
  role_trust_public: {
    fires: [
      call('iam CreateRole', { assumeRolePolicyDocument: PUBLIC }),
      call('iam UpdateAssumeRolePolicy', { policyDocument: PUBLIC }),
    ],
    misses: [call('iam CreateRole', { assumeRolePolicyDocument: PRIVATE })],
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
  security_group_admin_port_opened: {
    fires: [
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(3389, 3389, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', {
        ipPermissions: {},
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrIp: '0.0.0.0/0',
      }),
    ],
    misses: [
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, office)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(443, 443, world)),
      call('ec2 AuthorizeSecurityGroupEgress', inGroup(22, 22, world)),
      failed(call('ec2 AuthorizeSecurityGroupIngress', inGroup(22, 22, world))),
    ],
  },
  security_group_opened: {
    fires: [
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(8080, 8080, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(80, 90, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', { cidrIp: '0.0.0.0/0', fromPort: 81, toPort: 81 }),
    ],
    misses: [
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(80, 80, world)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(443, 443, world6)),
      call('ec2 AuthorizeSecurityGroupIngress', inGroup(8080, 8080, office)),
      call('ec2 AuthorizeSecurityGroupIngress', { cidrIp: '0.0.0.0/0', fromPort: 443, toPort: 443 }),
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
    ],
    misses: [
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
