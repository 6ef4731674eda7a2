import { createPublicKey, verify } from 'node:crypto';
import type { Digest } from './digest.ts';

/** One of CloudTrail's keys, of a region and time. */
export interface TrailKey {
  readonly fingerprint: string;
  /** DER of PKCS #1, base64, as ListPublicKeys gives it. */
  readonly value: string;
}

/**
 * SHA-256 with RSA, PKCS #1 v1.5, over the digest's end, place, hash and the signature before it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export function isSignedBy(key: TrailKey, digest: Digest, hash: string, signature: string): boolean {
  const signed = [
    digest.end,
    `${digest.bucket}/${digest.key}`,
    hash,
    digest.previous?.signature || 'null',
  ].join('\n');
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key.value, 'base64'),
      format: 'der',
      type: 'pkcs1',
    });
    return verify('RSA-SHA256', Buffer.from(signed), publicKey, Buffer.from(signature, 'hex'));
  } catch {
    return false; // no key, or no signature: nothing is proved
  }
}
