import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { ManagedPolicy, PolicyText } from '../../../../model/resources/iam.ts';
import { defineCollector, type ServiceApi } from '../../collector.ts';
import { FULL_PAGE, iamResource, paged } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';
import { policyText } from '../../policy-text.ts';

const managedPolicies = defineCollector({
  type: 'AWS::IAM::ManagedPolicy',
  service: 'iam',
  scope: 'global',
  calls: ['iam:GetAccountAuthorizationDetails'],
  async collect(api) {
    const { items, gap } = await api.list<ManagedPolicyDetail>(
      'GetAccountAuthorizationDetails',
      { Filter: ['LocalManagedPolicy', 'AWSManagedPolicy'], ...FULL_PAGE },
      paged('Policies'),
    );
    const resources = items
      .map((policy) => toPolicy(api, policy))
      .filter((policy) => !policy.awsManaged || isUsed(policy));
    return { resources, gap };
  },
});

/** Some servers answer with AWS's whole catalogue, of which the account uses little. */
function isUsed({ attachmentCount, permissionsBoundaryUsageCount }: ManagedPolicy): boolean {
  return attachmentCount + permissionsBoundaryUsageCount > 0;
}

function toPolicy(api: ServiceApi, policy: ManagedPolicyDetail): ManagedPolicy {
  const base = iamResource(api, 'AWS::IAM::ManagedPolicy', {
    id: policy.PolicyName,
    arn: policy.Arn,
    path: 'policy',
  });
  const otherVersions = otherVersionsOf(policy);
  return {
    ...base,
    path: policy.Path ?? '/',
    policyId: policy.PolicyId ?? '',
    awsManaged: isAwsManaged(base.arn),
    defaultVersionId: policy.DefaultVersionId ?? '',
    attachmentCount: policy.AttachmentCount ?? 0,
    permissionsBoundaryUsageCount: policy.PermissionsBoundaryUsageCount ?? 0,
    createDate: isoTime(policy.CreateDate) ?? '',
    updateDate: isoTime(policy.UpdateDate) ?? '',
    document: defaultDocument(policy),
    ...(otherVersions.length > 0 && { otherVersions }),
  };
}

/** Of the account's own policies; AWS alone changes the default of those it manages. */
function otherVersionsOf({ Arn = '', DefaultVersionId, PolicyVersionList = [] }: ManagedPolicyDetail) {
  if (isAwsManaged(Arn)) return [];
  return PolicyVersionList.filter(
    ({ VersionId, IsDefaultVersion }) => VersionId !== DefaultVersionId && !IsDefaultVersion,
  ).map(({ VersionId = '', Document }) => ({ versionId: VersionId, document: policyText(Document) }));
}

function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]+:iam::aws:policy\//.test(arn);
}

/** Empty, which no parser takes for a policy, where the answer lacks the default version. */
function defaultDocument({ DefaultVersionId, PolicyVersionList = [] }: ManagedPolicyDetail): PolicyText {
  const version =
    PolicyVersionList.find((each) => each.VersionId === DefaultVersionId) ??
    PolicyVersionList.find((each) => each.IsDefaultVersion);
  return policyText(version?.Document);
}

export const collectors = [managedPolicies];
