import type { InstanceMetadata } from '@aws-sdk/client-sso-admin';
import { arnName } from '../../../model/arn.ts';
import type { SsoInstance } from '../../../model/resources/iam.ts';
import { defineCollector, mapListed, type ServiceApi } from '../collector.ts';

/**
 * Instances that the account made or may see; a plain member account does not see its organisation's.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
 */
const instances = defineCollector({
  type: 'AWS::SSO::Instance',
  service: 'sso-admin',
  scope: 'regional',
  calls: ['sso:ListInstances'],
  async collect(api) {
    const listed = await api.list<InstanceMetadata>('ListInstances', { MaxResults: 100 }, 'Instances');
    return mapListed(listed, (instance) => toInstance(api, instance));
  },
});

function toInstance(api: ServiceApi, instance: InstanceMetadata): SsoInstance {
  const arn = instance.InstanceArn ?? '';
  return {
    type: 'AWS::SSO::Instance',
    account: api.account,
    region: api.region,
    arn,
    id: arnName(arn),
    ...(instance.Name ? { name: instance.Name } : {}),
    identityStoreId: instance.IdentityStoreId ?? '',
    status: instance.Status ?? null,
  };
}

export const collectors = [instances];
