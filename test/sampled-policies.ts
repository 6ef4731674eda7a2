import * as fc from 'fast-check';
import type { AuthorizationRequest, RequestContext } from '../src/iam/authorization-request.ts';

/** Small policies, and requests that tell them apart: proofs about those have to hold for these. */
const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:ListAllMyBuckets',
  'sqs:SendMessage',
  'kms:Decrypt',
  's3:NewAction',
];
export const ACTION_PATTERNS = [
  ...ACTIONS,
  's3:*',
  's3:Get*',
  's3:*Object',
  '*',
  'sqs:*',
  'S3:getobject',
  's3:?etObject',
];
const RESOURCES = [
  'arn:aws:s3:::a',
  'arn:aws:s3:::a/x',
  'arn:aws:s3:::a/y/alice',
  'arn:aws:s3:::b/x',
  'arn:aws:sqs:us-east-1:111122223333:q',
  'arn:aws:sqs:us-east-1:444455556666:alice',
  'arn:aws:kms:us-east-1:111122223333:key/x',
];
export const RESOURCE_PATTERNS = [
  ...RESOURCES,
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::?/x',
  'arn:aws:s3:::*/alice',
  'arn:aws:sqs:*:*:*',
  'arn:aws:sqs:*:111122223333:*',
  'arn:aws:s3:::a/*/${aws:PrincipalTag/name}',
  'arn:aws:sqs:*:*:${aws:username}',
  "arn:aws:s3:::${aws:PrincipalTag/name, 'a'}/x",
  'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:*',
];

export const CLAUSES: readonly (readonly [string, string, readonly string[]])[] = [
  ['StringEquals', 'aws:PrincipalTag/name', ['alice', 'a']],
  ['StringEquals', 'aws:PrincipalTag/name', ['bob']],
  ['StringNotEquals', 'aws:PrincipalTag/name', ['alice']],
  ['StringLike', 'aws:PrincipalTag/name', ['a*']],
  ['StringNotLike', 'aws:PrincipalTag/name', ['*b', 'a?']],
  ['StringEqualsIgnoreCase', 'aws:PrincipalTag/name', ['ALICE']],
  ['StringEqualsIfExists', 'aws:PrincipalTag/name', ['alice']],
  ['StringNotEqualsIfExists', 'aws:PrincipalTag/name', ['alice', 'bob']],
  ['Null', 'aws:PrincipalTag/name', ['true']],
  ['Null', 'aws:PrincipalTag/name', ['false']],
  ['StringEquals', 'aws:ResourceTag/owner', ['${aws:PrincipalTag/name}']],
  ['StringNotEquals', 'aws:ResourceTag/owner', ['${aws:PrincipalTag/name}']],
  ['StringLike', 'aws:ResourceTag/owner', ['${aws:PrincipalTag/name}*', 'x']],
  ['StringEquals', 'aws:ResourceTag/owner', ["${aws:PrincipalTag/name, 'x'}"]],
  ['Bool', 'aws:MultiFactorAuthPresent', ['true']],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', ['false']],
  ['Bool', 'aws:SecureTransport', ['false']],
  ['StringEquals', 'aws:SecureTransport', ['true']],
  ['NumericLessThan', 's3:max-keys', ['10']],
  ['NumericGreaterThanEquals', 's3:max-keys', ['5']],
  ['NumericNotEquals', 's3:max-keys', ['7', '5']],
  ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.113.0/24']],
  ['NotIpAddress', 'aws:SourceIp', ['203.0.113.0/25']],
  ['DateGreaterThan', 'aws:CurrentTime', ['2026-01-01T00:00:00Z']],
  ['DateLessThan', 'aws:CurrentTime', ['2026-06-01T00:00:00Z']],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['a', 'b']],
  ['ForAllValues:StringNotLike', 'aws:TagKeys', ['b*']],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['a']],
  ['ForAnyValue:StringNotEquals', 'aws:TagKeys', ['a', '']],
  ['ForAllValues:StringEqualsIfExists', 'aws:TagKeys', ['a']],
  ['ForAnyValue:StringLike', 'aws:TagKeys', ['${aws:PrincipalTag/name}', 'b']],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['${aws:PrincipalTag/name}']],
  ['Null', 'aws:TagKeys', ['true']],
  ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::111122223333:role/*']],
  ['ArnNotEquals', 'aws:PrincipalArn', ['arn:aws:iam::*:user/alice']],
  ['StringLike', 'aws:PrincipalArn', ['*:role/a*']],
  ['StringEquals', 'aws:PrincipalAccount', ['111122223333']],
  ['StringEquals', 'aws:ResourceAccount', ['${aws:PrincipalAccount}']],
  ['StringNotEquals', 'aws:ResourceAccount', ['111122223333', '444455556666']],
  ['StringEquals', 'aws:PrincipalType', ['User']],
  ['StringLike', 'aws:username', ['a*']],
];

export type Json = Record<string, unknown>;

export const listOf = (values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

const conditions = fc.array(fc.constantFrom(...CLAUSES), { maxLength: 2 }).map((clauses) => {
  const condition: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, key, values] of clauses)
    condition[operator] = { ...condition[operator], [key]: values };
  return Object.keys(condition).length > 0 ? { Condition: condition } : {};
});

const statement = (principal: fc.Arbitrary<Json>) =>
  fc
    .tuple(
      fc.constantFrom('Allow', 'Allow', 'Deny'),
      principal,
      fc.tuple(fc.constantFrom('Action', 'Action', 'Action', 'NotAction'), listOf(ACTION_PATTERNS)),
      fc.tuple(fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'), listOf(RESOURCE_PATTERNS)),
      conditions,
    )
    .map(([effect, who, [action, actions], [resource, resources], condition]) => ({
      Effect: effect,
      ...who,
      [action]: actions,
      [resource]: resources,
      ...condition,
    }));

const policyOf = (principal: fc.Arbitrary<Json>) =>
  fc
    .tuple(
      fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
      fc.array(statement(principal), { minLength: 1, maxLength: 3 }),
    )
    .map(([version, statements]) => JSON.stringify({ Version: version, Statement: statements }));

export const PRINCIPALS = [
  'arn:aws:iam::111122223333:role/a',
  'arn:aws:iam::444455556666:role/team/b',
  'arn:aws:iam::111122223333:user/alice',
  'arn:aws:iam::444455556666:user/bob',
  'arn:aws:iam::111122223333:root',
  'ec2.amazonaws.com',
  '*',
  'arn:aws:sts::111122223333:federated-user/eve',
];

const principalElement: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom('Principal', 'Principal', 'Principal', 'NotPrincipal'),
    fc.constantFrom<unknown>(
      '*',
      { AWS: '*' },
      { AWS: '111122223333' },
      { AWS: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::444455556666:root'] },
      { AWS: 'arn:aws:iam::111122223333:user/alice' },
      { AWS: ['arn:aws:iam::111122223333:role/a', '111122223333'] },
      {
        AWS: [
          'arn:aws:sts::111122223333:assumed-role/a/s',
          'arn:aws:iam::111122223333:role/a',
          '111122223333',
        ],
      },
      { AWS: 'AROAEXAMPLEROLEID' },
      { Service: 'ec2.amazonaws.com' },
      { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'], AWS: '444455556666' },
      { Federated: 'accounts.google.com' },
      { AWS: 'arn:aws:sts::111122223333:federated-user/eve' },
    ),
  )
  .map(([element, who]) => ({ [element]: who }));

const valueOrNone = (...values: readonly (string | readonly string[])[]) =>
  fc.constantFrom<string | readonly string[] | undefined>(undefined, ...values);

const context: fc.Arbitrary<RequestContext> = fc
  .record({
    'aws:PrincipalTag/name': valueOrNone('alice', 'bob', 'a', 'ALICE', 'ab', ''),
    'aws:ResourceTag/owner': valueOrNone('alice', 'x', 'bobby', 'a'),
    'aws:MultiFactorAuthPresent': valueOrNone('true', 'false'),
    'aws:SecureTransport': fc.constantFrom('true', 'false'),
    's3:max-keys': valueOrNone('3', '5', '7', '10', '12.5'),
    'aws:SourceIp': valueOrNone('10.1.2.3', '203.0.113.5', '203.0.113.200', '2001:db8::1'),
    'aws:CurrentTime': fc.constantFrom(
      '2025-12-31T23:59:59Z',
      '2026-03-01T00:00:00Z',
      '2026-07-01T00:00:00Z',
    ),
    'aws:TagKeys': valueOrNone([], ['a'], ['b'], ['a', 'b'], ['c'], [''], ['', 'b'], ['alice']),
  })
  .map(
    (values) =>
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as RequestContext,
  );

const request = (principals: readonly string[]): fc.Arbitrary<AuthorizationRequest> =>
  fc
    .record({
      principal: fc.constantFrom(...principals),
      action: fc.constantFrom(...ACTIONS),
      resource: fc.constantFrom(...RESOURCES),
      resourceAccount: fc.constantFrom(undefined, '111122223333', '999988887777'),
      context,
    })
    .map((each) => {
      const isTold = /:\d{12}:/.test(each.resource);
      const isNobody = each.principal === '*' || each.principal.includes('amazonaws');
      const { 'aws:PrincipalTag/name': _, 'aws:MultiFactorAuthPresent': __, ...others } = each.context;
      return {
        ...each,
        resource: each.action === 's3:ListAllMyBuckets' ? '*' : each.resource,
        resourceAccount: isTold ? undefined : each.resourceAccount,
        context: isNobody ? others : each.context,
      };
    });

export const identityPolicy = policyOf(fc.constant({}));
export const resourcePolicy = policyOf(principalElement);

/** The same requests for all policies, so that the tests are about policies. */
export function sampledRequests(
  principals: readonly string[],
  count: number,
): readonly AuthorizationRequest[] {
  return fc.sample(request(principals), { seed: 7, numRuns: count });
}
