import type { InstanceProfile as SdkInstanceProfile } from '@aws-sdk/client-iam';
import type { InstanceProfile } from '../../../../model/resources/iam.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { FULL_PAGE, iamResource, paged } from '../../iam-resource.ts';
import { isoTime } from '../../mapping.ts';

/** Its own listing, because the roles' answers name only profiles that carry a role. Tags are not in it. */
const instanceProfiles = defineCollector({
  type: 'AWS::IAM::InstanceProfile',
  service: 'iam',
  scope: 'global',
  calls: ['iam:ListInstanceProfiles'],
  async collect(api) {
    const listed = await api.list<SdkInstanceProfile>(
      'ListInstanceProfiles',
      FULL_PAGE,
      paged('InstanceProfiles'),
    );
    return mapListed(listed, (profile) => toProfile(api, profile));
  },
});

function toProfile(api: ServiceApi, profile: SdkInstanceProfile): InstanceProfile {
  const { InstanceProfileName: id, Arn: arn } = profile;
  return {
    ...iamResource(api, 'AWS::IAM::InstanceProfile', { id, arn, path: 'instance-profile' }),
    createDate: isoTime(profile.CreateDate) ?? '',
    roleArns: (profile.Roles ?? []).flatMap(({ Arn }) => (Arn ? [Arn] : [])),
  };
}

export const collectors = [instanceProfiles];
