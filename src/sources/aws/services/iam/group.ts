import type { GroupDetail } from '@aws-sdk/client-iam';
import type { Group } from '../../../../model/resources/iam.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { attachedPolicies, FULL_PAGE, iamResource, inlinePolicies, paged } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';

const groups = defineCollector({
  type: 'AWS::IAM::Group',
  service: 'iam',
  scope: 'global',
  calls: ['iam:GetAccountAuthorizationDetails'],
  async collect(api) {
    const input = { Filter: ['Group'], ...FULL_PAGE };
    const listed = await api.list<GroupDetail>(
      'GetAccountAuthorizationDetails',
      input,
      paged('GroupDetailList'),
    );
    return mapListed(listed, (group) => toGroup(api, group));
  },
});

function toGroup(api: ServiceApi, group: GroupDetail): Group {
  return {
    ...iamResource(api, 'AWS::IAM::Group', { id: group.GroupName, arn: group.Arn, path: 'group' }),
    path: group.Path ?? '/',
    groupId: group.GroupId ?? '',
    createDate: isoTime(group.CreateDate) ?? '',
    inlinePolicies: inlinePolicies(group.GroupPolicyList),
    attachedPolicies: attachedPolicies(group.AttachedManagedPolicies),
  };
}

export const collectors = [groups];
