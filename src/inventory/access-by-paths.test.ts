import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSecret } from '../../test/builders/data-stores.ts';
import { aVpcEndpoint } from '../../test/builders/network.ts';
import { noMembership } from '../../test/builders/organizations.ts';
import { ACCOUNT, inventoryOf } from '../../test/inventory-of.ts';
import { type AuthorizationRequest, authorize } from '../iam/index.ts';
import { ALLOW_ALL } from '../iam/prove/replay.ts';
import { read } from '../model/reading.ts';
import type { VpcEndpoint } from '../model/resources/ec2.ts';
import { policyAccess } from './resource-accesses.ts';
import { policiesOfResource } from './resource-policies.ts';

const OUTSIDERS = ['999900001111', '888800001111'];
const SECRET = aSecret();
const ACTION = 'secretsmanager:GetSecretValue';

const clause = fc.oneof(
  fc.record({
    operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringLike'),
    key: fc.constant('aws:SourceVpce'),
    value: fc.constantFrom('vpce-1', 'vpce-2', 'vpce-9', 'vpce-*'),
  }),
  fc.record({
    operator: fc.constantFrom('StringEquals', 'StringNotEquals'),
    key: fc.constant('aws:SourceVpc'),
    value: fc.constantFrom('vpc-1', 'vpc-2', 'vpc-9'),
  }),
  fc.record({
    operator: fc.constantFrom('StringEquals', 'StringNotEquals'),
    key: fc.constant('aws:VpceAccount'),
    value: fc.constantFrom(ACCOUNT, '999900001111'),
  }),
  fc.record({
    operator: fc.constant('Null'),
    key: fc.constantFrom('aws:SourceVpce', 'aws:VpceAccount'),
    value: fc.constantFrom('true', 'false'),
  }),
);
const ofCallers = fc.record({
  operator: fc.constantFrom('StringEquals', 'StringNotEquals'),
  key: fc.constant('aws:PrincipalAccount'),
  value: fc.constantFrom(ACCOUNT, ...OUTSIDERS),
});

interface Clause {
  readonly operator: string;
  readonly key: string;
  readonly value: string;
}

const statementOf = (clauses: fc.Arbitrary<Clause>): fc.Arbitrary<object> =>
  fc
    .record({
      effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      principal: fc.constantFrom('*', { AWS: '999900001111' }),
      clauses: fc.array(clauses, { maxLength: 2 }),
    })
    .map(({ effect, principal, clauses: all }) => ({
      Effect: effect,
      Principal: principal,
      Action: ACTION,
      Resource: '*',
      ...(all.length > 0 && {
        Condition: Object.fromEntries(all.map(({ operator, key, value }) => [operator, { [key]: value }])),
      }),
    }));

const policyOf = (clauses: fc.Arbitrary<Clause>): fc.Arbitrary<string> =>
  fc
    .array(statementOf(clauses), { minLength: 1, maxLength: 3 })
    .map((Statement) => JSON.stringify({ Version: '2012-10-17', Statement }));

const endpoint = (number: number, policyDocument: string | null): VpcEndpoint =>
  aVpcEndpoint({
    id: `vpce-${number}`,
    vpcId: `vpc-${number}`,
    serviceName: 'com.amazonaws.us-east-1.secretsmanager',
    policyDocument,
  });

/** What a request tells of the endpoint that it comes by, and the endpoint's policy. */
interface Path {
  readonly context: Readonly<Record<string, string>>;
  readonly policy: string | null;
}

function pathsBy(endpoints: readonly VpcEndpoint[]): readonly Path[] {
  const by = (id: string, vpcId: string, account: string, policy: string | null): Path => ({
    context: { 'aws:SourceVpce': id, 'aws:SourceVpc': vpcId, 'aws:VpceAccount': account },
    policy,
  });
  return [
    { context: {}, policy: null },
    ...endpoints.map(({ id, vpcId, account, policyDocument }) => by(id, vpcId, account, policyDocument)),
    ...OUTSIDERS.map((account) => by('vpce-9', 'vpc-9', account, null)),
  ];
}

function isAllowed(
  request: AuthorizationRequest,
  resourcePolicy: string,
  endpointPolicy: string | null,
): boolean {
  const policies = {
    identityPolicies: [ALLOW_ALL],
    resourcePolicy,
    ...(endpointPolicy !== null && { vpcEndpointPolicies: [endpointPolicy] }),
  };
  return authorize(request, policies).effect === 'allow';
}

test('LAW: nobody of outside gets in where it is told that none does, and whoever does passes its endpoint', () => {
  const ofEndpoint = fc.option(policyOf(ofCallers));
  fc.assert(
    fc.property(policyOf(fc.oneof(clause, ofCallers)), ofEndpoint, ofEndpoint, (policy, first, second) => {
      const endpoints = [endpoint(1, first), endpoint(2, second)];
      const secret = { ...SECRET, policy: read(policy) };
      const inventory = inventoryOf({ resources: [secret, ...endpoints, noMembership()] });
      const [found] = policiesOfResource(secret);
      if (!found) throw new Error('a secret has a policy');
      const { access, outsiders } = policyAccess(inventory, found, []);
      if (access.external.answer === 'no')
        for (const account of OUTSIDERS)
          for (const path of pathsBy(endpoints)) {
            const request = {
              principal: `arn:aws:iam::${account}:role/any`,
              action: ACTION,
              resource: secret.arn,
              context: path.context,
            };
            expect(isAllowed(request, policy, path.policy)).toBe(false);
          }
      if (access.public.answer === 'no')
        for (const { endpoint: arn, witness } of outsiders()) {
          const passed = endpoints.find((each) => each.arn === arn);
          expect(isAllowed(witness, policy, passed?.policyDocument ?? null)).toBe(true);
        }
    }),
    { numRuns: 300 },
  );
});
