import { NEVER } from '../activity.ts';
import { given, type LabAccount } from '../lab-account.ts';
import { allow, policy, type Statement } from '../policy-document.ts';
import { awsManaged, createKey, createPolicy, createUser } from '../shared/identity.ts';

/** flaws: password-policy (every clause), root-security-contact (none is set). federation-in-use: console users alone. */
export async function createPasswordPolicy({ home }: LabAccount): Promise<void> {
  await home.iam.createAccountAlias({ AccountAlias: 'harbourline-prod' });
  await home.iam.updateAccountPasswordPolicy({
    MinimumPasswordLength: 8,
    RequireLowercaseCharacters: true,
    RequireNumbers: false,
    RequireSymbols: false,
    RequireUppercaseCharacters: false,
  });
}

/** The customer's own policies, each with its flaw. */
async function createPolicies(account: LabAccount) {
  const make = (name: string, ...statements: readonly Statement[]): Promise<string> =>
    createPolicy(account, name, policy(...statements));
  return {
    // flaw: policy-no-full-admin, spelt without the words *:*
    everything: await make('harbourline-platform', {
      Effect: 'Allow',
      NotAction: 'organizations:*',
      Resource: '*',
    }),
    // flaw: policy-no-not-action-allow
    notAction: await make('no-billing', {
      Effect: 'Allow',
      NotAction: ['aws-portal:*', 'budgets:*'],
      Resource: '*',
    }),
    // flaws: policy-no-service-wildcard, principal-data-exfiltration
    storage: await make('exports-full-s3', allow('s3:*', '*')),
    // flaws: policy-no-wildcard-pass-role, principal-no-escalation
    deploy: await make(
      'ci-deploy',
      allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction', 'ec2:RunInstances'], '*'),
    ),
    // flaw: policy-no-wildcard-assume-role
    assume: await make('assume-anything', allow('sts:AssumeRole', '*')),
    // flaw: policy-no-full-kms
    keys: await make('key-operators', allow('kms:*', '*')),
    // flaws: policy-no-full-cloudtrail, cloudtrail-trail-write-access-admins-only, -mfa
    trail: await make('audit-tooling', allow('cloudtrail:*', '*')),
    // flaws: admin-shadow (they can rewrite their own policy), boundary-on-delegated-admins
    selfService: await make(
      'self-service-iam',
      allow(['iam:CreatePolicyVersion', 'iam:CreateUser', 'iam:AttachUserPolicy'], '*'),
    ),
    // flaw: policy-valid (an unknown action, an ARN of nothing, a condition that can never hold)
    nonsense: await make(
      'dispatch-reports',
      allow('s3:GetObjekt', 'arn:aws:s3:::harbourline-customer-exports/*'),
      allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:12345:dispatch'),
      allow('dynamodb:Query', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } }),
    ),
    // flaw: policy-unattached
    unattached: await make('legacy-vpn-2018', allow('ec2:DescribeVpnConnections', '*')),
  };
}

/** People of the acquired company: twelve years of habits. */
export async function createPeople(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  const policies = await createPolicies(account);

  // flaws: admin-group-membership (too many members), admin-count
  await iam.createGroup({ GroupName: 'admins' });
  await iam.attachGroupPolicy({ GroupName: 'admins', PolicyArn: awsManaged('AdministratorAccess') });
  // flaw: policy-inline (on a group)
  await iam.createGroup({ GroupName: 'dispatchers' });
  await iam.putGroupPolicy({
    GroupName: 'dispatchers',
    PolicyName: 'inline',
    // flaw: policy-valid (of a group: a queue is no bucket)
    PolicyDocument: policy(allow('sqs:*', '*'), allow('sqs:SendMessage', 'arn:aws:s3:::dispatch')),
  });
  await iam.putGroupPolicy({
    GroupName: 'dispatchers',
    PolicyName: 'anything-but-iam',
    // flaw: policy-no-not-action-allow (of a group)
    PolicyDocument: policy({ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }),
  });
  await iam.attachGroupPolicy({ GroupName: 'dispatchers', PolicyArn: policies.nonsense });
  // flaw: group-empty
  await iam.createGroup({ GroupName: 'contractors-2019' });

  await createAdministrators(account);
  await createOthers(account, policies);
  await createHostileUsers(account, policies);
  await createLeftovers(account);
}

/** Those who may do everything: one by an attached policy, the others by their group. */
async function createAdministrators(account: LabAccount): Promise<void> {
  const { activity } = account;
  const administrator = awsManaged('AdministratorAccess');
  // flaws: admin-policy-attached-to-users, user-no-direct-policies, admin-mfa, user-console-mfa, admin-access-keys
  await createUser(account, {
    name: 'j.lindqvist',
    console: true,
    managed: [administrator],
    createdDaysAgo: 1900,
  });
  activity.passwords.set('j.lindqvist', { daysAgo: 1 });
  // flaws: user-single-active-key, user-access-key-age (twice)
  await createKey(account, 'j.lindqvist', { createdDaysAgo: 900, usedDaysAgo: 2 });
  await createKey(account, 'j.lindqvist', { createdDaysAgo: 400, usedDaysAgo: 12 });

  // flaw: user-admin-hardware-mfa (an administrator with a phone's app)
  await createUser(account, {
    name: 'petra.novak',
    console: true,
    groups: ['admins'],
    mfa: 'virtual',
    createdDaysAgo: 1200,
  });
  activity.passwords.set('petra.novak', { daysAgo: 3 });

  // flaws: admin-inactive, user-password-unused, principal-unused (she left in spring)
  await createUser(account, { name: 'magda.wolf', console: true, groups: ['admins'], createdDaysAgo: 1500 });
  activity.passwords.set('magda.wolf', { daysAgo: 210 });

  // flaw: user-duplicated-across-accounts (the same person has a user in log-archive)
  await createUser(account, {
    name: 'tomas.reyes',
    console: true,
    groups: ['admins'],
    mfa: 'virtual',
    createdDaysAgo: 800,
  });
  activity.passwords.set('tomas.reyes', { daysAgo: 8 });

  // flaw: admin-group-membership (the whole office)
  for (const name of ['b.sorensen', 'olga.petrova', 'k.tanaka']) {
    await createUser(account, { name, console: true, groups: ['admins'], createdDaysAgo: 900 });
    activity.passwords.set(name, { daysAgo: 30 });
  }
}

type Policies = Awaited<ReturnType<typeof createPolicies>>;

/** A dispatcher, and the users that programs work under. */
async function createOthers(account: LabAccount, policies: Policies): Promise<void> {
  const { activity } = account;
  const { iam } = account.home;
  // flaw: user-no-initial-access-key (made with the user, for a person with a console password, never used)
  await account.daysAgo(365, async () => {
    await iam.createUser({ UserName: 'ruth.adeyemi' });
    await iam.createLoginProfile({ UserName: 'ruth.adeyemi', Password: 'Corr3ct-Horse-Battery!' });
    const key = await iam.createAccessKey({ UserName: 'ruth.adeyemi' });
    activity.keys.set(given(key.AccessKey?.AccessKeyId), NEVER);
  });
  await iam.addUserToGroup({ UserName: 'ruth.adeyemi', GroupName: 'dispatchers' });
  activity.passwords.set('ruth.adeyemi', NEVER);

  // flaws: policy-inline, user-no-direct-policies, user-inactive-keys-removed, user-access-key-never-used
  await createUser(account, {
    name: 'ci-deploy',
    managed: [policies.deploy, policies.assume],
    inline: {
      'quick-fix': policy(
        allow(['iam:PutUserPolicy', 'ec2:*'], '*'),
        // flaw: policy-no-not-action-allow (of a user)
        { Effect: 'Allow', NotAction: ['iam:Delete*', 'organizations:*'], Resource: '*' },
      ),
    },
    createdDaysAgo: 1000,
  });
  await createKey(account, 'ci-deploy', { createdDaysAgo: 600, usedDaysAgo: 300, inactive: true });
  await createKey(account, 'ci-deploy', { createdDaysAgo: 150 });

  // flaws: user-access-key-unused, principal-unused-services, user-sensitive-access-requires-mfa
  await createUser(account, {
    name: 'svc-exports',
    managed: [policies.storage, policies.keys],
    createdDaysAgo: 1100,
  });
  await createKey(account, 'svc-exports', { createdDaysAgo: 1099, usedDaysAgo: 190 });
  activity.services.set(account.arn('iam', 'user/svc-exports'), { s3: { daysAgo: 190 }, kms: NEVER });

  // flaw: user-ssh-and-service-credentials-age (the service credential is in the overlay)
  await createUser(account, { name: 'svc-codecommit', managed: [policies.notAction], createdDaysAgo: 1400 });
  await account.daysAgo(1390, () =>
    iam.uploadSSHPublicKey({
      UserName: 'svc-codecommit',
      SSHPublicKeyBody: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 jenkins@harbourline',
    }),
  );
}

async function createLeftovers(account: LabAccount): Promise<void> {
  const { iam } = account.home;
  // flaw: mfa-virtual-devices-assigned
  await iam.createVirtualMFADevice({ VirtualMFADeviceName: 'spare-phone' });
  // flaw: iam-server-certificate-valid (its end is in the overlay)
  await account.daysAgo(900, () =>
    iam.uploadServerCertificate({
      ServerCertificateName: 'www-harbourline-2022',
      CertificateBody: '-----BEGIN CERTIFICATE-----\nbGFi\n-----END CERTIFICATE-----',
      PrivateKey: '-----BEGIN PRIVATE KEY-----\nbGFi\n-----END PRIVATE KEY-----',
    }),
  );
}

/** Names and tags that break careless reports: HTML, quotes, a formula, emoji, right-to-left text. */
async function createHostileUsers(account: LabAccount, policies: Policies): Promise<void> {
  await createUser(account, {
    name: '=cmd+@harbourline',
    console: true,
    managed: [policies.selfService, policies.trail],
    createdDaysAgo: 50,
    tags: {
      Department: '<script>alert("depot")</script>',
      Note: `=HYPERLINK("https://evil.example","pay 'now'")`,
      Name: 'משאית 🚚 \u202egnirots',
    },
  });
}
