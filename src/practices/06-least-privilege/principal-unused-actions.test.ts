import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import {
  ADMINISTRATOR_ACCESS,
  administratorAccess,
  allowing,
  aManagedPolicy,
} from '../../../test/builders/iam.ts';
import { ACCOUNT, AS_OF, daysBefore, type EvaluateOptions, evaluate } from '../../../test/inventory-of.ts';
import type { TrailFacts } from '../../model/trail-change.ts';
import type { LoggedCalls, PrincipalUses } from '../../model/trail-use.ts';
import { principalUnusedActions } from './principal-unused-actions.ts';

const [users, roles] = principalUnusedActions;
if (!users || !roles) throw new Error('expected a check for users and one for roles');

const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`;
const [HOME, OTHER] = ['us-east-1', 'eu-west-1'];
const WHOLE = { from: daysBefore(100), to: daysBefore(0.1) };

function logged(overrides: Partial<LoggedCalls> = {}): LoggedCalls {
  return {
    account: ACCOUNT,
    regions: [
      { region: HOME, ...WHOLE },
      { region: OTHER, ...WHOLE },
    ],
    reads: daysBefore(100),
    writes: daysBefore(100),
    services: ['ec2', 'iam'],
    unseen: ['s3:GetObject*'],
    unlogged: ['iam:PassRole', 's3:BypassGovernanceRetention'],
    unasked: ['sts:GetCallerIdentity'],
    ...overrides,
  };
}

function trailOf(
  used: Readonly<Record<string, number>>,
  overrides: Partial<PrincipalUses & LoggedCalls> = {},
) {
  const { undocumented = [], ...log } = overrides;
  const actions = Object.entries(used).map(([action, days]) => ({ action, last: daysBefore(days) }));
  return {
    accounts: [ACCOUNT],
    rootUses: [],
    keyUses: [],
    uses: [{ principal: ALICE, actions, undocumented }],
    logged: [logged(log)],
  };
}

function judged(actions: readonly string[], trail: TrailFacts | undefined, options: EvaluateOptions = {}) {
  const scope = { regions: [HOME, OTHER], ...(trail && { trail }), ...options };
  return evaluate(users as NonNullable<typeof users>, aUserWho('alice', actions), scope)[0];
}

const TWO = ['ec2:RunInstances', 'ec2:StopInstances'];

test('fails for a granted action that was not used within 90 days, with the policy that suffices', () => {
  expect(judged(TWO, trailOf({ 'ec2:RunInstances': 89, 'ec2:StopInstances': 91 }))).toMatchObject({
    status: 'fail',
    summary:
      'The policies of alice grant 2 actions, of which it has not used 1 (ec2:StopInstances) in 90 days.',
    evidence: {
      granted: 2,
      used: ['ec2:RunInstances'],
      unused: ['ec2:StopInstances'],
      policy: { Statement: [{ Effect: 'Allow', Action: ['ec2:RunInstances'], Resource: ['*'] }] },
    },
  });
});

test('passes where all were used, whatever else the log lacks', () => {
  const trail = trailOf({ 'ec2:RunInstances': 1, 'ec2:StopInstances': 89.9 }, { regions: [] });
  expect(judged(TWO, trail)).toMatchObject({ status: 'pass', evidence: { granted: 2 } });
});

test('of nothing used no policy is left', () => {
  expect(judged(TWO, { ...trailOf({}), uses: [] })).toMatchObject({
    status: 'fail',
    evidence: { unusedCount: 2, policy: 'none is needed' },
  });
});

test('a wildcard grants what there is, less what a Deny or the boundary takes', () => {
  const trail = trailOf({ 'ec2:RunInstances': 1 });
  const count = (options: EvaluateOptions, overrides = {}): unknown => {
    const user = aUserWho('alice', 'ec2:*', '*', overrides);
    const [outcome] = evaluate(users, user, { trail, regions: [HOME, OTHER], ...options });
    return outcome && 'evidence' in outcome ? outcome.evidence['granted'] : outcome;
  };
  expect(count({})).toBeGreaterThan(500);
  const boundary = aManagedPolicy({ document: allowing(['ec2:Run*', 's3:*']) });
  expect(count({ resources: [boundary] }, { permissionsBoundary: boundary.arn })).toBeLessThan(5);
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
      { Effect: 'Deny', NotAction: 'ec2:RunInstances', Resource: '*' },
    ],
  });
  expect(count({}, { inlinePolicies: [{ policyName: 'own', document: policy }] })).toBe(1);
});

test.each<[string, readonly string[], Partial<PrincipalUses & LoggedCalls>]>([
  ['the data plane', ['s3:GetObject'], { services: ['s3'] }],
  ['a service of which nothing is logged', ['sqs:CreateQueue'], {}],
  ['a service with calls that nobody documents', TWO, { undocumented: ['ec2'] }],
  ['any, with calls to a service that is not known', TWO, { undocumented: [null] }],
  ['what CloudTrail has no event of', ['s3:BypassGovernanceRetention'], { services: ['s3'] }],
  ['roles passed within other calls', ['iam:PassRole'], {}],
  ['a region that is not logged', TWO, { regions: [{ region: HOME, ...WHOLE }] }],
  [
    'a region that is logged for less long',
    TWO,
    {
      regions: [
        { region: HOME, ...WHOLE },
        { region: OTHER, ...WHOLE, from: daysBefore(89) },
      ],
    },
  ],
  ['changes where only reads are logged', TWO, { writes: null }],
  ['reads where only changes were logged then', ['iam:GetUser'], { reads: daysBefore(89) }],
  [
    'a log that ended before',
    TWO,
    { regions: [HOME, OTHER].map((region) => ({ region, ...WHOLE, to: daysBefore(1.1) })) },
  ],
])('unknown: %s', (_, actions, overrides) => {
  expect(judged(actions, trailOf({}, overrides))).toMatchObject({
    status: 'unknown',
    unread: [{ call: 'rampart/trail', why: expect.stringMatching(/^NotLogged: /) }],
  });
});

test('roles passed that requests name were used', () => {
  expect(judged(['iam:PassRole'], trailOf({ 'iam:PassRole': 1 }))).toMatchObject({ status: 'pass' });
});

test('tags may have been given by calls that make something, and templates may ask for more', () => {
  const granted = ['ec2:CreateVpc', 'ec2:CreateTags', 'ec2:DeleteTags'];
  expect(judged(granted, trailOf({ 'ec2:CreateVpc': 1, 'ec2:DeleteTags': 1 }))).toMatchObject({
    status: 'unknown',
    evidence: { notTold: { unlogged: 1 } },
  });
  expect(judged(['ec2:CreateTags'], trailOf({ 'ec2:DescribeVpcs': 1 }))).toMatchObject({ status: 'fail' });
  const services = ['autoscaling', 'ec2'];
  const scaled = trailOf({ 'autoscaling:CreateAutoScalingGroup': 1 }, { services });
  expect(judged(['autoscaling:CreateAutoScalingGroup', 'ec2:RunInstances'], scaled)).toMatchObject({
    status: 'unknown',
  });
});

test('an action that no policy is asked for is none that could be used', () => {
  const granted = ['ec2:RunInstances', 'sts:GetCallerIdentity'];
  expect(judged(granted, trailOf({ 'ec2:RunInstances': 1 }, { services: ['ec2', 'sts'] }))).toMatchObject({
    status: 'pass',
    evidence: { granted: 1 },
  });
  expect(judged(['sts:GetCallerIdentity'], trailOf({}))).toEqual({ status: 'not-applicable' });
});

test('IAM is logged in one region, so that no other needs to be there', () => {
  const trail = trailOf({}, { regions: [{ region: HOME, ...WHOLE }] });
  expect(judged(['iam:CreateUser'], trail)).toMatchObject({ status: 'fail' });
  const elsewhere = trailOf({}, { regions: [{ region: OTHER, ...WHOLE }] });
  expect(judged(['iam:CreateUser'], elsewhere)).toMatchObject({ status: 'unknown' });
});

test('a region that was not read needs to be logged, too', () => {
  const skippedRegions = [{ region: 'ap-south-1', why: 'excluded' }];
  expect(judged(TWO, trailOf({}), { skippedRegions })).toMatchObject({ status: 'unknown' });
});

test('where the regions could not be listed there may be others', () => {
  const denied = ['AWS::::Region'] as const;
  expect(judged(TWO, trailOf({}), { denied })).toMatchObject({ status: 'unknown' });
  expect(judged(['iam:CreateUser'], trailOf({}), { denied })).toMatchObject({ status: 'fail' });
});

test('what is certainly unused fails beside what is not told', () => {
  expect(judged(['iam:CreateUser', 's3:GetObject', 'sqs:CreateQueue'], trailOf({}))).toMatchObject({
    status: 'fail',
    evidence: {
      unused: ['iam:CreateUser'],
      notTold: { data: 1, service: 1 },
      policy: { Statement: [{ Action: ['s3:GetObject', 'sqs:CreateQueue'] }] },
    },
  });
});

test('unknown without a trail, without events of the account, without the policies', () => {
  expect(judged(TWO, undefined)).toMatchObject({ status: 'unknown' });
  expect(judged(TWO, { ...trailOf({}), accounts: [] })).toMatchObject({ status: 'unknown' });
  expect(judged(TWO, { ...trailOf({}), logged: [] })).toMatchObject({ status: 'unknown' });
  const user = aUserWho('alice', TWO, '*', unreadPolicy());
  expect(evaluate(users, user, { trail: trailOf({}) })).toMatchObject([{ status: 'unknown' }]);
});

test('the new pass, and administrators, roles of services and those without rights are none of its concern', () => {
  const trail = trailOf({});
  const of = (overrides: object) =>
    evaluate(users, aUserWho('alice', TWO, '*', overrides), {
      trail,
      regions: [HOME, OTHER],
      resources: [administratorAccess()],
    })[0];
  expect(of({ createDate: daysBefore(89) })).toMatchObject({ status: 'pass' });
  expect(of({ createDate: daysBefore(90) })).toMatchObject({ status: 'fail' });
  expect(of({ createDate: '' })).toMatchObject({ status: 'unknown' });
  expect(of({ attachedPolicies: [ADMINISTRATOR_ACCESS] })).toEqual({ status: 'not-applicable' });
  expect(of({ inlinePolicies: [] })).toEqual({ status: 'not-applicable' });
  const path = '/aws-service-role/ecs.amazonaws.com/';
  expect(evaluate(roles, aRoleWho('worker', TWO, '*', { path }), { trail })).toEqual([
    { status: 'not-applicable' },
  ]);
});

test('roles are judged as users are', () => {
  const trail = trailOf({});
  expect(evaluate(roles, aRoleWho('worker', TWO), { trail, regions: [HOME] })).toMatchObject([
    { status: 'fail', evidence: { to: AS_OF, unused: TWO } },
  ]);
});
