import * as fc from 'fast-check';
import type { Grant, Policies, Request } from './request.ts';
import {
  ACCOUNTS,
  ACTION_PATTERNS,
  ACTIONS,
  BASES,
  ISSUERS,
  KEYS,
  NAMED,
  POLICY_VALUES,
  PRINCIPALS,
  RESOURCE_PATTERNS,
  RESOURCES,
  VALUES,
} from './words.ts';

export const operator = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('Null', 'null', 'ForAllValues:Null', 'ForAnyValue:Null') },
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'),
        fc.constantFrom(...BASES),
        fc.constantFrom('', '', 'IfExists'),
      )
      .map((parts) => parts.join('')),
  },
);

/** Half of all is about everything, so that what is beside it decides. */
const starOr = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('*') }, { weight: 1, arbitrary: fc.constantFrom(...values) });

/** One value or a list. */
export const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 2, arbitrary: fc.array(value, { maxLength: 3 }) });

export const policyValue = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...POLICY_VALUES) },
  { weight: 1, arbitrary: fc.constantFrom(true, false, 5, 1000) },
);

const condition = fc.dictionary(
  operator,
  fc.dictionary(fc.constantFrom(...KEYS), some(policyValue), { minKeys: 1, maxKeys: 2 }),
  { maxKeys: 2 },
);

export const principal = fc.oneof(
  { weight: 2, arbitrary: fc.constant('*') },
  {
    weight: 3,
    arbitrary: fc.dictionary(
      fc.constantFrom('AWS', 'AWS', 'Service', 'Federated', 'CanonicalUser'),
      some(fc.constantFrom(...NAMED)),
      {
        minKeys: 1,
        maxKeys: 2,
      },
    ),
  },
);

/** One of an element and its Not, the element mostly; `optional`: perhaps neither. */
function elementOrNot<T>(
  name: string,
  value: fc.Arbitrary<T>,
  optional = false,
): fc.Arbitrary<Record<string, T>> {
  const choices = [
    { weight: 6, arbitrary: value.map((each) => ({ [name]: each })) },
    { weight: 1, arbitrary: value.map((each) => ({ [`Not${name}`]: each })) },
  ];
  return fc.oneof(...choices, { weight: optional ? 1 : 0, arbitrary: fc.constant<Record<string, T>>({}) });
}

type Statement = Readonly<Record<string, unknown>>;

function statement(withPrincipal: boolean): fc.Arbitrary<Statement> {
  return fc
    .tuple(
      fc.record({ Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny') }),
      elementOrNot('Action', some(starOr(ACTION_PATTERNS))),
      elementOrNot('Resource', some(starOr(RESOURCE_PATTERNS))),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.record({ Condition: condition }) },
      ),
      withPrincipal ? elementOrNot('Principal', principal, true) : fc.constant({}),
    )
    .map((parts) => Object.assign({}, ...parts) as Statement);
}

export interface PolicyJson {
  readonly Version?: string;
  readonly Statement: Statement | readonly Statement[];
}

export function policy(withPrincipal: boolean): fc.Arbitrary<PolicyJson> {
  return fc
    .tuple(
      fc.constantFrom({ Version: '2012-10-17' }, { Version: '2012-10-17' }, { Version: '2008-10-17' }, {}),
      some(statement(withPrincipal)),
    )
    .map(([version, statements]) => ({ ...version, Statement: statements }));
}

const attached = fc.array(policy(false), { maxLength: 2 });
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: value });

export const FULL: PolicyJson = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const full = fc.constant(FULL);
const fullForAll = fc.constant<PolicyJson>({
  Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
});
const attachedToEndpoint = fc.array(policy(true), { maxLength: 2 });

export const grant: fc.Arbitrary<Grant> = fc.record(
  {
    keyArn: fc.constantFrom(...RESOURCES.filter((arn) => arn.includes(':kms:'))),
    granteePrincipal: fc.constantFrom(
      ...PRINCIPALS.filter((each) => each.includes('.') || each.startsWith('arn:')),
    ),
    operations: fc.array(fc.constantFrom('Decrypt', 'RetireGrant', 'Encrypt'), { maxLength: 2 }),
    constraints: fc.constantFrom(
      { encryptionContextSubset: { Dept: 'red' } },
      { encryptionContextEquals: { Dept: 'red' } },
      {},
    ),
  },
  { requiredKeys: ['granteePrincipal', 'operations'] },
);

export const policies: fc.Arbitrary<Policies> = fc.record({
  identityPolicies: fc.oneof(
    { weight: 3, arbitrary: fc.array(policy(false), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.tuple(full, policy(false)) },
  ),
  permissionsBoundaries: rarely(fc.oneof(attached, fc.tuple(full))),
  sessionPolicies: rarely(fc.oneof(attached, fc.tuple(full))),
  resourcePolicy: fc.oneof(policy(true), policy(true), fc.constant(undefined)),
  serviceControlPolicies: rarely(
    fc.array(fc.oneof(attached, fc.tuple(full, policy(false))), { maxLength: 3 }),
  ),
  resourceControlPolicies: rarely(fc.array(fc.array(policy(true), { maxLength: 2 }), { maxLength: 2 })),
  vpcEndpointPolicies: rarely(
    fc.oneof(fc.tuple(fullForAll), fc.tuple(fullForAll, policy(true)), attachedToEndpoint),
  ),
  kmsGrants: rarely(fc.array(grant, { maxLength: 2 })),
  managementAccount: rarely(fc.constantFrom(...ACCOUNTS)),
});

export const contextValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...VALUES), { maxLength: 3 }) },
);

export const request: fc.Arbitrary<Request> = fc.record(
  {
    principal: fc.constantFrom(...PRINCIPALS),
    sessionIssuer: fc.constantFrom(...ISSUERS),
    action: fc.constantFrom(...ACTIONS),
    resource: fc.constantFrom(...RESOURCES),
    resourceAccount: fc.constantFrom(undefined, undefined, ...ACCOUNTS),
    context: fc.dictionary(fc.constantFrom(...KEYS), contextValue, { maxKeys: 4 }),
  },
  { requiredKeys: ['principal', 'action', 'resource'] },
);
