import { accountIds } from '../accounts.ts';
import { NEVER } from '../activity.ts';
import type { LabAccount } from '../lab-account.ts';
import { allow, policy, trust } from '../policy-document.ts';
import { awsManaged, createRole, gitHubTrust } from '../shared/identity.ts';

const partner = '999900001111';

/** Roles: who may step into them is the flaw more often than what they may do. */
export async function createRoles(account: LabAccount): Promise<void> {
  const { activity } = account;
  const unused = { daysAgo: 230, region: 'us-east-1' } as const;
  await createRole(account, {
    // flaws: role-trust-known-accounts, role-third-party-external-id, admin-role-external-trust,
    // role-trust-no-account-root, role-cross-account-unused, principal-unused, role-session-duration
    name: 'TelemetryVendorAccess',
    trust: trust({ AWS: `arn:aws:iam::${partner}:root` }),
    managed: [awsManaged('AdministratorAccess')],
    maxSessionSeconds: 43_200,
    description: 'Fleet telemetry <b>vendor</b>, "temporary"',
  });
  activity.roles.set('TelemetryVendorAccess', unused);
  // flaw: role-trust-not-public
  await createRole(account, {
    name: 'partner-tracking-read',
    trust: trust({ AWS: '*' }),
    managed: [awsManaged('AmazonS3ReadOnlyAccess')],
  });
  // flaws: role-human-trust-requires-mfa, role-trust-no-account-root
  await createRole(account, {
    name: 'PowerUser',
    trust: trust({ AWS: account.arn('iam', 'root') }),
    managed: [awsManaged('PowerUserAccess')],
  });
  await createForgottenRoles(account);
  await createFederatedRoles(account);
  await createWorkloadRoles(account);
}

async function createForgottenRoles(account: LabAccount): Promise<void> {
  const { activity } = account;
  // flaw: principal-unused-services (a role)
  activity.services.set(account.arn('iam', 'role/PowerUser'), {
    ec2: { daysAgo: 3 },
    glue: NEVER,
    rds: { daysAgo: 300 },
  });
  // flaw: s3-bucket-name-squatting (bootstrapped in Ireland, where the bucket was deleted since)
  await createRole(account, {
    name: `cdk-hnb659fds-file-publishing-role-${account.id}-eu-west-1`,
    trust: trust({ AWS: account.arn('iam', 'user/ci-deploy') }),
    inline: { publish: policy(allow('s3:PutObject', 'arn:aws:s3:::cdk-hnb659fds-assets-*/*')) },
  });
  // flaw: role-not-recreatable-principal (the user behind the id is gone)
  await createRole(account, {
    name: 'month-end-closing',
    trust: trust({ AWS: 'AIDAJQABLZS4A3QDU576Q' }),
    managed: [awsManaged('AWSBillingReadOnlyAccess')],
  });
}

async function createFederatedRoles(account: LabAccount): Promise<void> {
  // flaw: role-oidc-subject-scoped (any repository of anybody on GitHub)
  await createRole(account, {
    name: 'github-deploy',
    trust: gitHubTrust(account, {
      StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
    }),
    // flaw: principal-no-escalation
    inline: {
      deploy: policy(
        allow(['iam:PassRole', 'iam:CreateRole', 'iam:AttachRolePolicy'], '*'),
        // flaw: policy-no-not-action-allow (of a role)
        { Effect: 'Allow', NotAction: 'kms:*', Resource: '*' },
      ),
    },
  });
  // flaw: role-cross-account-escalation, role-chain-cycle (the two may assume each other)
  await createRole(account, {
    name: 'chain-a',
    trust: trust({
      AWS: [account.arn('iam', 'role/chain-b'), `arn:aws:iam::${accountIds['log-archive']}:user/tomas.reyes`],
    }),
    inline: { next: policy(allow('sts:AssumeRole', account.arn('iam', 'role/chain-b'))) },
  });
  await createRole(account, {
    name: 'chain-b',
    trust: trust({ AWS: account.arn('iam', 'role/chain-a') }),
    inline: { next: policy(allow(['sts:AssumeRole', 'iam:AttachRolePolicy'], '*')) },
  });
}

async function createWorkloadRoles(account: LabAccount): Promise<void> {
  const { activity } = account;
  // flaws: ec2-instance-role-not-admin, ec2-instance-role-escalation
  await createRole(account, {
    name: 'web-server',
    trust: trust({ Service: 'ec2.amazonaws.com' }),
    managed: [awsManaged('AdministratorAccess')],
    instanceProfile: true,
  });
  // flaw: ec2-profile-role-unused
  await createRole(account, {
    name: 'batch-2019',
    trust: trust({ Service: 'ec2.amazonaws.com' }),
    managed: [awsManaged('AmazonS3FullAccess')],
    instanceProfile: true,
  });
  activity.roles.set('batch-2019', NEVER);
  // flaw: role-service-trust-scoped (no aws:SourceArn or aws:SourceAccount)
  await createRole(account, {
    name: 'functions',
    trust: trust({ Service: ['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com', 'eks.amazonaws.com'] }),
    managed: [awsManaged('AWSLambda_FullAccess')],
  });
}
