import type { LabAccount } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { allow, policy, type Statement, serviceTrust, trust } from '../policy-document.ts';
import {
  createGitHubProvider,
  createPolicy,
  createRole,
  createUser,
  gitHubTrust,
} from '../shared/identity.ts';

const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/**
 * The jobs that lead to an administrator in `flawed`, done so that they do not: roles are made within a boundary and
 * passed by path and service, users are looked after by tag and with MFA, and nobody acts without a device.
 */
export async function createDelegation(account: LabAccount): Promise<void> {
  const boundary = await createPolicy(account, 'app-boundary', appBoundary(account));
  await requireMfa(account);
  await createAppRoles(account, boundary);
  await createDeployers(account);
  await createRoleMaker(account, boundary);
  await createHelpDesk(account, boundary);
  await createOperations(account);
}

/** As far as any application of Meridian goes. */
const appBoundary = (account: LabAccount): string =>
  policy(
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], account.arn('logs', 'log-group:/meridian/*', '*')),
    allow(['dynamodb:GetItem', 'dynamodb:Query'], account.arn('dynamodb', 'table/catalogue', 'us-east-1')),
    allow('s3:GetObject', `arn:aws:s3:::${meridian.assets}/*`),
  );

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html */
async function requireMfa(account: LabAccount): Promise<void> {
  const PolicyArn = await createPolicy(
    account,
    'require-mfa',
    policy({
      Effect: 'Deny',
      NotAction: ['iam:ListMFADevices', 'iam:GetUser', 'sts:GetSessionToken'],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
  );
  for (const GroupName of ['administrators', 'developers'])
    await account.home.iam.attachGroupPolicy({ GroupName, PolicyArn });
}

async function createAppRoles(account: LabAccount, boundary: string): Promise<void> {
  const app = { path: '/apps/', boundary, tags: { team: 'storefront' } };
  const logs = account.arn('iam', 'policy/write-own-log-groups');
  for (const [name, service] of [
    ['storefront-functions', 'lambda.amazonaws.com'],
    ['storefront-stack', 'cloudformation.amazonaws.com'],
  ] as const) {
    await createRole(account, { ...app, name, trust: serviceTrust(service, account.id), managed: [logs] });
  }
}

/** Both pass a role of the applications, to the one service that it is meant for. */
async function createDeployers(account: LabAccount): Promise<void> {
  const passTo = (name: string, service: string): Statement =>
    allow('iam:PassRole', account.arn('iam', `role/apps/${name}`), {
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    });
  const release = policy(
    allow(
      ['lambda:CreateFunction', 'lambda:UpdateFunctionCode', 'lambda:InvokeFunction'],
      account.arn('lambda', 'function:storefront-*', 'us-east-1'),
    ),
    passTo('storefront-functions', 'lambda.amazonaws.com'),
  );
  await createRole(account, {
    name: 'ReleasePipeline',
    trust: serviceTrust('codepipeline.amazonaws.com', account.id),
    managed: [await createPolicy(account, 'release-storefront', release)],
  });
  await createGitHubProvider(account);
  const deploy = policy(
    allow(
      ['cloudformation:CreateStack', 'cloudformation:UpdateStack'],
      account.arn('cloudformation', 'stack/storefront-*', 'us-east-1'),
    ),
    passTo('storefront-stack', 'cloudformation.amazonaws.com'),
  );
  await createRole(account, {
    name: 'GitHubDeploy',
    trust: gitHubTrust(account, {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': 'repo:meridian-shop/storefront:ref:refs/heads/main',
      },
    }),
    managed: [await createPolicy(account, 'deploy-storefront', deploy)],
  });
}

/** Makes roles, none of which can do more than an application. */
async function createRoleMaker(account: LabAccount, boundary: string): Promise<void> {
  const document = policy(
    allow(
      ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:DeleteRolePolicy'],
      account.arn('iam', 'role/apps/*'),
      { Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } } },
    ),
    allow('iam:UpdateAssumeRolePolicy', account.arn('iam', 'role/apps/*')),
  );
  await createRole(account, {
    name: 'PlatformRoleMaker',
    trust: trust({ AWS: account.arn('iam', 'user/noah.fischer') }, { Condition: withMfa }),
    managed: [await createPolicy(account, 'make-app-roles', document)],
  });
}

/** Makes people within the boundary, resets the passwords of those tagged for it, and adds some to the developers. */
async function createHelpDesk(account: LabAccount, boundary: string): Promise<void> {
  const { iam } = account.home;
  const document = policy(
    allow(['iam:CreateLoginProfile', 'iam:UpdateLoginProfile'], account.arn('iam', 'user/*'), {
      Condition: { ...withMfa, StringEquals: { 'iam:ResourceTag/desk': 'developers' } },
    }),
    allow('iam:AddUserToGroup', account.arn('iam', 'group/developers'), { Condition: withMfa }),
    allow('iam:CreateUser', account.arn('iam', 'user/*'), {
      Condition: { ...withMfa, StringEquals: { 'iam:PermissionsBoundary': boundary } },
    }),
  );
  await iam.createGroup({ GroupName: 'help-desk' });
  for (const PolicyArn of [
    await createPolicy(account, 'reset-developers', document),
    account.arn('iam', 'policy/require-mfa'),
  ])
    await iam.attachGroupPolicy({ GroupName: 'help-desk', PolicyArn });
  await iam.tagUser({ UserName: 'ines.moreau', Tags: [{ Key: 'desk', Value: 'developers' }] });
  await createUser(account, {
    name: 'sam.okafor',
    console: true,
    groups: ['help-desk'],
    mfa: 'virtual',
    createdDaysAgo: 200,
  });
  const own = policy(
    allow(
      ['iam:CreateAccessKey', 'iam:UpdateAccessKey', 'iam:DeleteAccessKey'],
      account.arn('iam', 'user/${aws:username}'),
      { Condition: withMfa },
    ),
  );
  await iam.attachGroupPolicy({
    GroupName: 'developers',
    PolicyArn: await createPolicy(account, 'rotate-own-keys', own),
  });
}

/** Sessions on the operations machine, whose role reads a catalogue. */
async function createOperations(account: LabAccount): Promise<void> {
  const document = policy(
    allow('ssm:StartSession', account.arn('ec2', 'instance/*', 'us-east-1'), {
      Condition: { StringEquals: { 'ssm:resourceTag/Name': 'operations' } },
    }),
    allow('ssm:StartSession', 'arn:aws:ssm:us-east-1::document/AWS-StartInteractiveCommand'),
  );
  await createRole(account, {
    name: 'Operations',
    trust: trust({ AWS: account.arn('iam', 'user/ines.moreau') }, { Condition: withMfa }),
    managed: [await createPolicy(account, 'sessions-on-operations', document)],
  });
}
