import type { LabAccount } from '../lab-account.ts';
import { allow, policy, trust } from '../policy-document.ts';
import { emptyZip } from '../shared/empty-zip.ts';
import {
  awsManaged,
  createGitHubProvider,
  createPolicy,
  createRole,
  createUser,
} from '../shared/identity.ts';
import { amazonLinux2 } from '../shared/image.ts';
import { nameTag } from '../shared/network.ts';
import type { FlawedNetwork } from './11-network.ts';

const administrator = awsManaged('AdministratorAccess');

/**
 * flaws: admin-shadow, principal-no-escalation. Everybody here was given what a job needs, and the account with it:
 * each has a way to an administrator, and nearly each a way of its own.
 */
export async function createEscalations(account: LabAccount, network: FlawedNetwork): Promise<void> {
  await createGitHubProvider(account);
  await createAllPowerfulWorkloads(account);
  await createDeployers(account);
  await createWorkers(account, network);
  await createCaretakers(account);
  await createContractor(account);
  await createPowerfulInlinePolicies(account);
}

/** flaws: admin-count, role-service-trust-scoped. What runs unattended was given everything, so that it never fails. */
async function createAllPowerfulWorkloads(account: LabAccount): Promise<void> {
  for (const [name, service] of [
    ['nightly-maintenance', 'lambda.amazonaws.com'],
    ['stack-execution', 'cloudformation.amazonaws.com'],
    ['build-agent', 'codebuild.amazonaws.com'],
    ['etl-warehouse', 'glue.amazonaws.com'],
  ] as const) {
    await createRole(account, { name, trust: trust({ Service: service }), managed: [administrator] });
  }
  await account.home.lambda.createFunction({
    FunctionName: 'nightly-maintenance',
    Runtime: 'nodejs18.x',
    Handler: 'index.handler',
    Role: account.arn('iam', 'role/nightly-maintenance'),
    Code: { ZipFile: emptyZip },
  });
}

/** Deployers pass roles that may do more than they. */
async function createDeployers(account: LabAccount): Promise<void> {
  const role = (name: string): string => account.arn('iam', `role/${name}`);
  await createRole(account, {
    name: 'release-pipeline',
    trust: trust({ Service: 'codepipeline.amazonaws.com' }),
    inline: {
      release: policy(allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'], '*')),
    },
  });
  await createRole(account, {
    name: 'stack-deployer',
    trust: trust({ Service: 'codepipeline.amazonaws.com' }),
    inline: {
      deploy: policy(
        allow('cloudformation:CreateStack', '*'),
        allow('iam:PassRole', role('stack-execution')),
      ),
    },
  });
  await createRole(account, {
    name: 'build-maintainer',
    trust: trust({ AWS: account.arn('iam', 'user/k.tanaka') }),
    inline: {
      builds: policy(
        allow(['codebuild:CreateProject', 'codebuild:StartBuild'], '*'),
        allow('iam:PassRole', role('build-*')),
      ),
    },
  });
  await createUser(account, {
    name: 'dana.fox',
    console: true,
    inline: {
      warehouse: policy(
        allow(['glue:CreateJob', 'glue:StartJobRun'], '*'),
        allow('iam:PassRole', role('etl-*')),
      ),
    },
    createdDaysAgo: 420,
  });
  await createUser(account, {
    name: 'fleet.dev',
    console: true,
    inline: {
      functions: policy(allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'], '*')),
    },
    createdDaysAgo: 310,
  });
}

/** Workloads, and those who look after them at night. */
async function createWorkers(account: LabAccount, network: FlawedNetwork): Promise<void> {
  // flaw: ec2-instance-role-escalation (the scheduler starts machines with whichever role it likes)
  await createRole(account, {
    name: 'batch-scheduler',
    trust: trust({ Service: 'ec2.amazonaws.com' }),
    inline: { machines: policy(allow(['ec2:RunInstances', 'iam:PassRole'], '*')) },
    instanceProfile: true,
  });
  await account.home.ec2.runInstances({
    ImageId: amazonLinux2,
    InstanceType: 't3.large',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: network.privateSubnet,
    SecurityGroupIds: [network.groups.database],
    IamInstanceProfile: { Name: 'batch-scheduler' },
    TagSpecifications: nameTag('instance', 'batch-scheduler'),
  });
  await createRole(account, {
    name: 'serverless-deploy',
    trust: trust({ AWS: account.arn('iam', 'user/fleet.dev') }),
    // flaws: boundary-on-delegated-admins (of a role), policy-valid (of a role: there is no such action)
    inline: {
      roles: policy(
        allow(['iam:CreateRole', 'iam:PutRolePolicy'], account.arn('iam', 'role/*')),
        allow('iam:RemoveRole', account.arn('iam', 'role/*')),
      ),
    },
  });
  await createRole(account, {
    name: 'partner-gateway',
    trust: trust({ Service: 'apigateway.amazonaws.com' }),
    inline: { trust: policy(allow('iam:UpdateAssumeRolePolicy', account.arn('iam', 'role/*'))) },
  });
  await createUser(account, {
    name: 'nils.berg',
    console: true,
    // flaw: policy-valid (of a user: a bucket's ARN has no account)
    inline: {
      'night-shift': policy(
        allow('ssm:SendCommand', '*'),
        allow('s3:ListBucket', `arn:aws:s3::${account.id}:harbourline-night-shift`),
      ),
    },
    createdDaysAgo: 700,
  });
}

/** People and programs that look after users, administrators among them. */
async function createCaretakers(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  const users = account.arn('iam', 'user/*');
  const groups = account.arn('iam', 'group/*');
  const holders = [
    ['help-desk', 'lena.hoff', allow(['iam:UpdateLoginProfile', 'iam:GetUser'], users)],
    ['team-leads', 'marta.silva', allow('iam:AddUserToGroup', groups)],
    ['shift-leads', 'pavel.horak', allow('iam:PutGroupPolicy', account.arn('iam', 'group/shift-leads'))],
  ] as const;
  for (const [GroupName, name, statement] of holders) {
    await iam.createGroup({ GroupName });
    await iam.putGroupPolicy({ GroupName, PolicyName: 'task', PolicyDocument: policy(statement) });
    await createUser(account, { name, console: true, groups: [GroupName], createdDaysAgo: 640 });
    account.activity.passwords.set(name, { daysAgo: 4 });
  }
  await createUser(account, {
    name: 'svc-key-rotation',
    inline: { rotate: policy(allow(['iam:CreateAccessKey', 'iam:DeleteAccessKey'], users)) },
    createdDaysAgo: 640,
  });
  await createUser(account, {
    name: 'svc-onboarding',
    inline: { welcome: policy(allow('iam:PutUserPolicy', users)) },
    createdDaysAgo: 640,
  });
  await createTerraform(account);
}

/** What its policy said during the migration is still one of its versions. */
async function createTerraform(account: LabAccount): Promise<void> {
  const modules = await createPolicy(account, 'terraform-modules', policy(allow('*', '*')));
  await account.home.iam.createPolicyVersion({
    PolicyArn: modules,
    PolicyDocument: policy(
      allow(['ec2:Describe*', 's3:List*'], '*'),
      allow('iam:SetDefaultPolicyVersion', account.arn('iam', 'policy/terraform-*')),
    ),
    SetAsDefault: true,
  });
  await createUser(account, { name: 'svc-terraform', managed: [modules], createdDaysAgo: 500 });
}

/** An administrator within a boundary that he may take away. */
async function createContractor(account: LabAccount): Promise<void> {
  const boundary = await createPolicy(
    account,
    'contractor-limits',
    policy(allow(['s3:*', 'iam:GetUser', 'iam:DeleteUserPermissionsBoundary'], '*')),
  );
  await createUser(account, {
    name: 'ext.contractor',
    console: true,
    managed: [administrator],
    boundary,
    createdDaysAgo: 120,
  });
}

/** Inline policies of a group and a role that nobody reviews. */
async function createPowerfulInlinePolicies(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  // flaws, each of a group: policy-no-full-admin, policy-no-wildcard-pass-role, policy-no-wildcard-assume-role
  await iam.createGroup({ GroupName: 'platform-team' });
  await iam.putGroupPolicy({
    GroupName: 'platform-team',
    PolicyName: 'migration-weekend',
    PolicyDocument: policy(allow('*', '*')),
  });
  await iam.addUserToGroup({ GroupName: 'platform-team', UserName: 'petra.novak' });
  // flaws, each of a role: policy-no-full-kms, policy-no-wildcard-decrypt
  await createRole(account, {
    name: 'key-custodian',
    trust: trust({ AWS: account.arn('iam', 'user/svc-exports') }),
    inline: { keys: policy(allow('kms:*', '*')) },
  });
}
