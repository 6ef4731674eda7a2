import { expect, test } from 'vitest';
import { aSecret } from '../../../test/builders/data-stores.ts';
import { aVpcEndpoint } from '../../../test/builders/network.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, evaluate, statuses } from '../../../test/inventory-of.ts';
import { testResourcePolicies, VENDOR } from '../../../test/resource-policy-tests.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { secret } from './secret.ts';

testResourcePolicies('a secret', {
  checks: secret,
  build: (policy) => aSecret({ policy }),
  action: 'secretsmanager:GetSecretValue',
  bound: true,
  call: 'secretsmanager:GetResourcePolicy',
});

test('does not concern secrets that are about to be deleted, whose policies AWS does not show', () => {
  const going = aSecret({ deletedDate: '2026-11-10T00:00:00.000Z' });
  for (const check of secret) expect(statuses(check, going)).toEqual(['not-applicable']);
});

test('an account that has to come by a VPC endpoint, whose policy it has to pass', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: VENDOR },
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
  };
  const policy = read(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
  const others = secret.filter(({ id }) => id.endsWith('no-external-access'));
  const ours = {
    ...statement,
    Principal: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
  };
  const endpoint = aVpcEndpoint({
    serviceName: 'com.amazonaws.us-east-1.secretsmanager',
    policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [ours] }),
  });
  const judge = (...resources: readonly Resource[]) =>
    others.flatMap((check) =>
      evaluate(check, aSecret({ policy }), { resources: [noMembership(), ...resources] }),
    );
  expect(judge(endpoint)).toMatchObject([
    {
      status: 'pass',
      summary: expect.stringContaining(`as the policy of VPC endpoint vpce-1 stops account ${VENDOR}`),
    },
  ]);
  expect(judge({ ...endpoint, policyDocument: null })).toMatchObject([{ status: 'fail' }]);
});
