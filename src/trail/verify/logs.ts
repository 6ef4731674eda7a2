import type { Fault, FaultyFile } from '../answers/verify-document.ts';
import { eachAtOnce } from '../at-once.ts';
import { BrokenFile } from '../ingest/unpacked.ts';
import { logKey } from '../log-key.ts';
import type { LogSource, SourceFile } from '../log-source.ts';
import { whyUnread } from '../why-unread.ts';
import { chainOf, DIGESTED_WITHIN_MS, placeOf } from './chain.ts';
import type { Digest } from './digest.ts';
import { fileHash, type Reading } from './file-hash.ts';
import { fileIndex } from './file-index.ts';

interface Logs {
  readonly valid: number;
  readonly notYetDigested: number;
  readonly faults: readonly FaultyFile[];
}

/** What a digest says of a log file; `isProved`: a digest that CloudTrail signed. */
interface Expected {
  readonly hash: string;
  readonly isProved: boolean;
}

export interface VerifyLogsOptions extends Reading {
  /** A day: the first digest of it tells of log files of the day before, which are not looked for. */
  readonly from?: string | undefined;
}

/** Every log file that a digest names, and every other that is there. */
export async function verifyLogs(
  source: LogSource,
  files: readonly SourceFile[],
  { valid, doubtful }: { readonly valid: readonly Digest[]; readonly doubtful: readonly Digest[] },
  options: VerifyLogsOptions,
): Promise<Logs> {
  const find = fileIndex(source, files);
  const faults: FaultyFile[] = [];
  const expected = new Map<SourceFile, Expected>();
  for (const [digests, isProved] of [[doubtful, false] as const, [valid, true] as const])
    for (const { bucket, key, hash } of digests.flatMap(({ logFiles }) => logFiles)) {
      const file = find({ bucket, key });
      if (file) expected.set(file, { hash, isProved });
      else if (!isBefore(key, options.from))
        faults.push(logFault(`s3://${bucket}/${key}`, 'missing', 'a digest names it'));
    }
  let sound = 0;
  await eachAtOnce(expected, source.atOnce, async ([file, each]) => {
    const fault = await faultOf(source, file, each, options);
    if (fault) faults.push(fault);
    else sound += 1;
  });
  const others = files.filter((each) => logKey(each.uri).kind === 'log' && !expected.has(each));
  const ends = lastEnds([...valid, ...doubtful]);
  const latest = files.reduce((last, { uri }) => Math.max(last, timeOf(uri) ?? 0), 0);
  const untold = others.filter(({ uri }) => !isWaiting(uri, ends, latest));
  faults.push(...untold.map(({ uri }) => logFault(uri, 'unsigned', 'no digest names it')));
  return { valid: sound, notYetDigested: others.length - untold.length, faults: faults.sort(byFile) };
}

async function faultOf(
  source: LogSource,
  file: SourceFile,
  { hash, isProved }: Expected,
  reading: Reading,
): Promise<FaultyFile | null> {
  try {
    const found = await fileHash(source, file, reading);
    if (found !== hash) return logFault(file.uri, 'changed', 'its content is not what the digest says');
    return isProved ? null : logFault(file.uri, 'unproved', 'the digest that names it is not proved');
  } catch (error) {
    if (error instanceof BrokenFile) return logFault(file.uri, 'changed', error.message);
    return logFault(file.uri, 'unproved', whyUnread(error));
  }
}

/** Whether the file was delivered before that day. */
export function isBefore(key: string, from: string | undefined): boolean {
  return from !== undefined && (logKey(`/${key}`).date ?? from) < from;
}

function logFault(uri: string, fault: Fault, why: string): FaultyFile {
  const { account, region } = logKey(uri);
  return { file: uri, kind: 'log', account, region, fault, why };
}

function byFile(a: FaultyFile, b: FaultyFile): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

/** By account and region, milliseconds. */
function lastEnds(digests: readonly Digest[]): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const digest of digests) {
    const place = placeOf(chainOf(digest));
    ends.set(place, Math.max(ends.get(place) ?? 0, Date.parse(digest.end)));
  }
  return ends;
}

/** Names have the time of delivery, to some minutes: the digest of such a file may be the next one. */
const MARGIN_MS = 15 * 60_000;

/** The digest comes within the hour: of a file that is older than others by more, or later than the last, somebody took it away. */
function isWaiting(uri: string, ends: ReadonlyMap<string, number>, latest: number): boolean {
  const { account, region } = logKey(uri);
  const end = ends.get(placeOf({ account: account ?? '', region: region ?? '' }));
  const time = timeOf(uri);
  if (end === undefined || time === null) return false;
  return time + MARGIN_MS > end && time < end + DIGESTED_WITHIN_MS && time + DIGESTED_WITHIN_MS > latest;
}

/** Of delivery, as the name has it; milliseconds. */
function timeOf(uri: string): number | null {
  const [, y, mo, d, h, mi] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:\d\d)?Z[_.]/.exec(uri) ?? [];
  return y === undefined ? null : Date.parse(`${y}-${mo}-${d}T${h}:${mi}:00Z`);
}
