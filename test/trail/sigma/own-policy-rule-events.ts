import type { JsonObject } from '../../../src/model/json.ts';
import { call, failed, type RuleEvents } from './rule-events.ts';

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
const PUBLIC_FORMS = [
  { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] }, Action: 'x:Read' },
  { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com', AWS: '*' }, Action: 'x:Read' },
  { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] }, Action: 'x:Read', Effect: 'Allow' },
  { Effect: 'Allow', NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'x:Read' },
];
const denyOthers = {
  Effect: 'Deny',
  NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'x:Read',
  Resource: '*',
};

/** Of rules about what policies allow. */
export const POLICY_EVENTS: Readonly<Record<string, RuleEvents>> = {
  bucket_policy_public: {
    fires: [
      call('s3 PutBucketPolicy', { bucketName: 'b', bucketPolicy: policy(denyAll, allowAll) }),
      call('s3 PutBucketPolicy', { bucketPolicy: { Statement: allowAllAws } }),
      ...PUBLIC_FORMS.map((each) => call('s3 PutBucketPolicy', { bucketPolicy: policy(each) })),
    ],
    misses: [
      call('s3 PutBucketPolicy', { bucketPolicy: policy(denyOthers, allowOne) }),
      call('s3 PutBucketPolicy', { bucketPolicy: policy(denyAll, allowOne) }),
      failed(call('s3 PutBucketPolicy', { bucketPolicy: policy(allowAll) })),
    ],
  },
  policy_allows_everything: {
    fires: [
      call('iam PutRolePolicy', {
        policyDocument: text(policy({ Effect: 'Allow', Action: '*', Resource: '*' })),
      }),
      call('iam CreatePolicyVersion', {
        policyDocument: JSON.stringify(policy({ Effect: 'Allow', Action: ['*:*'], Resource: ['*'] })),
      }),
      call('iam PutRolePolicy', {
        policyDocument: text(policy({ Effect: 'Allow', Action: ['s3:Get*', '*'], Resource: ['arn:x', '*'] })),
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
  resource_policy_public: {
    fires: [
      call('sqs SetQueueAttributes', { attributes: { Policy: PUBLIC } }),
      call('sns SetTopicAttributes', { attributeName: 'Policy', attributeValue: PUBLIC }),
      call('kms PutKeyPolicy', { policy: PUBLIC }),
      call('secretsmanager PutResourcePolicy', { resourcePolicy: JSON.stringify(policy(allowAllAws)) }),
      call('ecr SetRepositoryPolicy', { policyText: PUBLIC }),
      call('backup PutBackupVaultAccessPolicy', { policy: PUBLIC }),
      ...PUBLIC_FORMS.map((each) => call('kms PutKeyPolicy', { policy: text(policy(each)) })),
      call('sns CreateTopic', { name: 't', attributes: { Policy: PUBLIC } }),
      call('elasticfilesystem PutFileSystemPolicy', { policy: PUBLIC }),
      call('dynamodb PutResourcePolicy', { policy: PUBLIC }),
      call('es UpdateDomainConfig', { accessPolicies: PUBLIC }),
      call('events PutPermission', { eventBusName: 'default', policy: PUBLIC }),
      call('events PutPermission', { action: 'events:PutEvents', principal: '*', statementId: 's' }),
    ],
    misses: [
      call('kms PutKeyPolicy', { policy: text(policy(allowOne, denyOthers)) }),
      call('events PutPermission', {
        principal: '*',
        condition: { key: 'aws:PrincipalOrgID', value: 'o-1' },
      }),
      call('events PutPermission', { principal: '444455556666' }),
      call('dynamodb PutResourcePolicy', { policy: PRIVATE }),
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
  function_public: {
    fires: [
      call('lambda AddPermission20150331v2', { functionName: 'f', principal: '*' }),
      call('lambda CreateFunctionUrlConfig', { authType: 'NONE' }),
      call('lambda AddLayerVersionPermission20181031', { layerName: 'l', principal: '*' }),
    ],
    misses: [
      call('lambda AddLayerVersionPermission20181031', { principal: '*', organizationId: 'o-1' }),
      call('lambda AddPermission20150331v2', { principal: 's3.amazonaws.com' }),
      call('lambda AddPermission20150331v2', { principal: '*', principalOrgID: 'o-1' }),
      call('lambda CreateFunctionUrlConfig', { authType: 'AWS_IAM' }),
    ],
  },
};
