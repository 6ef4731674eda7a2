import { expect, test } from 'vitest';
import { authorize } from '../authorize.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { boundaryOf } from './boundary-of.ts';
import { documentOf } from './document-of.ts';
import { ALLOW_ALL } from './replay.ts';

const ROLE = 'arn:aws:iam::999900001111:role/app';
const OTHER = 'arn:aws:iam::888800001111:role/app';

const endpoint = (...statements: readonly object[]): PolicyDocument =>
  documentOf({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...each })),
  });

function effects(document: PolicyDocument): readonly (readonly string[])[] {
  return [ROLE, OTHER].map((principal) => {
    const request = {
      principal,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceAccount: '111122223333',
    };
    const policies = {
      identityPolicies: [ALLOW_ALL],
      resourcePolicy: endpoint({ Principal: '*' }),
    };
    return [
      authorize(request, { ...policies, vpcEndpointPolicies: [document] }).effect,
      authorize(request, { ...policies, serviceControlPolicies: [[boundaryOf(document)]] }).effect,
    ].map((effect) => (effect === 'allow' ? 'allow' : 'deny'));
  });
}

test.each([
  ['everybody', [{ Principal: '*' }]],
  ['nobody', [{ Principal: { AWS: '777700001111' } }]],
  ['an account', [{ Principal: { AWS: '999900001111' } }]],
  ['the root of an account', [{ Principal: { AWS: 'arn:aws:iam::999900001111:root' } }]],
  ['a role', [{ Principal: { AWS: [ROLE, 'arn:aws:iam::777700001111:user/u'] } }]],
  ['a service', [{ Principal: { Service: 'ec2.amazonaws.com' } }]],
  ['all but a role that a Deny names', [{ Principal: '*' }, { Effect: 'Deny', Principal: { AWS: ROLE } }]],
])('binds as the endpoint does: %s', (_, statements) => {
  for (const [asEndpoint, asBoundary] of effects(endpoint(...statements)))
    expect(asBoundary).toBe(asEndpoint);
});

test('whom no key tells it lets through, rather than stop somebody', () => {
  const session = { AWS: 'arn:aws:sts::999900001111:assumed-role/app/me' };
  expect(effects(endpoint({ Principal: session })).every(([, bound]) => bound === 'allow')).toBe(true);
  const denied = endpoint({ Principal: '*' }, { Effect: 'Deny', Principal: session });
  expect(effects(denied).every(([, bound]) => bound === 'allow')).toBe(true);
  const allBut = endpoint({ NotPrincipal: { AWS: ROLE } });
  expect(effects(allBut).every(([, bound]) => bound === 'allow')).toBe(true);
});
