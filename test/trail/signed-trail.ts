import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { ACCOUNT, anEvent, logOf, put } from './log-folder.ts';

export const TRAIL_BUCKET = 'trail-bucket';
const HOME = 'eu-west-1';

/** As CloudTrail's own, made for a test. */
export function aKeyPair(): {
  readonly fingerprint: string;
  readonly value: string;
  readonly sign: (text: string) => string;
} {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ format: 'der', type: 'pkcs1' });
  return {
    fingerprint: createHash('md5').update(der).digest('hex'),
    value: der.toString('base64'),
    sign: (text) => createSign('RSA-SHA256').update(text).sign(privateKey, 'hex'),
  };
}

export interface SignedTrail {
  readonly logs: readonly string[];
  readonly digests: readonly string[];
  /** Of each digest, by its path: what S3 keeps beside the object. */
  readonly signatures: ReadonlyMap<string, string>;
}

/** Writes hours of a trail: two log files and a digest of each, chained and signed as CloudTrail does. */
export function putSignedTrail(
  folder: string,
  key: ReturnType<typeof aKeyPair>,
  hours: readonly number[] = [0, 1, 2],
  { region = HOME, trail = 'main' }: { readonly region?: string; readonly trail?: string } = {},
): SignedTrail {
  const logs: string[] = [];
  const digests: string[] = [];
  const signatures = new Map<string, string>();
  let previous: { readonly key: string; readonly text: string; readonly signature: string } | null = null;
  for (const hour of hours) {
    const two = (value: number): string => String(value).padStart(2, '0');
    const logFiles = [10, 40].map((minute) => {
      const s3Object = `AWSLogs/${ACCOUNT}/CloudTrail/${region}/2026/11/19/${ACCOUNT}_CloudTrail_${region}_20261119T${two(hour)}${minute}Z_${trail === 'main' ? '' : trail}${two(hour)}${minute}.json.gz`;
      const text = logOf([anEvent({ eventTime: `2026-11-19T${two(hour)}:${minute}:00Z` })]);
      logs.push(put(folder, s3Object, text));
      return { s3Bucket: TRAIL_BUCKET, s3Object, hashValue: sha256(text), hashAlgorithm: 'SHA-256' };
    });
    const end = `2026-11-19T${two(hour + 1)}:00:00Z`;
    const digestKey = `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${region}/2026/11/19/${ACCOUNT}_CloudTrail-Digest_${region}_${trail}_${HOME}_20261119T${two(hour + 1)}0000Z.json.gz`;
    const text: string = JSON.stringify({
      awsAccountId: ACCOUNT,
      digestStartTime: `2026-11-19T${two(hour)}:00:00Z`,
      digestEndTime: end,
      digestS3Bucket: TRAIL_BUCKET,
      digestS3Object: digestKey,
      digestPublicKeyFingerprint: key.fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      previousDigestS3Bucket: previous && TRAIL_BUCKET,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestHashValue: previous && sha256(previous.text),
      previousDigestHashAlgorithm: previous && 'SHA-256',
      previousDigestSignature: previous?.signature ?? null,
      logFiles,
    });
    const signed = [end, `${TRAIL_BUCKET}/${digestKey}`, sha256(text), previous?.signature ?? 'null'];
    const signature = key.sign(signed.join('\n'));
    const path = put(folder, digestKey, text);
    digests.push(path);
    signatures.set(path, signature);
    previous = { key: digestKey, text, signature };
  }
  return { logs, digests, signatures };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
