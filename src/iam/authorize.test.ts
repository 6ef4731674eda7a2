import { expect, test } from 'vitest';
import {
  ACCOUNT,
  ALL,
  allow,
  deny,
  effect,
  KEY,
  NONE,
  named,
  OTHER,
  policy,
  QUEUE,
  ROLE,
  SESSION,
  USER,
} from '../../test/builders/authorize.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { authorize } from './authorize.ts';
import { InvalidInput } from './invalid-input.ts';
import type { PolicySet } from './policy-set.ts';

test('the determining statements are those that allow or deny, by their place in the policy set', () => {
  const request = { principal: USER, action: 'sqs:SendMessage', resource: QUEUE };
  const guarded: PolicySet = {
    identityPolicies: [
      NONE,
      { name: 'inline', document: policy(deny({ Action: 's3:*' }), allow({ Sid: 'Queue' })) },
    ],
    permissionsBoundaries: [ALL],
    serviceControlPolicies: [[ALL], [NONE, ALL]],
  };
  expect(authorize(request, guarded).determining).toEqual([
    { source: 'serviceControlPolicies', level: 0, policy: 0, statement: 0, sid: null, effect: 'Allow' },
    { source: 'serviceControlPolicies', level: 1, policy: 1, statement: 0, sid: null, effect: 'Allow' },
    { source: 'identityPolicies', policy: 1, name: 'inline', statement: 1, sid: 'Queue', effect: 'Allow' },
    { source: 'permissionsBoundaries', policy: 0, statement: 0, sid: null, effect: 'Allow' },
  ]);
  const denied = authorize(request, {
    ...guarded,
    resourcePolicy: policy(deny({ Principal: '*', Sid: 'No' })),
  });
  expect(denied.determining).toEqual([
    { source: 'resourcePolicy', policy: 0, statement: 0, sid: 'No', effect: 'Deny' },
  ]);
  expect(authorize(request, {}).determining).toEqual([]);
});

test('the explanation names every guard, why the nearest statement fails, and the answer', () => {
  const { explanation } = authorize(
    {
      principal: USER,
      action: 'sqs:SendMessage',
      resource: QUEUE,
      context: { 'aws:SecureTransport': 'false' },
    },
    {
      identityPolicies: [
        { name: 'own', document: policy(allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })) },
      ],
      serviceControlPolicies: [[{ name: 'FullAWSAccess', document: ALL }]],
    },
  );
  expect(explanation).toEqual([
    'Explicit deny: no Deny statement applies.',
    'Service control policies of level 1: statement 1 of service control policy 1 of level 1 (FullAWSAccess) allows it.',
    'Identity policies: no statement allows it; statement 1 of identity policy 1 (own) asks for Bool on aws:SecureTransport, which is false.',
    `Denied: sqs:SendMessage on ${QUEUE} by ${USER}, because no policy of the principal allows it.`,
  ]);
});

test.each<[string, Partial<AuthorizationRequest>, PolicySet, RegExp]>([
  ['an unknown action', { action: 'sqs:BrandNew' }, {}, /^sqs:BrandNew is not among the actions/],
  [
    'an action without resource',
    { action: 'ec2:DescribeInstances' },
    {},
    /^ec2:DescribeInstances takes no resource/,
  ],
  [
    'a resource of another kind',
    { resource: 'arn:aws:s3:::b', resourceAccount: ACCOUNT },
    {},
    /is none of the resources that sqs:SendMessage works on \(queue\)/,
  ],
  ['no resource at all', { resource: '*' }, {}, /^sqs:SendMessage works on a resource and none is named/],
  [
    'a bucket’s account',
    { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' },
    {},
    /^Nothing tells the account of arn:aws:s3:::b\/k/,
  ],
  ['a missing key policy', { action: 'kms:Decrypt', resource: KEY }, {}, /^No key policy/],
  [
    'a key of every request',
    {},
    { identityPolicies: [policy(allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))] },
    /^aws:SecureTransport is in every request/,
  ],
  [
    'a role’s path',
    { principal: SESSION },
    { identityPolicies: [policy(allow({ Condition: { ArnLike: { 'aws:PrincipalArn': '*' } } }))] },
    /^The path of the role app/,
  ],
  ['another account’s policy', { resource: QUEUE.replace(ACCOUNT, OTHER) }, {}, /^No policy of arn:aws:sqs:/],
  [
    'an anonymous caller',
    { principal: '*', action: 'dynamodb:GetItem', resource: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/t` },
    {},
    /^dynamodb is not known to take requests/,
  ],
  [
    'a canonical user',
    {},
    { resourcePolicy: policy(deny({ Principal: { CanonicalUser: 'abc' } })) },
    /^Whose the canonical user abc is/,
  ],
  [
    'a key of other actions',
    { context: { 's3:prefix': 'a' } },
    { identityPolicies: [policy(allow({ Condition: { StringEquals: { 's3:prefix': 'a' } } }))] },
    /^Requests of sqs:SendMessage are not known to have s3:prefix/,
  ],
  [
    'a session’s name',
    { principal: ROLE },
    { resourcePolicy: named(SESSION) },
    /^The name of the session of app is not told/,
  ],
  [
    'a service-linked role’s path',
    { principal: SESSION.replace('app', 'AWSServiceRoleForECS') },
    { serviceControlPolicies: [[ALL]] },
    /^The path of the role AWSServiceRoleForECS/,
  ],
])('what is taken for granted is said: %s', (_, request, policies, sentence) => {
  const { assumptions } = authorize(
    { principal: USER, action: 'sqs:SendMessage', resource: QUEUE, ...request },
    policies,
  );
  expect(assumptions).toEqual([expect.stringMatching(sentence)]);
});

test.each<[string, Partial<AuthorizationRequest>, PolicySet, RegExp]>([
  ['a principal', { principal: 'alice' }, {}, /^principal "alice" is neither/],
  [
    'a principal’s ARN',
    { principal: 'arn:aws:s3:::b' },
    {},
    /^principal "arn:aws:s3:::b" is no ARN of a user/,
  ],
  ['an action', { action: 'sqs:*' }, {}, /^action "sqs:\*" is no action/],
  [
    'a policy',
    {},
    { identityPolicies: [ALL, policy({ Effect: 'allow' })] },
    /^identity policy 2: statement 1: /,
  ],
  [
    'a text',
    {},
    { serviceControlPolicies: [[ALL], ['{"Statement":']] },
    /^service control policy 1 of level 2: not JSON: line 1, column 14: the text ends too early$/,
  ],
  [
    'a principal where there is none',
    {},
    { identityPolicies: [named('*')] },
    /^identity policy 1: statement 1 has Principal/,
  ],
  [
    'no resource',
    {},
    { sessionPolicies: [policy({ Effect: 'Allow', Action: '*' })] },
    /^session policy 1: statement 1 has neither Resource/,
  ],
  [
    'an operator',
    {},
    { resourcePolicy: named('*', { Condition: { StringSame: { a: 'b' } } }) },
    /^resource policy: statement 1: Condition operator "StringSame" is none of AWS's$/,
  ],
])('what is wrong is said: %s', (_, request, policies, message) => {
  const ask = () => effect(request, policies);
  expect(ask).toThrow(InvalidInput);
  expect(ask).toThrow(message);
});

test('values of the context may be what JSON has', () => {
  const context = JSON.parse('{"aws:SecureTransport": true, "aws:MultiFactorAuthAge": 5}');
  const asked = {
    Bool: { 'aws:SecureTransport': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '6' },
  };
  expect(effect({ context }, { identityPolicies: [policy(allow({ Condition: asked }))] })).toBe('allow');
});
