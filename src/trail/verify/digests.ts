import type { Fault, FaultyFile } from '../answers/verify-document.ts';
import { eachAtOnce } from '../at-once.ts';
import { BrokenFile } from '../ingest/unpacked.ts';
import { logKey } from '../log-key.ts';
import type { LogSource, SourceFile } from '../log-source.ts';
import { whyUnread } from '../why-unread.ts';
import { type Digest, parseDigest } from './digest.ts';
import { fileHash, type Reading } from './file-hash.ts';
import { nameOf } from './file-index.ts';
import { isSignedBy, type TrailKey } from './signature.ts';

/** A digest as it lies there. */
export interface FoundDigest {
  readonly file: SourceFile;
  readonly digest: Digest;
  readonly hash: string;
}

export async function readDigests(
  source: LogSource,
  files: readonly SourceFile[],
  reading: Reading,
): Promise<{ readonly found: readonly FoundDigest[]; readonly faults: readonly FaultyFile[] }> {
  const found: FoundDigest[] = [];
  const faults: FaultyFile[] = [];
  await eachAtOnce(files, source.atOnce, async (file) => {
    const pieces: Buffer[] = [];
    try {
      const hash = await fileHash(source, file, reading, (piece) => pieces.push(piece));
      const digest = parseDigest(Buffer.concat(pieces).toString('utf8'));
      if (digest) found.push({ file, digest, hash });
      else faults.push(digestFault(file, 'changed', 'it does not have the form of a digest'));
    } catch (error) {
      const isBroken = error instanceof BrokenFile;
      const why = isBroken ? error.message : whyUnread(error);
      faults.push(digestFault(file, isBroken ? 'changed' : 'unproved', why));
    }
  });
  return { found: found.sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1)), faults };
}

export function digestFault({ uri }: Pick<SourceFile, 'uri'>, fault: Fault, why: string): FaultyFile {
  const { account, region } = logKey(uri);
  return { file: uri, kind: 'digest', account, region, fault, why };
}

/** Signatures, by the name of the digest that they are of: the next in the chain has them, too. */
export function handedOnSignatures(found: readonly FoundDigest[]): ReadonlyMap<string, string> {
  return new Map(
    found.flatMap(({ digest: { previous } }) =>
      previous === null || previous.signature === ''
        ? []
        : [[nameOf(previous.key), previous.signature] as const],
    ),
  );
}

/** Null: CloudTrail wrote it, as it is, for this place. */
export async function faultOf(
  source: LogSource,
  each: FoundDigest,
  {
    keys,
    signatures,
  }: { readonly keys: readonly TrailKey[]; readonly signatures: ReadonlyMap<string, string> },
  signal: AbortSignal,
): Promise<FaultyFile | null> {
  const { file, digest, hash } = each;
  if (!isInPlace(source, each))
    return digestFault(file, 'changed', `it was written for s3://${digest.bucket}/${digest.key}`);
  const signature = (await source.signature?.(file, signal)) ?? signatures.get(nameOf(file.uri));
  if (signature === undefined) return unsigned(source, file);
  const key = keys.find(({ fingerprint }) => fingerprint === digest.fingerprint);
  if (!key) return digestFault(file, 'unproved', `no public key has its fingerprint ${digest.fingerprint}`);
  return isSignedBy(key, digest, hash, signature)
    ? null
    : digestFault(file, 'changed', 'its content is not what was signed');
}

function isInPlace(source: LogSource, { file, digest }: FoundDigest): boolean {
  return source.name.startsWith('s3://')
    ? file.uri === `s3://${digest.bucket}/${digest.key}`
    : nameOf(file.uri) === nameOf(digest.key);
}

function unsigned(source: LogSource, file: SourceFile): FaultyFile {
  return source.signature
    ? digestFault(file, 'unsigned', 'it has no signature, neither of its own nor in the next digest')
    : digestFault(
        file,
        'unproved',
        'the next digest, which has its signature, is not there; the bucket has it, copies do not',
      );
}
