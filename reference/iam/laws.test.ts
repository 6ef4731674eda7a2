import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorize } from '../../src/iam/authorize.ts';
import type { AwsPolicyObject, PolicySet } from '../../src/iam/policy-set.ts';
import { policies, policy, request } from './arbitraries.ts';
import type { Policies, Request } from './request.ts';

const RUNS = { numRuns: 400 };

const effect = (asked: Request, given: Policies): string => authorize(asked, given as PolicySet).effect;

const isNeverDenied = ({ action, principal }: Request): boolean =>
  /^sts:(GetCallerIdentity|GetSessionToken)$/.test(action) && principal !== '*';

type Json = AwsPolicyObject & { readonly Statement: unknown };
const statementsOf = (each: Json): readonly Readonly<Record<string, unknown>>[] =>
  [each.Statement].flat() as Readonly<Record<string, unknown>>[];

/** Every list of policies, changed. */
function mapped(given: Policies, change: (policies: readonly Json[]) => readonly Json[]): Policies {
  const list = (all: readonly unknown[] | undefined) => all && change(all as readonly Json[]);
  const ofResource =
    given.resourcePolicy === undefined ? undefined : change([given.resourcePolicy as Json])[0];
  return {
    ...given,
    identityPolicies: list(given.identityPolicies),
    sessionPolicies: list(given.sessionPolicies),
    permissionsBoundaries: given.permissionsBoundaries?.flatMap((each) => change([each as Json]).slice(0, 1)),
    resourcePolicy: ofResource,
    serviceControlPolicies: given.serviceControlPolicies?.map((level) => list(level) ?? []),
    resourceControlPolicies: given.resourceControlPolicies?.map((level) => list(level) ?? []),
    vpcEndpointPolicies: list(given.vpcEndpointPolicies),
  };
}

const withStatements = (each: Json, statements: readonly unknown[]): Json => ({
  ...each,
  Statement: statements,
});

test('LAW: a Deny of everything wins in every policy that binds', () => {
  const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
  fc.assert(
    fc.property(request, policies, (asked, given) => {
      fc.pre(!isNeverDenied(asked) && !/BucketPolicy/.test(asked.action));
      const denied = { Statement: { ...deny, Principal: '*' } };
      expect(effect(asked, { ...given, resourcePolicy: denied })).toBe('explicit-deny');
      fc.pre(/^(arn:aws:(iam|sts)::\d+:(?!oidc)|\d)/.test(asked.principal));
      const own = [...(given.identityPolicies ?? []), { Statement: deny }];
      expect(effect(asked, { ...given, identityPolicies: own })).toBe('explicit-deny');
    }),
    RUNS,
  );
});

test('LAW: without policies nothing is allowed, but to the account’s own root', () => {
  fc.assert(
    fc.property(request, (asked) => {
      fc.pre(!isNeverDenied(asked) && !/:root$|^\d/.test(asked.principal));
      expect(effect(asked, {})).toBe('implicit-deny');
    }),
    RUNS,
  );
});

test('LAW: the order and the number of policies and statements do not matter', () => {
  fc.assert(
    fc.property(request, policies, (asked, given) => {
      const turned = mapped(given, (all) =>
        [...all, ...all].toReversed().map((each) => {
          const statements = statementsOf(each);
          return withStatements(each, [...statements, ...statements].toReversed());
        }),
      );
      expect(effect(asked, turned)).toBe(effect(asked, given));
    }),
    RUNS,
  );
});

test('LAW: what is allowed stays allowed without the Deny statements', () => {
  fc.assert(
    fc.property(request, policies, (asked, given) => {
      const open = mapped(given, (all) =>
        all.map((each) =>
          withStatements(
            each,
            statementsOf(each).filter((statement) => statement['Effect'] === 'Allow'),
          ),
        ),
      );
      expect(effect(asked, open)).not.toBe('explicit-deny');
      if (effect(asked, given) === 'allow') expect(effect(asked, open)).toBe('allow');
    }),
    RUNS,
  );
});

test('LAW: one Allow more, in policies that are there, narrows nothing', () => {
  const one = policy(false).map(({ Statement }) => [Statement].flat()[0]);
  fc.assert(
    fc.property(request, policies, one, (asked, given, statement) => {
      fc.pre(effect(asked, given) === 'allow' && statement !== undefined);
      const wider = mapped(given, (all) =>
        all.map((each) => withStatements(each, [...statementsOf(each), { ...statement, Effect: 'Allow' }])),
      );
      // Statements without a principal say nothing where principals are needed, so all lists take it.
      expect(effect(asked, wider)).toBe('allow');
    }),
    RUNS,
  );
});

test('LAW: a guard more never widens', () => {
  fc.assert(
    fc.property(request, policies, policy(false), policy(true), (asked, given, plain, named) => {
      const before = effect(asked, given);
      const isFederated = asked.principal.includes('federated-user');
      const guarded: readonly Policies[] = [
        { ...given, permissionsBoundaries: [...(given.permissionsBoundaries ?? []), plain] },
        { ...given, serviceControlPolicies: [...(given.serviceControlPolicies ?? []), [plain]] },
        { ...given, resourceControlPolicies: [...(given.resourceControlPolicies ?? []), [named]] },
        given.vpcEndpointPolicies?.length ? given : { ...given, vpcEndpointPolicies: [named] },
        // A federated user may do nothing without a session policy: for it that is a grant too.
        given.sessionPolicies?.length || isFederated ? given : { ...given, sessionPolicies: [plain] },
      ];
      for (const each of guarded) if (before !== 'allow') expect(effect(asked, each)).not.toBe('allow');
    }),
    RUNS,
  );
});
