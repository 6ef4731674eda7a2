import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorize } from '../../src/iam/authorize.ts';
import type { Effect } from '../../src/iam/decision.ts';
import type { AwsPolicyObject } from '../../src/iam/policy-set.ts';

/**
 * Cedar's trick: statements that allow or deny and that apply, do not, or ask for what the request does not tell.
 * What they come to is a line of logic, so neither this nor the engine can hide behind the language's details.
 */
interface Abstract {
  readonly effect: 'Allow' | 'Deny';
  readonly about: About;
}

type About =
  | 'it'
  | 'other-action'
  | 'other-resource'
  | 'unknown'
  | 'unknown-unwanted'
  | 'unknown-if-it-exists';

const USER = 'arn:aws:iam::111122223333:user/alice';
const ROOT = 'arn:aws:iam::111122223333:root';

/** A key that is absent fails what is asked of it, and passes what is not wanted of it or asked only if it is there. */
function applies({ about }: Abstract): boolean {
  return about === 'it' || about === 'unknown-unwanted' || about === 'unknown-if-it-exists';
}

function concrete({ effect, about }: Abstract): Readonly<Record<string, unknown>> {
  const operators = {
    unknown: 'StringEquals',
    'unknown-unwanted': 'StringNotEquals',
    'unknown-if-it-exists': 'StringEqualsIfExists',
  };
  const operator = about in operators ? operators[about as keyof typeof operators] : null;
  return {
    Effect: effect,
    Action: about === 'other-action' ? 'sqs:ReceiveMessage' : '*',
    Resource: about === 'other-resource' ? 'arn:aws:sqs:eu-west-1:111122223333:other' : '*',
    ...(operator !== null && { Condition: { [operator]: { 'aws:PrincipalOrgID': 'o-1' } } }),
  };
}

const policy = (statements: readonly Abstract[], principal?: string): AwsPolicyObject => ({
  Statement: statements.map((each) => ({
    ...concrete(each),
    ...(principal !== undefined && { Principal: { AWS: principal } }),
  })),
});

const statement = fc.record<Abstract>({
  effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  about: fc.constantFrom<About>(
    'it',
    'it',
    'other-action',
    'other-resource',
    'unknown',
    'unknown-unwanted',
    'unknown-if-it-exists',
  ),
});
const statements = fc.array(statement, { maxLength: 3 });
const guard = fc.oneof(fc.constant(undefined), statements);
const levels = fc.oneof(fc.constant(undefined), fc.array(statements, { maxLength: 3 }));

const allows = (all: readonly Abstract[]): boolean =>
  all.some((each) => each.effect === 'Allow' && applies(each));
const denies = (all: readonly Abstract[]): boolean =>
  all.some((each) => each.effect === 'Deny' && applies(each));

test('LAW: guards and grants combine as AWS’s flow chart says, whatever the statements', () => {
  const layers = fc.record({
    identity: statements,
    boundary: guard,
    scps: levels,
    rcps: levels,
    endpoint: guard,
    resource: guard,
    named: fc.constantFrom(USER, ROOT, 'arn:aws:iam::111122223333:user/bob'),
    isOther: fc.boolean(),
  });
  fc.assert(
    fc.property(
      layers,
      ({ identity, boundary, scps = [], rcps = [], endpoint, resource, named, isOther }) => {
        const isNamed = named !== 'arn:aws:iam::111122223333:user/bob';
        const byResource = isNamed ? (resource ?? []) : [];
        const own = allows(identity) && allows(boundary ?? [{ effect: 'Allow', about: 'it' }]);
        const granted = isOther ? own && allows(byResource) : own || (allows(byResource) && named === USER);
        const guards = [...scps, ...(endpoint ? [endpoint] : [])];
        const anyDeny = [identity, boundary ?? [], ...guards, ...rcps, byResource].some(denies);
        const expected: Effect = anyDeny
          ? 'explicit-deny'
          : granted && guards.every(allows)
            ? 'allow'
            : 'implicit-deny';

        const decision = authorize(
          {
            principal: USER,
            action: 'sqs:SendMessage',
            resource: `arn:aws:sqs:eu-west-1:${isOther ? '444455556666' : '111122223333'}:jobs`,
          },
          {
            identityPolicies: [policy(identity)],
            permissionsBoundaries: boundary && [policy(boundary)],
            serviceControlPolicies: scps.map((level) => [policy(level)]),
            resourceControlPolicies: rcps.map((level) => [policy(level, '*')]),
            vpcEndpointPolicies: endpoint && [policy(endpoint, '*')],
            resourcePolicy: resource && policy(resource, named),
          },
        );
        expect(decision.effect).toBe(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
