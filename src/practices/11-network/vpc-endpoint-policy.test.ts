import { expect, test } from 'vitest';
import { aVpcEndpoint } from '../../../test/builders/network.ts';
import { evaluate, inventoryOf, REGION } from '../../../test/inventory-of.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { vpcEndpointPolicy as check } from './vpc-endpoint-policy.ts';

interface Written {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: string;
  readonly Resource?: string;
  readonly Condition?: object;
}

function written(statements: readonly Written[]): string {
  const full = statements.map((each) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    ...each,
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: full });
}

function outcome(statements: readonly Written[], service = 's3') {
  const policyDocument = written(statements);
  return evaluate(
    check,
    aVpcEndpoint({ serviceName: `com.amazonaws.${REGION}.${service}`, policyDocument }),
  )[0];
}

const ifEquals = (key: string, value: string): Written => ({ Condition: { StringEquals: { [key]: value } } });

test('the policy that AWS makes endpoints with lets anybody act on anything', () => {
  expect(outcome([{}])).toMatchObject({
    status: 'fail',
    summary: expect.stringMatching(/^The policy of vpce-1 lets anybody act on anybody's resources: s3:/),
    evidence: { witness: { principal: 'arn:aws:iam::999900001111:role/stranger' } },
  });
});

test.each<[string, readonly Written[], string]>([
  ['one action', [{ Action: 's3:GetObject' }], 'fail'],
  ['own principals', [ifEquals('aws:PrincipalOrgID', 'o-own')], 'pass'],
  ['own accounts', [ifEquals('aws:PrincipalAccount', '111122223333')], 'pass'],
  ['own resources by organisation', [ifEquals('aws:ResourceOrgID', 'o-own')], 'pass'],
  ['own resources by account', [ifEquals('aws:ResourceAccount', '111122223333')], 'pass'],
  ['named principal', [{ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }], 'pass'],
  ['named bucket', [{ Action: 's3:*', Resource: 'arn:aws:s3:::own-bucket/*' }], 'pass'],
  ['another service', [{ Action: 'dynamodb:*' }], 'pass'],
  [
    'a deny',
    [{}, { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-own' } } }],
    'pass',
  ],
  ['one narrow, one wide', [ifEquals('aws:PrincipalOrgID', 'o-own'), { Action: 's3:PutObject' }], 'fail'],
])('%s', (_, statements, status) => {
  expect(outcome(statements)?.status).toBe(status);
});

test('an interface endpoint of another service', () => {
  expect(outcome([{}], 'sqs')?.status).toBe('fail');
  expect(outcome([ifEquals('aws:ResourceOrgID', 'o-own')], 'sqs')?.status).toBe('pass');
});

test('of endpoints side by side each is judged by its own policy and service', () => {
  const [open, ofDynamo] = [written([{}]), written([{ Action: 'dynamodb:*' }])];
  const endpoints = (
    [
      ['s3', open],
      ['s3', ofDynamo],
      ['dynamodb', ofDynamo],
      ['s3', open],
    ] as const
  ).map(([service, policyDocument], place) =>
    aVpcEndpoint({
      id: `vpce-${place}`,
      serviceName: `com.amazonaws.${REGION}.${service}`,
      policyDocument,
    }),
  );
  const inventory = inventoryOf({ resources: endpoints });
  const context = { inventory, settings: DEFAULT_SETTINGS, asOf: inventory.asOf };
  const outcomes = endpoints.flatMap((each) => check.evaluate(each, context));
  expect(outcomes.map((each) => 'summary' in each && `${each.status}: ${each.summary}`)).toEqual([
    expect.stringMatching(/^fail: The policy of vpce-0 .*: s3:/),
    expect.stringMatching(/^pass: The policy of vpce-1 /),
    expect.stringMatching(/^fail: The policy of vpce-2 .*: dynamodb:/),
    expect.stringMatching(/^fail: The policy of vpce-3 .*: s3:/),
  ]);
});

test('a policy that is none is unknown; a service without policies is nothing to judge', () => {
  expect(evaluate(check, aVpcEndpoint({ policyDocument: '{' }))[0]?.status).toBe('unknown');
  expect(evaluate(check, aVpcEndpoint({ policyDocument: null }))[0]?.status).toBe('not-applicable');
});
