import { mkdir } from 'node:fs/promises';
import { eachAtOnce } from '../at-once.ts';
import { logKey } from '../log-key.ts';
import type { LogSource, SourceFile, Unread } from '../log-source.ts';
import { whyUnread } from '../why-unread.ts';
import type { FetchedFile } from './staged-file.ts';

/** Gzipped, about a seventh of what is read. */
const BATCH_BYTES = 8 * 1024 * 1024;
/** A commit names its files: enough of them to be worth a commit. */
const BATCH_FILES = 2_000;

/** Small enough for memory, large enough that parts are few. */
export function* batchesOf(files: readonly SourceFile[]): Generator<readonly SourceFile[]> {
  let batch: SourceFile[] = [];
  let bytes = 0;
  for (const file of files) {
    const size = weightOf(file);
    if (batch.length > 0 && (bytes + size > BATCH_BYTES || batch.length >= BATCH_FILES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function weightOf({ uri, bytes }: SourceFile): number {
  return uri.endsWith('.gz') ? bytes : bytes / 7;
}

export interface Fetched {
  /** In the order in which they were chosen. */
  readonly files: readonly FetchedFile[];
  readonly unread: readonly Unread[];
}

/** Has the files of a batch here. */
export async function fetchBatch(
  source: LogSource,
  chosen: readonly SourceFile[],
  scratch: string,
  signal: AbortSignal,
): Promise<Fetched> {
  await mkdir(scratch, { recursive: true });
  const paths = new Map<SourceFile, string>();
  const unread: Unread[] = [];
  await eachAtOnce(chosen, source.atOnce, async (file) => {
    try {
      paths.set(file, isRead(file) ? await source.fetch(file, scratch, signal) : '');
    } catch (error) {
      unread.push({ uri: file.uri, why: whyUnread(error) });
    }
  });
  const files = chosen.flatMap((file) => {
    const path = paths.get(file);
    return path === undefined ? [] : [{ file, path }];
  });
  return { files, unread };
}

/** Of what is no log the name is all that is asked. */
function isRead({ uri, bytes }: SourceFile): boolean {
  return logKey(uri).kind === 'log' && bytes > 0;
}
