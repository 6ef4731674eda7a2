import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/**
 * What CloudTrail says once an hour of the log files that it delivered, and of its digest before.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export interface Digest {
  readonly account: string;
  /** ISO 8601, as they stand there: the signature covers the end. */
  readonly start: string;
  readonly end: string;
  readonly bucket: string;
  readonly key: string;
  readonly fingerprint: string;
  /** Null: the first of a chain, made when validation was turned on, or logging started again. */
  readonly previous: PreviousDigest | null;
  readonly logFiles: readonly DigestedFile[];
}

interface PreviousDigest {
  readonly bucket: string;
  readonly key: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** Hexadecimal. */
  readonly signature: string;
}

export interface DigestedFile {
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the unpacked file, hexadecimal. */
  readonly hash: string;
}

/** Null: this is no digest. */
export function parseDigest(text: string): Digest | null {
  const found = parsed(text);
  if (!isObject(found)) return null;
  const [account, start, end] = texts(found, 'awsAccountId', 'digestStartTime', 'digestEndTime');
  const [bucket, key, fingerprint] = texts(
    found,
    'digestS3Bucket',
    'digestS3Object',
    'digestPublicKeyFingerprint',
  );
  const { logFiles } = found;
  if (!account || !start || !end || !bucket || !key || !fingerprint || !Array.isArray(logFiles)) return null;
  if (Number.isNaN(Date.parse(start)) || Number.isNaN(Date.parse(end))) return null;
  const files = (logFiles as readonly JsonValue[]).map(digestedFile);
  if (files.includes(null)) return null;
  const logs = files.filter((each) => each !== null);
  return { account, start, end, bucket, key, fingerprint, previous: previousOf(found), logFiles: logs };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function texts(found: JsonObject, ...keys: readonly string[]): readonly (string | null)[] {
  return keys.map((key) => {
    const value = found[key];
    return typeof value === 'string' && value !== '' ? value : null;
  });
}

function digestedFile(value: JsonValue): DigestedFile | null {
  if (!isObject(value)) return null;
  const [bucket, key, hash] = texts(value, 's3Bucket', 's3Object', 'hashValue');
  return bucket && key && hash ? { bucket, key, hash } : null;
}

function previousOf(found: JsonObject): PreviousDigest | null {
  const [bucket, key] = texts(found, 'previousDigestS3Bucket', 'previousDigestS3Object');
  const [hash, signature] = texts(found, 'previousDigestHashValue', 'previousDigestSignature');
  return bucket && key ? { bucket, key, hash: hash ?? '', signature: signature ?? '' } : null;
}
