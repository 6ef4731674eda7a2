import { setNextAccountId } from '../../moto/start-moto.ts';
import { accountIds } from '../accounts.ts';
import { given, type LabAccount } from '../lab-account.ts';
import { observabilityVendor } from '../names.ts';
import { deny, policy } from '../policy-document.ts';

const denyRoot = policy(
  deny('*', '*', { Sid: 'DenyRoot', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }),
);

const protectAudit = policy(
  deny(['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:UpdateTrail'], '*', {
    Sid: 'KeepTheTrail',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/SecurityBreakGlass' } },
  }),
  deny('organizations:LeaveOrganization', '*', { Sid: 'StayInTheOrganization' }),
);

/** Meridian's organisation: Root → Security → log-archive, with service and resource control policies. */
export async function createOrganization(account: LabAccount, url: string): Promise<string> {
  const { organizations } = account.home;
  const created = await organizations.createOrganization({ FeatureSet: 'ALL' });
  const root = given((await organizations.listRoots({})).Roots?.[0]?.Id);
  for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
    await organizations.enablePolicyType({ RootId: root, PolicyType });
  }
  const unit = await organizations.createOrganizationalUnit({ ParentId: root, Name: 'Security' });
  const unitId = given(unit.OrganizationalUnit?.Id);

  await setNextAccountId(url, accountIds['log-archive']);
  await organizations.createAccount({
    AccountName: 'log-archive',
    Email: 'aws-log-archive@meridian.example',
  });
  await organizations.moveAccount({
    AccountId: accountIds['log-archive'],
    SourceParentId: root,
    DestinationParentId: unitId,
  });

  const organizationId = given(created.Organization?.Id);
  for (const [name, type, content, target] of [
    ['deny-root', 'SERVICE_CONTROL_POLICY', denyRoot, unitId],
    ['protect-audit', 'SERVICE_CONTROL_POLICY', protectAudit, root],
    ['organization-perimeter', 'RESOURCE_CONTROL_POLICY', perimeter(organizationId), root],
  ] as const) {
    const made = await organizations.createPolicy({
      Name: name,
      Type: type,
      Content: content,
      Description: name,
    });
    await organizations.attachPolicy({ PolicyId: given(made.Policy?.PolicySummary?.Id), TargetId: target });
  }
  for (const service of [
    'cloudtrail',
    'config',
    'guardduty',
    'access-analyzer',
    'securityhub',
    'sso',
    'account',
  ]) {
    await organizations.enableAWSServiceAccess({ ServicePrincipal: `${service}.amazonaws.com` });
  }
  return organizationId;
}

/** Nobody from outside, but AWS's services, and the vendor for the role that is his. */
function perimeter(organizationId: string): string {
  const outsiders = {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  };
  return policy(
    {
      Sid: 'OnlyOurOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*'],
      Resource: '*',
      Condition: outsiders,
    },
    {
      Sid: 'OnlyOurOrganizationAndItsVendor',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: {
        ...outsiders,
        StringNotEqualsIfExists: {
          ...outsiders.StringNotEqualsIfExists,
          'aws:PrincipalAccount': observabilityVendor,
        },
      },
    },
  );
}

/** The same for the acquired company: an organisation of one, without policies or an organisation trail. */
export async function createOrganizationOfOne({ home }: LabAccount): Promise<void> {
  await home.organizations.createOrganization({ FeatureSet: 'ALL' });
}
