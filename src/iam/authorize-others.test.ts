import { describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  ALL,
  type AuthorizeCase,
  allow,
  deny,
  effect,
  KEY,
  NONE,
  named,
  OTHER,
  policy,
  ROOT,
  SESSION,
  USER,
} from '../../test/builders/authorize.ts';

const ALL_FOR_ALL = policy(allow({ Principal: '*' }));

describe('another account’s resource', () => {
  const resource = `arn:aws:sqs:eu-west-1:${OTHER}:jobs`;
  test.each<AuthorizeCase>([
    ['one side alone: its own', {}, { identityPolicies: [ALL] }, 'implicit-deny'],
    ['one side alone: the resource’s', {}, { resourcePolicy: named(USER) }, 'implicit-deny'],
    ['both', {}, { identityPolicies: [ALL], resourcePolicy: named(USER) }, 'allow'],
    ['both, by the account', {}, { identityPolicies: [ALL], resourcePolicy: named(ROOT) }, 'allow'],
    ['both, by everybody', {}, { identityPolicies: [ALL], resourcePolicy: named('*') }, 'allow'],
    [
      'a boundary always limits',
      {},
      { identityPolicies: [ALL], permissionsBoundaries: [NONE], resourcePolicy: named(USER) },
      'implicit-deny',
    ],
    [
      'a session policy always limits',
      { principal: SESSION },
      { identityPolicies: [ALL], sessionPolicies: [NONE], resourcePolicy: named(SESSION) },
      'implicit-deny',
    ],
    ['root needs the resource’s leave', { principal: ROOT }, {}, 'implicit-deny'],
    ['… and no more', { principal: ROOT }, { resourcePolicy: named(ACCOUNT) }, 'allow'],
    [
      'the account of a bucket has to be told',
      { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourceAccount: OTHER },
      { identityPolicies: [ALL] },
      'implicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect({ resource, ...request }, policies)).toBe(expected);
  });
});

describe('callers without policies of their own', () => {
  const service = { principal: 'sns.amazonaws.com' };
  const anonymous = { principal: '*' };
  const byService = policy(allow({ Principal: { Service: 'sns.amazonaws.com' } }));
  test.each<AuthorizeCase>([
    ['a service needs the resource’s leave', service, { identityPolicies: [ALL] }, 'implicit-deny'],
    ['… and no more', service, { resourcePolicy: byService, serviceControlPolicies: [[NONE]] }, 'allow'],
    [
      'another service',
      service,
      { resourcePolicy: policy(allow({ Principal: { Service: 's3.amazonaws.com' } })) },
      'implicit-deny',
    ],
    ['a service is not its account', service, { resourcePolicy: named(ROOT) }, 'implicit-deny'],
    [
      'a perimeter that forgets services',
      service,
      {
        resourcePolicy: policy(
          allow({ Principal: '*' }),
          deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
        ),
      },
      'explicit-deny',
    ],
    [
      'a perimeter that spares them',
      service,
      {
        resourcePolicy: policy(
          allow({ Principal: '*' }),
          deny({
            Principal: '*',
            Condition: {
              StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' },
              Bool: { 'aws:PrincipalIsAWSService': 'false' },
            },
          }),
        ),
      },
      'allow',
    ],
    ['anonymous, where everybody may', anonymous, { resourcePolicy: named('*') }, 'allow'],
    ['anonymous, where an account may', anonymous, { resourcePolicy: named(ROOT) }, 'implicit-deny'],
    [
      'anonymous, by NotPrincipal',
      anonymous,
      { resourcePolicy: policy(allow({ NotPrincipal: { AWS: ROOT } })) },
      'allow',
    ],
    [
      'anonymous is outside of the organisation',
      anonymous,
      { resourcePolicy: named('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }) },
      'implicit-deny',
    ],
    [
      'SCPs do not bind anonymous',
      anonymous,
      { resourcePolicy: named('*'), serviceControlPolicies: [[NONE]] },
      'allow',
    ],
    [
      'RCPs do',
      anonymous,
      { resourcePolicy: named('*'), resourceControlPolicies: [[policy(deny({ Principal: '*' }))]] },
      'explicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});

describe('the organisation’s policies', () => {
  const linked = {
    principal: SESSION,
    sessionIssuer: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/app`,
  };
  const denied = policy(deny());
  const rcp = policy(deny({ Principal: '*' }));
  const own = { identityPolicies: [ALL] };
  test.each<AuthorizeCase>([
    ['every level allows', {}, { ...own, serviceControlPolicies: [[ALL], [NONE, ALL]] }, 'allow'],
    ['one level does not', {}, { ...own, serviceControlPolicies: [[ALL], [NONE], [ALL]] }, 'implicit-deny'],
    ['a level without policies', {}, { ...own, serviceControlPolicies: [[ALL], []] }, 'implicit-deny'],
    ['a Deny of any level', {}, { ...own, serviceControlPolicies: [[ALL, denied], [ALL]] }, 'explicit-deny'],
    [
      'the management account is free of SCPs',
      {},
      { ...own, serviceControlPolicies: [[denied]], managementAccount: ACCOUNT },
      'allow',
    ],
    [
      'service-linked roles are free of SCPs',
      linked,
      { ...own, serviceControlPolicies: [[denied]] },
      'allow',
    ],
    ['service-linked roles are free of RCPs', linked, { ...own, resourceControlPolicies: [[rcp]] }, 'allow'],
    ['RCPs deny', {}, { ...own, resourceControlPolicies: [[ALL_FOR_ALL, rcp]] }, 'explicit-deny'],
    ['RCPs never have to allow', {}, { ...own, resourceControlPolicies: [[]] }, 'allow'],
    [
      'RCPs spare the management account’s resources',
      {},
      { ...own, resourceControlPolicies: [[rcp]], managementAccount: ACCOUNT },
      'allow',
    ],
    [
      'RCPs bind the resource’s account, not the principal’s',
      { resource: `arn:aws:sqs:eu-west-1:${OTHER}:jobs` },
      { ...own, resourcePolicy: named(USER), resourceControlPolicies: [[rcp]], managementAccount: ACCOUNT },
      'explicit-deny',
    ],
    [
      'RCPs leave other services alone',
      { action: 'ec2:StopInstances', resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1` },
      { ...own, resourceControlPolicies: [[rcp]] },
      'allow',
    ],
    [
      'RCPs leave kms:RetireGrant alone',
      { action: 'kms:RetireGrant', resource: KEY },
      { ...own, resourcePolicy: named(USER), resourceControlPolicies: [[rcp]] },
      'allow',
    ],
    [
      'a VPC endpoint’s policy limits',
      {},
      { ...own, vpcEndpointPolicies: [policy(allow({ Principal: '*', Action: 's3:*' }))] },
      'implicit-deny',
    ],
    [
      'a VPC endpoint’s policy never grants',
      {},
      { vpcEndpointPolicies: [policy(allow({ Principal: '*' }))] },
      'implicit-deny',
    ],
    [
      'a VPC endpoint’s policy limits what the resource grants',
      {},
      { resourcePolicy: named(USER), vpcEndpointPolicies: [policy(deny({ Principal: '*' }))] },
      'explicit-deny',
    ],
  ])('%s', (_, request, policies, expected) => {
    expect(effect(request, policies)).toBe(expected);
  });
});
