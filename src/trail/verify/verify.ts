import type { FaultyFile } from '../answers/verify-document.ts';
import { logKey } from '../log-key.ts';
import type { LogSource, SourceFile } from '../log-source.ts';
import type { Digest } from './digest.ts';
import { digestFault, type FoundDigest, faultOf, handedOnSignatures, readDigests } from './digests.ts';
import { fileIndex } from './file-index.ts';
import { isBefore, type VerifyLogsOptions, verifyLogs } from './logs.ts';
import type { TrailKey } from './signature.ts';
import { type Times, timesOf } from './time-gaps.ts';

export interface VerifyOptions extends VerifyLogsOptions {
  /** ISO 8601: trails are asked for to that time; absent: to wherever they end. */
  readonly until?: string | undefined;
  /** The public keys that these digests may be signed by. */
  readonly keysFor: (digests: readonly Digest[]) => Promise<readonly TrailKey[]>;
}

export interface Verification extends Times {
  readonly digests: { readonly valid: number; readonly faulty: number };
  readonly logs: { readonly valid: number; readonly faulty: number; readonly notYetDigested: number };
  readonly faults: readonly FaultyFile[];
}

/**
 * Holds the files of a source against CloudTrail's digests, and these against their signatures and each other.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export async function verifyTrail(source: LogSource, options: VerifyOptions): Promise<Verification> {
  const files: SourceFile[] = [];
  const { signal } = options;
  for await (const file of source.list({ taken: new Map(), unread: [], signal })) files.push(file);
  const digests = files.filter(({ uri }) => logKey(uri).kind === 'digest');
  const { found, faults: unreadable } = await readDigests(source, digests, options);
  const keys = await options.keysFor(found.map(({ digest }) => digest));
  const signatures = handedOnSignatures(found);
  const judged = [];
  for (const each of found)
    judged.push({ ...each, fault: await faultOf(source, each, { keys, signatures }, signal) });
  const valid = judged.flatMap(({ digest, fault }) => (fault === null ? [digest] : []));
  const doubtful = judged.flatMap(({ digest, fault }) => (fault === null ? [] : [digest]));
  const logs = await verifyLogs(source, files, { valid, doubtful }, options);
  const digestFaults = [
    ...unreadable,
    ...judged.flatMap(({ fault }) => fault ?? []),
    ...missingDigests(source, files, found, options.from),
  ];
  return {
    digests: { valid: valid.length, faulty: digestFaults.length },
    logs: { valid: logs.valid, faulty: logs.faults.length, notYetDigested: logs.notYetDigested },
    faults: [...digestFaults, ...logs.faults],
    ...timesOf(valid, options.until),
  };
}

/** Those that the next in their chain names. */
function missingDigests(
  source: LogSource,
  files: readonly SourceFile[],
  found: readonly FoundDigest[],
  from: string | undefined,
): readonly FaultyFile[] {
  const find = fileIndex(source, files);
  return found.flatMap(({ digest: { previous } }) => {
    if (previous === null || find(previous) || isBefore(previous.key, from)) return [];
    const uri = `s3://${previous.bucket}/${previous.key}`;
    return [digestFault({ uri }, 'missing', 'the next digest names it')];
  });
}
