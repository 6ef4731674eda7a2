import { expect, test } from 'vitest';
import {
  ALL,
  anIamView,
  anInline,
  aRoleView,
  aUserView,
  type StatementText,
} from '../../../test/builders/iam-view.ts';
import { ACCOUNT, AS_OF } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { PrincipalView, WorkloadView } from '../view/iam-view.ts';
import { escalations } from './escalations.ts';

const MANY = 7;
const MIDDLE = 3;
const LAMBDA = { Service: 'lambda.amazonaws.com' };
const named = (kind: string, index: number): string => `arn:aws:iam::${ACCOUNT}:${kind}/admin-${index}`;

/** Administrators who are alike but for one in their midst. */
function administrators(make: (name: string, isOther: boolean) => PrincipalView): readonly PrincipalView[] {
  return Array.from({ length: MANY }, (_, index) => make(`admin-${index}`, index === MIDDLE));
}

const roles = (other: Partial<PrincipalView> = {}, trusted: Parameters<typeof aRoleView>[1] = LAMBDA) =>
  administrators((name, isOther) =>
    aRoleView(name, isOther ? trusted : LAMBDA, { policies: [ALL], ...(isOther && other) }),
  );

const users = (keys: number, ofOther: number) =>
  administrators((name, isOther) =>
    aUserView(name, {
      policies: [ALL],
      user: {
        groups: [],
        hasPassword: read(true),
        mfaDevices: read(0),
        accessKeys: read(isOther ? ofOther : keys),
      },
    }),
  );

const provider = (name: string, account: string = ACCOUNT): string =>
  `arn:aws:iam::${account}:saml-provider/${name}`;

const trustingProviders = (of: (name: string, isOther: boolean) => string = (name) => provider(name)) =>
  administrators((name, isOther) => aRoleView(name, { Federated: of(name, isOther) }, { policies: [ALL] }));

const functionOf = (name: string, role: string): WorkloadView => ({
  kind: 'AWS::Lambda::Function',
  arn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`,
  account: ACCOUNT,
  roleArn: role,
  tags: {},
});

const RUN = { Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' };
const UPDATE = ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'];
const pass = (more: Partial<StatementText>): StatementText => ({
  Action: 'iam:PassRole',
  Resource: '*',
  ...more,
});

interface Case {
  readonly others: readonly PrincipalView[];
  readonly statements: readonly StatementText[];
  readonly workloads?: readonly WorkloadView[];
  readonly technique: string;
}

const role = named('role', MIDDLE);

test.each<[string, Case]>([
  [
    'by its ARN',
    { others: roles(), statements: [pass({ Resource: role }), RUN], technique: 'lambda-create-and-invoke' },
  ],
  [
    'by a pattern',
    {
      others: roles(),
      statements: [pass({ Resource: role.replace('admin', 'a*n') }), RUN],
      technique: 'lambda-create-and-invoke',
    },
  ],
  [
    'as the one that a Deny leaves out',
    {
      others: roles(),
      statements: [pass({}), { Effect: 'Deny', Action: 'iam:PassRole', NotResource: role }, RUN],
      technique: 'lambda-create-and-invoke',
    },
  ],
  [
    'as the one that a pattern of a Deny leaves out',
    {
      others: roles(),
      statements: [
        pass({}),
        { Effect: 'Deny', Action: 'iam:PassRole', NotResource: role.replace('admin', 'a*n') },
        RUN,
      ],
      technique: 'lambda-create-and-invoke',
    },
  ],
  [
    'by its tag',
    {
      others: roles({ tags: { team: 'web' } }),
      statements: [pass({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }), RUN],
      technique: 'lambda-create-and-invoke',
    },
  ],
  [
    'by the service that it trusts',
    {
      others: roles({}, { Service: 'states.amazonaws.com' }),
      statements: [
        pass({}),
        { Action: ['states:CreateStateMachine', 'states:StartExecution'], Resource: '*' },
      ],
      technique: 'states-state-machine',
    },
  ],
  [
    'by its trust policy, which names who asks',
    {
      others: roles({}, { ...LAMBDA, AWS: `arn:aws:iam::${ACCOUNT}:user/alice` }),
      statements: [{ Action: 'sts:AssumeRole', Resource: '*' }],
      technique: 'sts-assume-role',
    },
  ],
  [
    'by its trust policy, which names the account',
    {
      others: roles({}, { AWS: `arn:aws:iam::${ACCOUNT}:root` }),
      statements: [{ Action: 'sts:AssumeRole', Resource: '*' }],
      technique: 'sts-assume-role',
    },
  ],
  [
    'by its instance profile',
    {
      others: administrators((name, isOther) => {
        const made = aRoleView(name, { Service: 'ec2.amazonaws.com' }, { policies: [ALL] });
        const instanceProfiles = isOther ? [`arn:aws:iam::${ACCOUNT}:instance-profile/${name}`] : [];
        return { ...made, role: made.role && { ...made.role, instanceProfiles } };
      }),
      statements: [pass({}), { Action: 'ec2:RunInstances', Resource: '*' }],
      technique: 'ec2-run-instances',
    },
  ],
  [
    'by what runs under it',
    {
      others: roles(),
      statements: [{ Action: UPDATE, Resource: '*' }],
      workloads: Array.from({ length: MANY }, (_, index) => ({
        ...functionOf(`any-${index}`, named('role', index)),
        ...(index !== MIDDLE && { kind: 'AWS::EC2::Instance' as const }),
      })),
      technique: 'lambda-update-code-and-invoke',
    },
  ],
  [
    'by the ARN of what runs under it',
    {
      others: roles(),
      statements: [{ Action: UPDATE, Resource: functionOf('mine', role).arn }],
      workloads: Array.from({ length: MANY }, (_, index) =>
        functionOf(index === MIDDLE ? 'mine' : `any-${index}`, named('role', index)),
      ),
      technique: 'lambda-update-code-and-invoke',
    },
  ],
  [
    'by the provider that it trusts',
    {
      others: trustingProviders(),
      statements: [{ Action: 'iam:UpdateSAMLProvider', Resource: provider(`admin-${MIDDLE}`) }],
      technique: 'iam-update-saml-provider',
    },
  ],
  [
    'by a pattern of the provider that it trusts',
    {
      others: trustingProviders(),
      statements: [{ Action: 'iam:UpdateSAMLProvider', Resource: provider(`*n-${MIDDLE}`) }],
      technique: 'iam-update-saml-provider',
    },
  ],
  [
    'by the account of the provider that it trusts',
    {
      others: trustingProviders((name, isOther) =>
        isOther ? provider(name) : provider(name, '999988887777'),
      ),
      statements: [{ Action: 'iam:UpdateSAMLProvider', Resource: '*' }],
      technique: 'iam-update-saml-provider',
    },
  ],
  [
    'by the kind of the provider that it trusts',
    {
      others: trustingProviders((name, isOther) =>
        isOther ? provider(name) : provider(name).replace('saml', 'oidc'),
      ),
      statements: [{ Action: 'iam:UpdateSAMLProvider', Resource: '*' }],
      technique: 'iam-update-saml-provider',
    },
  ],
  [
    'by its access keys',
    {
      others: users(2, 1),
      statements: [{ Action: 'iam:CreateAccessKey', Resource: '*' }],
      technique: 'iam-create-access-key',
    },
  ],
])('the one that differs is found %s', (_, { others, statements, workloads = [], technique }) => {
  const alice = aUserView('alice', { policies: [anInline('own', ...statements)] });
  const view = { ...anIamView({ principals: [alice, ...others] }), workloads };
  const found = escalations(view, AS_OF).paths.filter(({ principal }) => principal === alice.arn);
  const ways = found.map((each) => `${each.technique} ${each.steps[0]?.to}`);
  expect(ways).toContain(`${technique} ${others[MIDDLE]?.arn}`);
});

test('of those alike the first is told', () => {
  const alice = aUserView('alice', { policies: [anInline('own', pass({}), RUN)] });
  const { paths } = escalations(anIamView({ principals: [alice, ...roles()] }), AS_OF);
  expect(paths.map(({ steps }) => steps.map(({ to }) => to))).toEqual([[named('role', 0)]]);
});
