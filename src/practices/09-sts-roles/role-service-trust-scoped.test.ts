import { expect, test } from 'vitest';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../../test/builders/organizations.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { roleServiceTrustScoped as check } from './role-service-trust-scoped.ts';

const STRANGER = '999900001111';
const CODEBUILD = 'codebuild.amazonaws.com';
const ALONE = { resources: [noMembership()] };
const TOGETHER = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources: anOrganization() };

const role = (condition?: object, service: string | readonly string[] = CODEBUILD) =>
  aRole({ id: 'build', assumeRolePolicyDocument: trusting({ Service: service }, condition) });

const withStatements = (...statements: readonly object[]) =>
  aRole({
    id: 'build',
    assumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });

const letting = (service: string, condition?: object) => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
});

const sourceAccount = (operator: string, ...accounts: readonly string[]) => ({
  [operator]: { 'aws:SourceAccount': accounts },
});
const sourceArn = (operator: string, ...arns: readonly string[]) => ({
  [operator]: { 'aws:SourceArn': arns },
});

test('fails for a service that may be told the role by anybody, and shows the request', () => {
  expect(evaluate(check, role(), ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: 'build may be assumed by codebuild.amazonaws.com for resources of any account.',
      evidence: {
        services: [CODEBUILD],
        service: CODEBUILD,
        documentation: 'https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html',
        condition: { operator: 'StringEquals', key: 'aws:SourceAccount', value: ACCOUNT },
        witness: {
          principal: CODEBUILD,
          action: 'sts:AssumeRole',
          resource: `arn:aws:iam::${ACCOUNT}:role/build`,
          context: {
            'aws:SourceAccount': OTHER_ACCOUNT,
            'aws:SourceArn': `arn:aws:codebuild:us-east-1:${OTHER_ACCOUNT}:example`,
          },
        },
      },
    },
  ]);
});

test.each([
  ['the own account', sourceAccount('StringEquals', ACCOUNT)],
  ['accounts of the organization', sourceAccount('StringEquals', ACCOUNT, OTHER_ACCOUNT)],
  ['the own account where the key is there', sourceAccount('StringEqualsIfExists', ACCOUNT)],
  ['the account of the role by its variable', sourceAccount('StringEquals', '${aws:ResourceAccount}')],
  ['resources of the own account', sourceArn('ArnLike', `arn:aws:codebuild:*:${ACCOUNT}:project/*`)],
  ['one resource', sourceArn('ArnEquals', `arn:aws:codebuild:eu-west-1:${ACCOUNT}:project/web`)],
  ['resources by text', sourceArn('StringLike', `arn:aws:codebuild:eu-west-1:${ACCOUNT}:*`)],
  ['the organization', { StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }],
  [
    'a part of the organization',
    { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': `${ORGANIZATION}/r-exam/*` } },
  ],
  ['an external id that is written out', { StringEquals: { 'sts:ExternalId': ACCOUNT } }],
  [
    'both keys',
    {
      ...sourceAccount('StringEquals', ACCOUNT),
      ...sourceArn('ArnLike', 'arn:aws:codebuild:*:*:project/*'),
    },
  ],
])('passes where it asks for %s', (_, condition) => {
  expect(evaluate(check, role(condition), TOGETHER)).toMatchObject([
    {
      status: 'pass',
      summary: 'No resource of a stranger gets codebuild.amazonaws.com to assume build.',
    },
  ]);
});

test.each([
  ['any account', sourceAccount('StringLike', '*'), 'any account'],
  ['accounts by a pattern', sourceAccount('StringLike', '1111*'), 'accounts that its conditions let in'],
  ['all accounts but one', sourceAccount('StringNotEquals', OTHER_ACCOUNT), 'any account'],
  [
    'resources of any account',
    sourceArn('ArnLike', 'arn:aws:codebuild:eu-west-1:*:project/web'),
    'any account',
  ],
  [
    'text that other ARNs hold too',
    sourceArn('StringLike', `arn:aws:codebuild:*:${ACCOUNT}:project/web`),
    'any account',
  ],
  [
    'the organization if the key is there',
    { StringEqualsIfExists: { 'aws:SourceOrgID': ORGANIZATION } },
    'any account',
  ],
  ['another organization', { StringEquals: { 'aws:SourceOrgID': 'o-someoneelses' } }, 'any account'],
  ['any external id', { StringLike: { 'sts:ExternalId': '*' } }, 'any account'],
  ['what says nothing of the source', { Bool: { 'aws:SecureTransport': 'true' } }, 'any account'],
  ['an unknown account', sourceAccount('StringEquals', ACCOUNT, STRANGER), `account ${STRANGER}`],
  [
    'resources of an unknown account',
    sourceArn('ArnLike', `arn:aws:codebuild:*:${STRANGER}:project/*`),
    `account ${STRANGER}`,
  ],
])('fails where it asks for %s', (_, condition, whose) => {
  expect(evaluate(check, role(condition), TOGETHER)).toMatchObject([
    { status: 'fail', summary: `build may be assumed by codebuild.amazonaws.com for resources of ${whose}.` },
  ]);
});

test('the witness is of one account, in the shape that the conditions let through', () => {
  const condition = sourceArn('ArnLike', 'arn:aws:codebuild:eu-west-1:*:project/web');
  const [outcome] = evaluate(check, role(condition), ALONE);
  expect(outcome).toMatchObject({
    evidence: {
      witness: {
        context: {
          'aws:SourceAccount': OTHER_ACCOUNT,
          'aws:SourceArn': `arn:aws:codebuild:eu-west-1:${OTHER_ACCOUNT}:project/web`,
        },
      },
    },
  });
});

test('of several unknown accounts it finds the one that both keys name', () => {
  const [other, another] = ['222200001111', '333300001111'];
  const condition = {
    ...sourceAccount('StringEquals', other, STRANGER),
    ...sourceArn('ArnLike', `arn:aws:codebuild:*:${another}:*`, `arn:aws:codebuild:*:${STRANGER}:*`),
  };
  expect(evaluate(check, role(condition), ALONE)).toMatchObject([
    { status: 'fail', summary: expect.stringContaining(`of account ${STRANGER}.`) },
  ]);
});

test('accounts of the settings are no strangers', () => {
  const vendor = role(sourceAccount('StringEquals', STRANGER));
  expect(statuses(check, vendor, { ...ALONE, settings: { trustedAccounts: [STRANGER] } })).toEqual(['pass']);
});

test('does not concern services that tell no source, people and service-linked roles', () => {
  const others = [
    'ec2.amazonaws.com',
    'lambda.amazonaws.com',
    'iotevents.amazonaws.com',
    'rds.amazonaws.com',
  ];
  expect(statuses(check, role(undefined, others), ALONE)).toEqual(['not-applicable']);
  const people = aRole({ assumeRolePolicyDocument: trusting({ AWS: OTHER_ACCOUNT }) });
  expect(statuses(check, people, ALONE)).toEqual(['not-applicable']);
  const linked = aRole({ ...role(), path: '/aws-service-role/codebuild.amazonaws.com/' });
  expect(statuses(check, linked, ALONE)).toEqual(['not-applicable']);
});

test('regional principals and those of China are the service too', () => {
  for (const service of [
    'vpc-flow-logs.eu-west-1.amazonaws.com',
    'states.cn-north-1.amazonaws.com.cn',
    'Transfer.AmazonAWS.com',
    'amplify.us-gov-west-1.amazonaws.com',
  ])
    expect(statuses(check, role(undefined, service), ALONE), service).toEqual(['fail']);
});

test('one open service of two is enough to fail', () => {
  const scoped = sourceAccount('StringEquals', ACCOUNT);
  const half = withStatements(letting(CODEBUILD, scoped), letting('states.amazonaws.com'));
  expect(evaluate(check, half, ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: 'build may be assumed by states.amazonaws.com for resources of any account.',
      evidence: { services: [CODEBUILD, 'states.amazonaws.com'], service: 'states.amazonaws.com' },
    },
  ]);
  const both = withStatements(letting(CODEBUILD, scoped), letting('states.amazonaws.com', scoped));
  expect(statuses(check, both, ALONE)).toEqual(['pass']);
});

test('passes where another statement of the trust policy holds strangers off', () => {
  const denial = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRole',
    Condition: { StringNotEqualsIfExists: { 'aws:SourceAccount': ACCOUNT } },
  };
  expect(statuses(check, withStatements(letting(CODEBUILD), denial), ALONE)).toEqual(['pass']);
});

/** As of AWS's data perimeter: https://github.com/aws-samples/data-perimeter-policy-examples */
const PERIMETER = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sts:AssumeRole',
  Resource: '*',
  Condition: {
    StringNotEqualsIfExists: { 'aws:SourceOrgID': ORGANIZATION },
    Null: { 'aws:SourceAccount': 'false' },
    Bool: { 'aws:PrincipalIsAWSService': 'true' },
  },
};

test('passes where a resource control policy holds strangers off', () => {
  const resources = anOrganization(['RESOURCE_CONTROL_POLICY', PERIMETER]);
  expect(statuses(check, role(), { ...TOGETHER, resources })).toEqual(['pass']);
  const weaker = { ...PERIMETER, Condition: { StringNotEquals: { 'aws:SourceOrgID': ORGANIZATION } } };
  const open = anOrganization([
    'RESOURCE_CONTROL_POLICY',
    { ...weaker, Condition: { ...weaker.Condition, Null: { 'aws:SourceOrgID': 'false' } } },
  ]);
  expect(statuses(check, role(), { ...TOGETHER, resources: open })).toEqual(['fail']);
});

test('a resource control policy may except accounts: known ones are no strangers, others are', () => {
  const excepting = (account: string) => {
    const condition = {
      ...PERIMETER.Condition,
      StringNotEqualsIfExists: { 'aws:SourceOrgID': ORGANIZATION, 'aws:SourceAccount': account },
    };
    return anOrganization(['RESOURCE_CONTROL_POLICY', { ...PERIMETER, Condition: condition }]);
  };
  const known = { ...TOGETHER, resources: excepting(OTHER_ACCOUNT) };
  expect(statuses(check, role(), known)).toEqual(['pass']);
  expect(evaluate(check, role(), { ...TOGETHER, resources: excepting(STRANGER) })).toMatchObject([
    { status: 'fail', evidence: { witness: { context: { 'aws:SourceAccount': STRANGER } } } },
  ]);
});

test('a key that AWS does not show for the service may be missing', () => {
  const logs = 'logs.eu-west-1.amazonaws.com';
  expect(statuses(check, role(sourceAccount('StringEquals', ACCOUNT), logs), ALONE)).toEqual(['pass']);
  expect(evaluate(check, role(sourceAccount('StringEqualsIfExists', ACCOUNT), logs), ALONE)).toMatchObject([
    { status: 'unknown', unread: [{ why: `NotDocumented: whether ${logs} sends aws:SourceAccount` }] },
  ]);
  expect(evaluate(check, role(undefined, logs), ALONE)).toMatchObject([
    {
      status: 'fail',
      evidence: {
        condition: { operator: 'ArnLike', key: 'aws:SourceArn', value: `arn:aws:logs:*:${ACCOUNT}:*` },
      },
    },
  ]);
  const datazone = role(
    sourceArn('ArnLikeIfExists', `arn:aws:datazone:*:${ACCOUNT}:*`),
    'datazone.amazonaws.com',
  );
  expect(statuses(check, datazone, ALONE)).toEqual(['unknown']);
});

test('is unknown where what was not read could hold strangers off', () => {
  const member = { denied: ['AWS::Organizations::Policy' as const], resources: [aMembership()] };
  expect(statuses(check, role(), member)).toEqual(['unknown']);
  expect(statuses(check, role(sourceAccount('StringEquals', ACCOUNT)), member)).toEqual(['pass']);
  expect(statuses(check, role(), { denied: ['AWS::Organizations::Organization'] })).toEqual(['unknown']);
  const unread = aRole({ assumeRolePolicyDocument: 'no policy' });
  expect(statuses(check, unread, ALONE)).toEqual(['unknown']);
});

test('is unknown where the account may be of the organization', () => {
  const named = role(sourceAccount('StringEquals', STRANGER));
  const notEntered = { ...TOGETHER, notEntered: [STRANGER] };
  expect(statuses(check, named, notEntered)).toEqual(['unknown']);
  expect(statuses(check, role(), notEntered)).toEqual(['fail']);
});

test('is unknown where no account explains what gets through', () => {
  const odd = role({
    StringLike: { 'aws:SourceAccount': '2*' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:codebuild:*:3*:project/web' },
  });
  expect(evaluate(check, odd, ALONE)).toMatchObject([
    { status: 'unknown', unread: [{ why: expect.stringMatching(/^NotEvaluated: whose resources/) }] },
  ]);
});
