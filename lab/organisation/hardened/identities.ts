import { accountIds } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { allow, policy, type Statement, serviceTrust, trust } from '../policy-document.ts';
import {
  awsManaged,
  createKey,
  createPolicy,
  createRole,
  createUser,
  strictPasswords,
} from '../shared/identity.ts';

const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

/** People: two administrators with hardware tokens, one developer, everybody else over SAML. One service user. */
export async function createPeople(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  await iam.createAccountAlias({ AccountAlias: 'meridian-management' });
  await strictPasswords(account);
  await iam.createSAMLProvider({ Name: 'MeridianSSO', SAMLMetadataDocument: samlMetadata });

  await createGroups(account);
  const person = { console: true, createdDaysAgo: 300 } as const;
  await createUser(account, {
    ...person,
    name: 'amelia.stone',
    groups: ['administrators'],
    mfa: { hardware: 'GAHT10000001' },
  });
  await createUser(account, {
    ...person,
    name: 'noah.fischer',
    groups: ['administrators'],
    mfa: { hardware: 'GAHT10000002' },
  });
  await createUser(account, { ...person, name: 'ines.moreau', groups: ['developers'], mfa: 'virtual' });
  await createUser(account, {
    name: 'svc-statement-export',
    groups: ['service-exporters'],
    createdDaysAgo: 60,
  });
  await createKey(account, 'svc-statement-export', { createdDaysAgo: 30, usedDaysAgo: 0.5 });
  await account.daysAgo(20, () =>
    iam.uploadSSHPublicKey({
      UserName: 'ines.moreau',
      SSHPublicKeyBody: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 ines',
    }),
  );
  await account.daysAgo(40, () =>
    iam.uploadServerCertificate({
      ServerCertificateName: 'storefront-fallback',
      CertificateBody: '-----BEGIN CERTIFICATE-----\nbGFi\n-----END CERTIFICATE-----',
      PrivateKey: '-----BEGIN PRIVATE KEY-----\nbGFi\n-----END PRIVATE KEY-----',
    }),
  );
}

async function createGroups(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  const developers = await createPolicy(
    account,
    'developers-read-logs',
    policy(
      allow(
        ['logs:GetLogEvents', 'logs:FilterLogEvents'],
        account.arn('logs', 'log-group:/storefront/*', 'us-east-1'),
      ),
    ),
  );
  const exporter = await createPolicy(
    account,
    'statement-export-write',
    policy(allow('s3:PutObject', 'arn:aws:s3:::meridian-statements-4f9c1e7a/exports/*')),
  );
  for (const [GroupName, PolicyArn] of [
    ['administrators', awsManaged('AdministratorAccess')],
    ['developers', developers],
    ['service-exporters', exporter],
  ] as const) {
    await iam.createGroup({ GroupName });
    await iam.attachGroupPolicy({ GroupName, PolicyArn });
  }
}

/** Roles: each with a scoped trust, customer managed policies only, sessions of an hour. */
export async function createRoles(account: LabAccount): Promise<void> {
  const { id } = account;
  const amelia = account.arn('iam', 'user/amelia.stone');
  const policies = await createRolePolicies(account);
  const incident = {
    name: 'SupportCenter',
    trust: trust({ AWS: amelia }, withMfa),
    managed: [awsManaged('AWSSupportAccess')],
  };
  await createRole(account, incident);
  await createRole(account, {
    name: 'SecurityBreakGlass',
    trust: trust({ AWS: account.arn('iam', 'user/noah.fischer') }, withMfa),
    managed: [awsManaged('AdministratorAccess')],
  });
  account.activity.roles.set('SecurityBreakGlass', { daysAgo: 30, region: 'us-east-1' });
  await createRole(account, {
    name: 'SecurityTooling',
    trust: serviceTrust('ecs-tasks.amazonaws.com', id),
    managed: [
      await createPolicy(
        account,
        'assume-audit-roles',
        policy(
          allow(
            'sts:AssumeRole',
            Object.values(accountIds).map((each) => `arn:aws:iam::${each}:role/RampartAudit`),
          ),
        ),
      ),
    ],
  });
  await createRole(account, {
    name: `cdk-hnb659fds-file-publishing-role-${id}-us-east-1`,
    trust: trust({ AWS: account.arn('iam', 'role/FederatedDeveloper') }),
    managed: [
      await createPolicy(
        account,
        'cdk-publish-assets',
        policy(allow('s3:PutObject', `arn:aws:s3:::${meridian.cdk}/*`)),
      ),
    ],
  });
  await createRole(account, {
    name: 'ArchiveIncidentBridge',
    trust: trust({ AWS: `arn:aws:iam::${accountIds['log-archive']}:role/ArchiveCurator` }),
    managed: [policies.logs],
    description: "The archive's curators write what they find into an incident's log",
  });
  await createRole(account, {
    name: 'FederatedDeveloper',
    trust: policy(samlTrust(account)),
    managed: [policies.read],
  });
  await createWorkloadRoles(account, policies);
}

const samlTrust = (account: LabAccount): Statement => ({
  Effect: 'Allow',
  Principal: { Federated: account.arn('iam', 'saml-provider/MeridianSSO') },
  Action: 'sts:AssumeRoleWithSAML',
  Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
});

type RolePolicies = Readonly<Record<'read' | 'logs' | 'rotate', string>>;

async function createRolePolicies(account: LabAccount): Promise<RolePolicies> {
  const read = await createPolicy(
    account,
    'storefront-read-catalogue',
    policy(
      allow(['dynamodb:GetItem', 'dynamodb:Query'], account.arn('dynamodb', 'table/catalogue', 'us-east-1')),
      allow('s3:GetObject', 'arn:aws:s3:::meridian-storefront-assets-b07d55c2/*'),
    ),
  );
  const logs = await createPolicy(
    account,
    'write-own-log-groups',
    policy(
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], account.arn('logs', 'log-group:/meridian/*', '*')),
    ),
  );
  const rotate = await createPolicy(
    account,
    'rotate-database-secret',
    policy(
      allow(
        [
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        account.arn('secretsmanager', 'secret:storefront/database-*', 'us-east-1'),
      ),
    ),
  );
  return { read, logs, rotate };
}

async function createWorkloadRoles(account: LabAccount, { read, logs, rotate }: RolePolicies): Promise<void> {
  const { id } = account;
  for (const [name, service, managed] of [
    ['storefront-web', 'ec2.amazonaws.com', read],
    ['flow-logs-delivery', 'vpc-flow-logs.amazonaws.com', logs],
    ['cloudtrail-to-logs', 'cloudtrail.amazonaws.com', logs],
    ['statement-renderer', 'lambda.amazonaws.com', logs],
    ['secret-rotation', 'lambda.amazonaws.com', rotate],
    ['catalogue-task', 'ecs-tasks.amazonaws.com', read],
    ['platform-cluster', 'eks.amazonaws.com', awsManaged('AmazonEKSClusterPolicy')],
  ] as const) {
    const profile = service === 'ec2.amazonaws.com' ? ({ instanceProfile: true } as const) : {};
    await createRole(account, { name, trust: serviceTrust(service, id), managed: [managed], ...profile });
  }
}

const samlMetadata = [
  '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sso.meridian.example/saml">',
  '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
  '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" ',
  'Location="https://sso.meridian.example/saml/login"/>',
  '</IDPSSODescriptor></EntityDescriptor>',
  `<!-- ${'meridian single sign-on metadata '.repeat(32)}-->`,
].join('');
