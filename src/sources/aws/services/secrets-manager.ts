import type { GetResourcePolicyCommandOutput, SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { mapReading, read } from '../../../model/reading.ts';
import type { Secret } from '../../../model/resources/data-stores.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { isoTime, tagsOf } from '../mapping.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
const secrets = defineCollector({
  type: 'AWS::SecretsManager::Secret',
  service: 'secrets-manager',
  scope: 'regional',
  calls: ['secretsmanager:ListSecrets', 'secretsmanager:GetResourcePolicy'],
  async collect(api) {
    const input = { IncludePlannedDeletion: true, MaxResults: 100 };
    const listed = await api.list<SecretListEntry>('ListSecrets', input, 'SecretList');
    return eachListed(api, listed, (entry) => toSecret(api, entry));
  },
});

async function toSecret(api: ServiceApi, entry: SecretListEntry): Promise<Secret> {
  const arn = entry.ARN ?? '';
  return {
    type: 'AWS::SecretsManager::Secret',
    account: api.account,
    region: api.region,
    arn,
    id: entry.Name ?? arn,
    tags: tagsOf(entry.Tags),
    kmsKeyId: entry.KmsKeyId ?? null,
    createdDate: isoTime(entry.CreatedDate),
    rotationEnabled: entry.RotationEnabled ?? false,
    rotationRules: toRules(entry.RotationRules),
    lastRotatedDate: isoTime(entry.LastRotatedDate),
    lastChangedDate: isoTime(entry.LastChangedDate),
    lastAccessedDate: isoTime(entry.LastAccessedDate),
    nextRotationDate: isoTime(entry.NextRotationDate),
    deletedDate: isoTime(entry.DeletedDate),
    owningService: entry.OwningService ?? null,
    primaryRegion: entry.PrimaryRegion ?? null,
    policy: entry.DeletedDate === undefined ? await policyOf(api, arn) : read(null),
  };
}

function toRules(rules: SecretListEntry['RotationRules']): Secret['rotationRules'] {
  return rules
    ? {
        automaticallyAfterDays: rules.AutomaticallyAfterDays ?? null,
        scheduleExpression: rules.ScheduleExpression ?? null,
      }
    : null;
}

/**
 * One call per secret, as AWS has no batch call for resource policies; a secret without one answers without one. It
 * is not asked while deletion is scheduled: AWS refuses (InvalidRequestException) and gives nobody the secret.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html
 */
async function policyOf(api: ServiceApi, SecretId: string): Promise<Secret['policy']> {
  const answer = await api.read<GetResourcePolicyCommandOutput>('GetResourcePolicy', { SecretId });
  return mapReading(answer, (output) => output.ResourcePolicy ?? null);
}

export const collectors = [secrets];
