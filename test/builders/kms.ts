import { read } from '../../src/model/reading.ts';
import type { KmsKey, KmsKeyMetadata } from '../../src/model/resources/kms.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';

export function keyMetadata(overrides: Partial<KmsKeyMetadata> = {}): KmsKeyMetadata {
  return {
    keyManager: 'CUSTOMER',
    keyState: 'Enabled',
    keySpec: 'SYMMETRIC_DEFAULT',
    keyUsage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    creationDate: '2025-01-01T00:00:00.000Z',
    deletionDate: null,
    multiRegionKeyType: null,
    description: '',
    ...overrides,
  };
}

/** An enabled customer key that AWS rotates every year, with the default key policy and no grants. */
export function aKmsKey(overrides: Partial<KmsKey> = {}): KmsKey {
  const id = overrides.id ?? '1234abcd-12ab-34cd-56ef-1234567890ab';
  return {
    type: 'AWS::KMS::Key',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`,
    id,
    metadata: read(keyMetadata()),
    aliases: read([]),
    rotation: read({ enabled: true, rotationPeriodInDays: 365 }),
    policy: read(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Enable IAM User Permissions',
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      }),
    ),
    grants: read([]),
    ...overrides,
  };
}
