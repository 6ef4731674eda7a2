import { stat } from 'node:fs/promises';
import { openBucket } from '../../sources/aws/bucket-files.ts';
import { bucketSource } from '../../trail/bucket-source.ts';
import { folderSource } from '../../trail/folder-source.ts';
import type { LogSource } from '../../trail/log-source.ts';
import { UsageError } from '../errors.ts';

export interface SourceOptions {
  readonly profile?: string | undefined;
  /** ISO 8601: the day that it is in, within; of a bucket alone. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly withDigests?: boolean;
}

export interface OpenSource {
  readonly source: LogSource;
  readonly close: () => void;
}

/** A folder of log files, or a bucket by `s3://bucket/prefix`. */
export async function openLogSource(where: string, options: SourceOptions): Promise<OpenSource> {
  const place = bucketPlace(where);
  if (place) return openLogBucket(place, options);
  const idle = (['profile', 'from', 'to'] as const).find((each) => options[each] !== undefined);
  if (idle) throw new UsageError(`--${idle} has no effect on a folder, which is read whole`);
  const found = await stat(where).catch(() => null);
  if (!found?.isDirectory())
    throw new UsageError(`${where}: expected a folder of CloudTrail's log files, or s3://bucket/prefix`);
  return { source: folderSource(where), close: () => {} };
}

const BUCKET = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>.*))?$/;

/** Of `s3://bucket/prefix`; a prefix ends with a slash. Null: it is no such address. */
export function bucketPlace(where: string): { readonly bucket: string; readonly prefix: string } | null {
  const { bucket, prefix: text = '' } = BUCKET.exec(where)?.groups ?? {};
  if (bucket === undefined) return null;
  return { bucket, prefix: text === '' || text.endsWith('/') ? text : `${text}/` };
}

async function openLogBucket(
  { bucket, prefix }: NonNullable<ReturnType<typeof bucketPlace>>,
  options: SourceOptions,
): Promise<OpenSource> {
  const files = await openBucket({ bucket, profile: options.profile });
  const { withDigests = false, from, to } = options;
  const place = { bucket, prefix, withDigests, from: from?.slice(0, 10), to: to?.slice(0, 10) };
  return { source: bucketSource(files, place), close: files.close };
}
