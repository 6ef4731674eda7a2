import { GuardedHttpHandler } from './answer-guard.ts';
import { toApiError } from './live-transport.ts';

export interface PublicKey {
  readonly fingerprint: string;
  /** DER of PKCS #1, base64. */
  readonly value: string;
}

export interface PublicKeyQuestion {
  readonly region: string;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly profile?: string | undefined;
}

/**
 * The keys with which CloudTrail signed digests in a region and time; whoever asks, they are the same.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export async function trailPublicKeys(
  { region, from, to, profile }: PublicKeyQuestion,
  signal: AbortSignal,
): Promise<readonly PublicKey[]> {
  const { CloudTrailClient, paginateListPublicKeys } = await import('@aws-sdk/client-cloudtrail');
  const requestHandler = new GuardedHttpHandler();
  const client = new CloudTrailClient({
    region,
    requestHandler,
    ...(profile === undefined ? {} : { profile }),
  });
  const keys: PublicKey[] = [];
  try {
    const times = { StartTime: new Date(from), EndTime: new Date(to) };
    for await (const { PublicKeyList = [] } of paginateListPublicKeys({ client }, times)) {
      signal.throwIfAborted();
      for (const { Fingerprint, Value } of PublicKeyList)
        if (Fingerprint && Value)
          keys.push({ fingerprint: Fingerprint, value: Buffer.from(Value).toString('base64') });
    }
    return keys;
  } catch (error) {
    throw toApiError(error, signal);
  } finally {
    client.destroy();
  }
}
