import type { LabRegion } from '../accounts.ts';
import { given, type LabAccount } from '../lab-account.ts';
import { allow, policy, type Statement } from '../policy-document.ts';

export type KeySpec = {
  readonly alias: string;
  readonly region?: LabRegion;
  readonly statements?: readonly Statement[];
  readonly rotation?: false;
};

/** A symmetric key that the account's IAM policies govern, with yearly rotation unless told otherwise. Gives its ARN. */
export async function createKey(account: LabAccount, spec: KeySpec): Promise<string> {
  const { kms } = account.region(spec.region ?? 'us-east-1');
  const owner = allow('kms:*', '*', { Sid: 'OwnAccount', Principal: { AWS: account.arn('iam', 'root') } });
  const made = await kms.createKey({
    Description: spec.alias,
    KeyUsage: 'ENCRYPT_DECRYPT',
    Policy: policy(owner, ...(spec.statements ?? [])),
  });
  const KeyId = given(made.KeyMetadata?.KeyId);
  await kms.createAlias({ AliasName: `alias/${spec.alias}`, TargetKeyId: KeyId });
  if (spec.rotation !== false) await kms.enableKeyRotation({ KeyId });
  return given(made.KeyMetadata?.Arn);
}
