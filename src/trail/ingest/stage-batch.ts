import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eachAtOnce } from '../at-once.ts';
import { logKey } from '../log-key.ts';
import type { LogSource, SourceFile, Unread } from '../log-source.ts';
import { whyUnread } from '../why-unread.ts';
import { Lines } from './lines.ts';
import { stageFile } from './stage-file.ts';
import { newlyStaged, type StagedFile } from './staged-file.ts';

export interface Batch {
  readonly files: readonly StagedFile[];
  readonly unread: readonly Unread[];
  /** The file that DuckDB reads. */
  readonly lines: string;
  readonly scratch: string;
  readonly bytes: number;
}

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

interface StagingOptions {
  readonly scratch: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Reads a batch of files into the lines of one. */
export async function stageBatch(
  source: LogSource,
  chosen: readonly SourceFile[],
  { scratch, now, signal }: StagingOptions,
): Promise<Batch> {
  await mkdir(scratch, { recursive: true });
  const lines = new Lines(join(scratch, 'lines.ndjson'));
  const files: StagedFile[] = [];
  const unread: Unread[] = [];
  await eachAtOnce(chosen.entries(), source.atOnce, async ([number, file]) => {
    try {
      const staged = newlyStaged(number, file, await fetched(source, file, scratch, signal));
      await stageFile(staged, lines, now);
      files.push(staged);
    } catch (error) {
      unread.push({ uri: file.uri, why: whyUnread(error) });
    }
  });
  lines.close();
  const bytes = chosen.reduce((sum, each) => sum + each.bytes, 0);
  return { files: files.sort((a, b) => a.number - b.number), unread, lines: lines.path, scratch, bytes };
}

/** Of what is no log the name is all that is asked. */
async function fetched(
  source: LogSource,
  file: SourceFile,
  scratch: string,
  signal: AbortSignal,
): Promise<string> {
  const isRead = logKey(file.uri).kind === 'log' && file.bytes > 0;
  return isRead ? source.fetch(file, scratch, signal) : '';
}
