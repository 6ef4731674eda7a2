import { describe, expect, test } from 'vitest';
import { type Reading, read } from '../src/model/reading.ts';
import type { Resource } from '../src/model/resource-types.ts';
import type { Check, Outcome } from '../src/practices/check.ts';
import { anOrganization } from './builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from './builders/organizations.ts';
import {
  ACCOUNT,
  deniedCall,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from './inventory-of.ts';

export const VENDOR = '999900001111';
export const PARTNER = '888800001111';
export const ALONE: EvaluateOptions = { resources: [noMembership()] };
export const MEMBER: EvaluateOptions = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources: anOrganization() };

/** Statements that allow what the type's tests ask about, to principals. */
export type Statements = readonly Readonly<Record<string, unknown>>[];

export interface PolicyTests {
  readonly checks: readonly Check[];
  readonly build: (policy: Reading<string | null>) => Resource;
  /** `sqs:SendMessage` */
  readonly action: string;
  /** Of statements: those of some services have none. */
  readonly resource?: string | null;
  /** Whether resource control policies bind the service. */
  readonly bound: boolean;
  /** The call that tells the policy; null: the listing does, so that it is never unread by itself. */
  readonly call: string | null;
}

export interface PolicyTester extends PolicyTests {
  readonly strangers: Check | null;
  readonly others: Check;
  /** Statements of the type's action, as a resource with them. */
  readonly having: (...statements: Statements) => Resource;
  /** For the check about strangers and the one about others. */
  readonly both: (
    resource: Resource,
    options?: EvaluateOptions,
  ) => readonly (Outcome['status'] | undefined)[];
}

export function policyTester(tests: PolicyTests): PolicyTester {
  const { checks, build, action, resource = '*' } = tests;
  const strangers = checks.find(({ id }) => id.endsWith('-not-public')) ?? null;
  const others = checks.find(({ id }) => id.endsWith('-no-external-access'));
  if (!others) throw new Error('no check of external access');
  const having = (...statements: Statements): Resource => {
    const Statement = statements.map((each) => ({
      Effect: 'Allow',
      Action: action,
      ...(resource !== null && { Resource: resource }),
      ...each,
    }));
    return build(read(JSON.stringify({ Version: '2012-10-17', Statement })));
  };
  const one = (check: Check, about: Resource, options: EvaluateOptions = ALONE) => {
    const [status, ...more] = statuses(check, about, options);
    return more.length > 0 ? undefined : status;
  };
  return {
    ...tests,
    strangers,
    others,
    having,
    both: (about, options) => [strangers ?? others, others].map((check) => one(check, about, options)),
  };
}

const when = (condition: object) => ({ Principal: '*', Condition: condition });
const OPEN = ['fail', 'fail'];
const SHUT = ['pass', 'pass'];
const settings = { trustedAccounts: [VENDOR] };
const vendors = { Principal: { AWS: VENDOR } };
const theirs = when({ StringEquals: { 'aws:PrincipalOrgID': 'o-theirsample' } });

/** Of some types AWS takes no policy that is public, so that the check of others is the only one. */
const toOthers = ({ strangers }: PolicyTester) => (strangers ? ['pass', 'fail'] : OPEN);
const unsure = ({ strangers }: PolicyTester) => (strangers ? ['pass', 'unknown'] : ['unknown', 'unknown']);
const checksOf = ({ strangers, others }: PolicyTester) => (strangers ? [strangers, others] : [others]);

/** What the policies of all types have in common. */
export function testResourcePolicies(name: string, tests: PolicyTests): void {
  const tester = policyTester(tests);
  describe(name, () => {
    for (const [what, assert] of COMMON) test(what, () => assert(tester));
  });
}

const COMMON: readonly (readonly [string, (tester: PolicyTester) => void])[] = [
  ['a policy for everybody lets in strangers, with the request of one', everybody],
  ['what everybody can say of himself keeps nobody out', chosenByCallers],
  ['outside accounts are no strangers, and are named each', outsideAccounts],
  ['another organization is of outside', otherOrganization],
  ['the own account, the own organization and accounts read together are none of outside', ownAccounts],
  ['trusted accounts are none of outside', trustedAccounts],
  ['services are nobody outside, whomever they act for', services],
  ['a Deny counts', denials],
  ['a resource without a policy is of its account alone', noPolicy],
  ['what is no policy is unknown', malformed],
  ['a policy that was not read is unknown', notRead],
  ['where nobody listed the organization, an account may be of it; everybody is not', unlisted],
  ['whose an account is that let nobody in, is not shown', notEntered],
  ['resource control policies close what they bind', guarded],
  ['those that nobody told may close it, where they bind', guardsNotRead],
];

function everybody({ having, both, strangers, others, action }: PolicyTester): void {
  const open = having({ Sid: 'Open', Principal: '*' });
  expect(both(open)).toEqual(OPEN);
  expect(both(having({ Principal: { AWS: '*' } }), MEMBER)).toEqual(OPEN);
  expect(evaluate(strangers ?? others, open, ALONE)).toMatchObject([
    { status: 'fail', evidence: { statements: [{ statement: 1, sid: 'Open' }], witness: { action } } },
  ]);
}

function chosenByCallers({ having, both }: PolicyTester): void {
  const tagged = when({ StringEquals: { 'aws:PrincipalTag/team': 'red' } });
  expect(both(having(tagged), MEMBER)).toEqual(OPEN);
  const others = when({ StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } });
  expect(both(having(others))).toEqual(OPEN);
}

function outsideAccounts(tester: PolicyTester): void {
  const { having, both, others } = tester;
  const shared = having({ Principal: { AWS: [`arn:aws:iam::${VENDOR}:root`, PARTNER, OTHER_ACCOUNT] } });
  expect(both(shared, MEMBER)).toEqual(toOthers(tester));
  const [outcome] = evaluate(others, shared, MEMBER);
  if (outcome?.status !== 'fail') throw new Error('expected a failure');
  const outsiders = outcome.evidence['outsiders'] as readonly string[];
  expect(outsiders.toSorted()).toEqual([`account ${PARTNER}`, `account ${VENDOR}`]);
  for (const each of outsiders) expect(outcome.summary).toContain(each);
}

function otherOrganization(tester: PolicyTester): void {
  const { having, both } = tester;
  expect(both(having(theirs), MEMBER)).toEqual(toOthers(tester));
}

function ownAccounts({ having, both }: PolicyTester): void {
  expect(both(having({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/web` } }))).toEqual(SHUT);
  const other = having({ Principal: { AWS: OTHER_ACCOUNT } });
  expect(both(other, MEMBER)).toEqual(SHUT);
  const ours = having(when({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }));
  expect(both(ours, MEMBER)).toEqual(SHUT);
  const together = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources: [noMembership()] };
  expect(both(other, together)).toEqual(SHUT);
}

function trustedAccounts(tester: PolicyTester): void {
  const { having, both } = tester;
  expect(both(having(vendors), { ...ALONE, settings })).toEqual(SHUT);
  const two = having({ Principal: { AWS: [VENDOR, PARTNER] } });
  expect(both(two, { ...ALONE, settings })).toEqual(toOthers(tester));
}

function services({ having, both }: PolicyTester): void {
  expect(both(having({ Principal: { Service: 'sns.amazonaws.com' } }))).toEqual(SHUT);
  const ofTopic = { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${ACCOUNT}:orders` } };
  expect(both(having(when(ofTopic)))).toEqual(SHUT);
  expect(both(having(when({ StringEquals: { 'aws:SourceAccount': ACCOUNT } })))).toEqual(SHUT);
}

function denials({ having, both }: PolicyTester): void {
  const Condition = { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } };
  const denied = { Effect: 'Deny', Principal: '*', Action: '*', Condition };
  expect(both(having({ Principal: '*' }, denied))).toEqual(SHUT);
}

function noPolicy({ build, both }: PolicyTester): void {
  expect(both(build(read(null)))).toEqual(SHUT);
  expect(both(build(read(null)), {})).toEqual(SHUT);
}

function malformed(tester: PolicyTester): void {
  for (const check of checksOf(tester))
    expect(evaluate(check, tester.build(read('{')), ALONE)).toMatchObject([
      { status: 'unknown', unread: [{ why: expect.stringContaining('MalformedPolicyDocument') }] },
    ]);
}

function notRead(tester: PolicyTester): void {
  const missing = deniedCall(tester.call ?? '');
  for (const check of tester.call === null ? [] : checksOf(tester))
    expect(evaluate(check, tester.build(missing), ALONE)).toMatchObject([
      { status: 'unknown', unread: [missing] },
    ]);
}

function unlisted(tester: PolicyTester): void {
  const { having, both, bound } = tester;
  const members: EvaluateOptions = {
    denied: ['AWS::Organizations::Account'],
    resources: [aMembership()],
  };
  const whole: EvaluateOptions = { denied: ['AWS::Organizations::Organization'] };
  for (const options of [members, whole]) {
    expect(both(having(vendors), options)).toEqual(unsure(tester));
    expect(both(having(vendors), { ...options, settings })).toEqual(SHUT);
    // Its organization's resource control policies are unread too.
    expect(both(having({ Principal: '*' }), options)).toEqual(bound ? ['unknown', 'unknown'] : OPEN);
  }
  expect(both(having(theirs), whole)).toEqual(unsure(tester));
  expect(both(having({ Principal: { AWS: OTHER_ACCOUNT } }), members)).toEqual(SHUT); // it manages them
}

function notEntered(tester: PolicyTester): void {
  const { having, both } = tester;
  expect(both(having(vendors), { ...ALONE, notEntered: [VENDOR] })).toEqual(unsure(tester));
}

const PERIMETER = {
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  Resource: '*',
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } },
};

function guarded(tester: PolicyTester): void {
  const { having, both, bound } = tester;
  const resources = anOrganization(['RESOURCE_CONTROL_POLICY', PERIMETER]);
  expect(both(having({ Principal: '*' }), { ...MEMBER, resources })).toEqual(bound ? SHUT : OPEN);
  expect(both(having(vendors), { ...MEMBER, resources })).toEqual(bound ? SHUT : toOthers(tester));
}

function guardsNotRead(tester: PolicyTester): void {
  const { having, both, bound } = tester;
  const untold: EvaluateOptions = { ...MEMBER, denied: ['AWS::Organizations::Policy'] };
  expect(both(having({ Principal: '*' }), untold)).toEqual(bound ? ['unknown', 'unknown'] : OPEN);
  expect(both(having(vendors), untold)).toEqual(bound ? unsure(tester) : toOthers(tester));
  expect(both(having({ Principal: { AWS: ACCOUNT } }), untold)).toEqual(SHUT);
}
