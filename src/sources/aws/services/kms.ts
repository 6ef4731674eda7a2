import type {
  AliasListEntry,
  DescribeKeyCommandOutput,
  GetKeyPolicyCommandOutput,
  GetKeyRotationStatusCommandOutput,
  GrantListEntry,
  KeyListEntry,
  KeyMetadata,
} from '@aws-sdk/client-kms';
import { mapReading, type Reading, read } from '../../../model/reading.ts';
import type { KmsGrant, KmsKey, KmsKeyMetadata } from '../../../model/resources/kms.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { isoTime } from '../mapping.ts';

const MARKER = ['Marker', 'NextMarker'] as const;

const keys = defineCollector({
  type: 'AWS::KMS::Key',
  service: 'kms',
  scope: 'regional',
  calls: [
    'kms:ListKeys',
    'kms:ListAliases',
    'kms:DescribeKey',
    'kms:GetKeyRotationStatus',
    'kms:GetKeyPolicy',
    'kms:ListGrants',
  ],
  async collect(api) {
    const [listed, aliases] = await Promise.all([
      api.list<KeyListEntry>('ListKeys', { Limit: 1000 }, { items: 'Keys', token: MARKER }),
      api.list<AliasListEntry>('ListAliases', { Limit: 100 }, { items: 'Aliases', token: MARKER }),
    ]);
    const named = aliases.gap ?? read(aliasesByKey(aliases.items));
    return eachListed(api, listed, (key) => toKey(api, key, named));
  },
});

async function toKey(api: ServiceApi, key: KeyListEntry, aliases: AliasesByKey): Promise<KmsKey> {
  const KeyId = key.KeyId ?? '';
  const metadata = mapReading(await api.read<DescribeKeyCommandOutput>('DescribeKey', { KeyId }), toMetadata);
  const asked = metadata.status === 'unread' || metadata.value.keyManager === 'CUSTOMER';
  const [rotation, policy, grants] = await Promise.all([
    canRotate(metadata) ? rotationOf(api, KeyId) : read(null),
    asked ? policyOf(api, KeyId) : read(null),
    asked ? grantsOf(api, KeyId) : read([]),
  ]);
  const ownAliases = mapReading(aliases, (byKey) => byKey.get(KeyId) ?? []);
  const [alias] = ownAliases.status === 'read' ? ownAliases.value : [];
  return {
    type: 'AWS::KMS::Key',
    account: api.account,
    region: api.region,
    arn: key.KeyArn ?? api.arn('kms', `key/${KeyId}`),
    id: KeyId,
    ...(alias ? { name: alias } : {}),
    metadata,
    aliases: ownAliases,
    rotation,
    policy,
    grants,
  };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html: which keys AWS can rotate. */
function canRotate(metadata: Reading<KmsKeyMetadata>): boolean {
  if (metadata.status === 'unread') return true;
  const { keyManager, keySpec, origin, keyState } = metadata.value;
  return (
    keyManager === 'CUSTOMER' &&
    keySpec === 'SYMMETRIC_DEFAULT' &&
    origin === 'AWS_KMS' &&
    keyState !== 'PendingDeletion'
  );
}

async function rotationOf(api: ServiceApi, KeyId: string): Promise<KmsKey['rotation']> {
  const absent = ['UnsupportedOperationException', 'KMSInvalidStateException'];
  const status = await api.readOrNull<GetKeyRotationStatusCommandOutput>(
    'GetKeyRotationStatus',
    { KeyId },
    absent,
  );
  return mapReading(
    status,
    (output) =>
      output && {
        enabled: output.KeyRotationEnabled ?? false,
        rotationPeriodInDays: output.RotationPeriodInDays ?? null,
      },
  );
}

async function policyOf(api: ServiceApi, KeyId: string): Promise<KmsKey['policy']> {
  const policy = await api.read<GetKeyPolicyCommandOutput>('GetKeyPolicy', { KeyId, PolicyName: 'default' });
  return mapReading(policy, (output) => output.Policy ?? null);
}

async function grantsOf(api: ServiceApi, KeyId: string): Promise<KmsKey['grants']> {
  const grants = await api.list<GrantListEntry>(
    'ListGrants',
    { KeyId, Limit: 100 },
    { items: 'Grants', token: MARKER },
  );
  return grants.gap ?? read(grants.items.map(toGrant));
}

function toMetadata(output: DescribeKeyCommandOutput): KmsKeyMetadata {
  const metadata: Partial<KeyMetadata> = output.KeyMetadata ?? {};
  return {
    keyManager: metadata.KeyManager === 'AWS' ? 'AWS' : 'CUSTOMER',
    keyState: metadata.KeyState ?? 'Unavailable',
    keySpec: metadata.KeySpec ?? metadata.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT',
    keyUsage: metadata.KeyUsage ?? 'ENCRYPT_DECRYPT',
    origin: metadata.Origin ?? 'AWS_KMS',
    creationDate: isoTime(metadata.CreationDate) ?? '',
    deletionDate: isoTime(metadata.DeletionDate),
    multiRegionKeyType: metadata.MultiRegionConfiguration?.MultiRegionKeyType ?? null,
    description: metadata.Description ?? '',
  };
}

function toGrant(grant: GrantListEntry): KmsGrant {
  return {
    grantId: grant.GrantId ?? '',
    granteePrincipal: grant.GranteePrincipal ?? null,
    retiringPrincipal: grant.RetiringPrincipal ?? null,
    operations: grant.Operations ?? [],
    encryptionContextEquals: grant.Constraints?.EncryptionContextEquals ?? null,
    encryptionContextSubset: grant.Constraints?.EncryptionContextSubset ?? null,
  };
}

type AliasesByKey = Reading<ReadonlyMap<string, readonly string[]>>;

function aliasesByKey(aliases: readonly AliasListEntry[]): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, string[]>();
  for (const { TargetKeyId, AliasName } of aliases) {
    if (!TargetKeyId || !AliasName) continue;
    byKey.set(TargetKeyId, [...(byKey.get(TargetKeyId) ?? []), AliasName]);
  }
  return byKey;
}

export const collectors = [keys];
