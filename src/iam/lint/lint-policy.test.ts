import { expect, test } from 'vitest';
import { deny, named } from '../../../test/builders/authorize.ts';
import type { PolicyKind } from './lint-finding.ts';
import { lintPolicy } from './lint-policy.ts';
import { LINT_RULES, type LintRuleId } from './lint-rules.ts';

type Fields = Readonly<Record<string, unknown>>;

const allow = (fields: Fields): Fields => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  ...fields,
});
const policy = (...statements: Fields[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const when = (Condition: Fields, fields: Fields = {}): string => policy(allow({ Condition, ...fields }));
const trust = (fields: Fields): string =>
  policy({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole', ...fields });
const of = (Principal: unknown, fields: Fields = {}): string => policy(allow({ Principal, ...fields }));

const OBJECT = 'arn:aws:s3:::b/*';
const BUCKET = 'arn:aws:s3:::b';

/** A policy, what is said of it, and the kind where it is not guessed. */
const CASES: readonly (readonly [string, readonly LintRuleId[], PolicyKind?])[] = [
  [policy(allow({})), []],
  ['{', ['policy-unreadable']],
  ['{"Statement": [], "Statement": []}', ['policy-unreadable']],
  [policy(allow({ Sid: 'x'.repeat(6200) })), ['policy-too-large']],
  [policy(allow({ Sid: 'x'.repeat(2000) })), ['policy-too-large'], 'user-policy'],
  [policy(allow({ Sid: 'x'.repeat(2000) })), [], 'role-policy'],
  [policy(), ['policy-empty']],
  [policy(allow({ Resource: 'arn:aws:s3:::ж/*' })), ['character-refused']],
  [JSON.stringify({ Statement: [] }), ['version-missing', 'policy-empty']],
  [JSON.stringify({ Version: '2008-10-17', Statement: allow({}) }), ['version-old']],
  [JSON.stringify({ Version: '2021-01-01', Statement: allow({}) }), ['version-unknown']],
  [JSON.stringify({ Version: '2012-10-17', Id: 'x', Statement: allow({}) }), ['id-refused']],
  [policy(allow({ Sid: 'a' }), allow({ Sid: 'a', Action: 's3:PutObject' })), ['sid-repeated']],
  [policy(allow({ Sid: 'a b' })), ['sid-characters']],

  [of('*'), []],
  [policy(allow({})), ['principal-missing'], 'bucket-policy'],
  [of('*'), ['principal-refused'], 'managed-policy'],
  [of('arn:aws:iam::111122223333:root'), ['principal-bare']],
  [of({ Group: 'x' }), ['principal-type']],
  [of({ AWS: 'alice' }), ['principal-shape']],
  [of({ AWS: 'arn:aws:iam::111122223333:group/x' }), ['principal-shape']],
  [of({ Service: 'ec2' }), ['principal-shape']],
  [of({ Service: 'ec2.amazonaws.com', Federated: 'accounts.google.com' }), []],
  [of({ AWS: 'arn:aws:iam::111122223333:role/*' }), ['principal-wildcard']],
  [of({ AWS: 'AROAEXAMPLEEXAMPLE1' }), ['principal-deleted']],
  [of({ AWS: [] }), ['principal-empty']],
  [policy(allow({ NotPrincipal: { AWS: '111122223333' } })), ['not-principal-allow']],
  [
    policy({ ...deny(), NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/a' } }),
    ['not-principal-account'],
  ],
  [policy({ ...deny(), NotPrincipal: { AWS: ['arn:aws:iam::111122223333:user/a', '111122223333'] } }), []],
  [
    policy({ Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }),
    ['not-principal-trust'],
  ],
  [of('*'), ['control-policy-allow'], 'resource-control-policy'],
  [
    policy({ ...deny(), Principal: { AWS: '111122223333' } }),
    ['control-policy-principal'],
    'resource-control-policy',
  ],

  [policy(allow({ Action: 'GetObject' })), ['action-shape']],
  [policy(allow({ Action: 's3:GetObjekt' })), ['action-unknown']],
  [policy(allow({ Action: 's3:Gett*' })), ['action-pattern-empty']],
  [policy(allow({ Action: 'zz:GetObject' })), ['service-unknown']],
  [
    policy(allow({ Action: ['s3:Get*', 'S3:getobject', 's3:PutObject', 's3:PutObject'] })),
    ['action-repeated', 'action-repeated'],
  ],
  [policy(allow({ Action: [] })), ['action-empty']],
  [trust({}), []],
  [trust({ Action: ['sts:AssumeRole', 's3:GetObject'] }), ['action-trust'], 'trust-policy'],
  [
    policy(allow({ Action: ['s3:GetObject', 'ec2:DescribeInstances'], Resource: OBJECT })),
    ['action-takes-no-resource'],
  ],
  [policy(allow({ Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::*' })), []],
  [
    policy(allow({ Action: ['s3:GetObject', 's3:ListBucket'], Resource: OBJECT })),
    ['action-without-resource'],
  ],
  [policy(allow({ Action: undefined, NotAction: 's3:GetObject' })), ['not-action-allow']],
  [policy({ ...deny(), Action: undefined, NotAction: 's3:GetObject' }), []],

  [policy(allow({ Resource: undefined })), ['resource-missing']],
  [trust({ Resource: '*' }), ['resource-refused'], 'trust-policy'],
  [policy(allow({ Resource: 'bucket' })), ['resource-shape']],
  [policy(allow({ Resource: 'arn:aws:s3' })), ['resource-incomplete']],
  [policy(allow({ Resource: [OBJECT, 'arn:aws:s3:::b/x'] })), ['resource-repeated']],
  [policy(allow({ Resource: [] })), ['resource-empty']],
  [policy(allow({ Resource: [OBJECT, BUCKET] })), ['resource-not-of-actions']],
  [policy(allow({ Resource: undefined, NotResource: OBJECT })), ['not-resource-allow']],
  [policy(allow({ Resource: 'arn:amazon:s3:::b/*' })), ['arn-partition']],
  [policy(allow({ Resource: 'arn:*:s3:::b/*' })), []],
  [policy(allow({ Resource: 'arn:aws:s*:::b/*' })), ['arn-service']],
  [policy(allow({ Action: 'sqs:*', Resource: 'arn:aws:queue:eu-west-1:111122223333:q' })), ['arn-service']],
  [policy(allow({ Action: 'sqs:*', Resource: 'arn:aws:sqs:eu-west-1:1111:q' })), ['arn-account']],
  [policy(allow({ Action: 'sqs:*', Resource: 'arn:aws:sqs:eu-west-1:mine:q' })), ['arn-account']],
  [policy(allow({ Action: 'kms:*', Resource: 'arn:aws:kms:eu-west-1:111122223333:keys/1' })), ['arn-form']],

  [when({ StringSame: { 'aws:username': 'a' } }), ['operator-unknown']],
  [when({ StringEquals: { 'aws:username': [] } }), ['condition-values-empty']],
  [when({}), ['condition-empty']],
  [when({ StringEquals: { username: 'a' } }), ['condition-key-shape']],
  [when({ StringEquals: { 'aws:NoSuchKey': 'a' } }), ['condition-key-unknown']],
  [when({ StringEquals: { 'oidc.example.com/id:sub': 'a' } }), []],
  [when({ StringEquals: { 'aws:username': 'a', 'AWS:UserName': 'a' } }), ['condition-key-repeated']],
  [when({ ArnLike: { 'aws:ARN': 'arn:aws:iam::111122223333:user/a' } }), ['condition-key-deprecated']],
  [when({ StringEquals: { 's3:prefix': 'a' } }), ['condition-key-not-of-actions']],
  [when({ StringEquals: { 's3:prefix': 'a' } }, { Action: ['s3:ListBucket', 's3:GetObject'] }), []],
  [when({ Bool: { 'aws:SourceIp': 'true' } }), ['condition-type']],
  [when({ NumericLessThan: { 'aws:MultiFactorAuthAge': 'an hour' } }), ['condition-value']],
  [when({ DateLessThan: { 'aws:CurrentTime': '2026-02-30' } }), ['condition-value']],
  [when({ Bool: { 'aws:SecureTransport': 'yes' } }), ['condition-value']],
  [when({ Null: { 'aws:TokenIssueTime': 'no' } }), ['condition-value']],
  [when({ IpAddress: { 'aws:SourceIp': '300.1.1.1' } }), ['condition-value']],
  [when({ ArnLike: { 'aws:PrincipalArn': 'alice' } }), ['condition-value']],
  [when({ BinaryEquals: { 'aws:username': 'a b' } }), ['condition-value']],
  [
    when({ StringEquals: { 'aws:username': 'a' }, StringLike: { 'aws:username': 'b*' } }),
    ['condition-never'],
  ],
  [when({ StringEquals: { 'aws:username': 'a' }, Null: { 'aws:username': 'true' } }), ['condition-never']],
  [when({ StringEqualsIfExists: { 'aws:username': 'a' }, Null: { 'aws:username': 'true' } }), []],
  [
    when({
      NumericLessThan: { 'aws:MultiFactorAuthAge': '5' },
      NumericGreaterThan: { 'aws:MultiFactorAuthAge': '10' },
    }),
    ['condition-never'],
  ],
  [
    when({
      NumericLessThan: { 'aws:MultiFactorAuthAge': '11' },
      NumericGreaterThan: { 'aws:MultiFactorAuthAge': '10' },
    }),
    [],
  ],
  [
    when({
      DateLessThan: { 'aws:CurrentTime': '2026-01-01' },
      DateGreaterThan: { 'aws:CurrentTime': '2027-01-01' },
    }),
    ['condition-never'],
  ],
  [
    when({ IpAddress: { 'aws:SourceIp': '3.0.0.0/8' }, IpAddressIfExists: { 'aws:SourceIp': '4.0.0.0/8' } }),
    ['condition-never'],
  ],
  [when({ IpAddress: { 'aws:SourceIp': '203.0.113.7/24' } }), ['address-host-bits']],
  [when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), ['address-private']],
  [when({ 'ForAllValues:Null': { 'aws:TagKeys': 'true' } }), ['null-with-set-operator']],
  [when({ StringEquals: { 'aws:TagKeys': 'a' } }), ['set-operator-needed']],
  [when({ 'ForAnyValue:StringEquals': { 'aws:username': 'a' } }), ['set-operator-needless']],
  [when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }), ['all-values-of-none']],
  [when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': 'false' } }), []],
  [when({ StringEquals: { 'aws:username': 'a*' } }), ['wildcard-in-equals']],

  [
    JSON.stringify({
      Version: '2008-10-17',
      Statement: allow({ Resource: 'arn:aws:s3:::b/${aws:username}' }),
    }),
    ['version-old', 'variable-version'],
  ],
  [policy(allow({ Resource: 'arn:aws:s3:::b/${aws:username' })), ['variable-shape']],
  [policy(allow({ Resource: 'arn:aws:s3:::b/${aws:NoSuchKey}' })), ['variable-unknown']],
  [policy(allow({ Resource: 'arn:aws:s3:::b/${aws:TagKeys}' })), ['variable-multivalued']],
  [
    when({ NumericEquals: { 'aws:MultiFactorAuthAge': '${aws:username}' } }),
    ['condition-value', 'variable-not-replaced'],
  ],
  [
    policy(allow({ Action: 'sqs:*', Resource: 'arn:aws:sqs:*:${aws:PrincipalAccount}:q' })),
    ['variable-in-arn-head'],
  ],
  [policy(allow({ Resource: "arn:aws:s3:::b/${aws:username, 'nobody'}/${*}" })), []],

  [policy(allow({}), allow({ Action: 's3:Get*', Resource: BUCKET.replace('b', '*') })), []],
  [policy(allow({ Resource: OBJECT }), allow({ Action: 's3:Get*' })), ['statement-repeated']],
  [
    policy(allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), allow({ Action: 's3:Get*' })),
    ['statement-repeated'],
  ],
  [
    policy(allow({}), allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    ['statement-repeated'],
  ],
  [policy(allow({ Sid: 'a' }), allow({ Sid: 'b' })), ['statement-repeated']],
  [policy(allow({}), { ...deny(), Action: 's3:*' }), ['statement-denied']],
  [
    policy(allow({}), { ...deny(), Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    [],
  ],
  [policy(allow({ Action: 'iam:PassRole' })), ['pass-role-anywhere']],
  [when({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }, { Action: 'iam:PassRole' }), []],
];

test.each(CASES.map(([text, ids, kind]) => ({ text, ids, kind })))('$text: $ids', ({ text, ids, kind }) => {
  const found = lintPolicy(text, { kind }).map(({ id }) => id);
  expect(found.toSorted()).toEqual([...ids].sort());
});

test('every rule has a case', () => {
  const tried = new Set<string>(CASES.flatMap(([, ids]) => ids));
  expect(Object.keys(LINT_RULES).filter((id) => !tried.has(id))).toEqual([]);
});

test('a finding says what, where and what to do, in the order of the text', () => {
  const text = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:GetObjekt"],
    "Resource": "*",
    "Condition": { "Bool": { "aws:SecureTransport": "yes" } }
  }
}`;
  expect(lintPolicy(text)).toEqual([
    {
      id: 'action-unknown',
      severity: 'error',
      message: 's3 had no action "GetObjekt" by 2026-09-26.',
      place: { line: 5, column: 16, pointer: '/Statement/Action/0' },
      fix: 'Perhaps "s3:GetObject" was meant.',
    },
    {
      id: 'condition-value',
      severity: 'error',
      message: '"yes" is not "true" or "false", so no request matches it.',
      place: { line: 7, column: 53, pointer: '/Statement/Condition/Bool/aws:SecureTransport' },
      fix: 'Write "true" or "false".',
    },
  ]);
});

test('what is no policy is said at its place', () => {
  expect(lintPolicy('{"Statement": [\n  {"Effect": "allow", "Action": "*"}]}')).toEqual([
    {
      id: 'policy-unreadable',
      severity: 'error',
      message: 'Statement 1: Effect is "allow", expected "Allow" or "Deny".',
      place: { line: 2, column: 14, pointer: '/Statement/0/Effect' },
      fix: 'Correct the text at this place.',
    },
  ]);
});

test('an object is linted as its text', () => {
  expect(lintPolicy(named('111122223333'))).toEqual([]);
});
