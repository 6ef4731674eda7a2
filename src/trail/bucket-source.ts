import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { logKey } from './log-key.ts';
import type { Listing, LogSource, SourceFile } from './log-source.ts';

/** What is needed of a bucket; `src/sources/aws/bucket-files.ts` has it. */
export interface Bucket {
  objects(prefix: string, after: string | null, signal: AbortSignal): AsyncIterable<BucketObject>;
  level(
    prefix: string,
    signal: AbortSignal,
  ): Promise<{ readonly objects: readonly BucketObject[]; readonly prefixes: readonly string[] }>;
  download(object: Omit<BucketObject, 'bytes'>, path: string, signal: AbortSignal): Promise<void>;
  metadata(key: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
}

interface BucketObject {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
}

export interface BucketPlace {
  readonly bucket: string;
  readonly prefix: string;
  /** Days of delivery, `2026-11-27`, both within. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Which of the files beside the logs are wanted, too. */
  readonly withDigests?: boolean;
}

interface Walk {
  readonly cursors: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

/** A download waits more than it works. */
const AT_ONCE = 16;

/**
 * A trail's bucket. Below AWSLogs only CloudTrail's own folders are looked into. Of an account and region listing
 * begins at the day of the last file that the lake has, or of the first that could not be had, unless `from` says
 * another: keys are in order of delivery.
 */
export function bucketSource(files: Bucket, place: BucketPlace): LogSource {
  const { bucket, prefix } = place;
  const uriOf = (key: string): string => `s3://${bucket}/${key}`;
  const fileOf = ({ key, bytes, etag }: BucketObject): SourceFile => ({
    uri: uriOf(key),
    bytes,
    version: etag,
  });
  async function* below(folder: string, walk: Walk): AsyncGenerator<SourceFile> {
    if (REGION.test(`/${folder}`)) return yield* inRegion(folder, walk);
    const { objects, prefixes } = await files.level(folder, walk.signal);
    yield* objects.filter(({ key }) => isWithin(key, place)).map(fileOf);
    for (const each of prefixes) if (isLookedInto(folder, each, place)) yield* below(each, walk);
  }
  async function* inRegion(folder: string, { cursors, signal }: Walk): AsyncGenerator<SourceFile> {
    const region = REGION_OF.exec(uriOf(folder))?.[0] ?? '';
    const start = place.from ?? cursors.get(region);
    const after = start === undefined ? null : startAfter(region.slice(uriOf('').length), start);
    for await (const object of files.objects(folder, after, signal)) {
      const { date } = logKey(uriOf(object.key));
      if (date !== null && place.to !== undefined && date > place.to) return;
      if (isWithin(object.key, place)) yield fileOf(object);
    }
  }
  return {
    name: uriOf(prefix),
    atOnce: AT_ONCE,
    list: (listing) => below(prefix, { cursors: cursorsOf(listing), signal: listing.signal }),
    fetch: async ({ uri, version: etag }, scratch, signal) => {
      const key = uri.slice(uriOf('').length);
      const path = join(scratch, createHash('sha256').update(key).digest('hex'));
      await files.download({ key, etag }, path, signal);
      return path;
    },
    signature: async ({ uri }, signal) =>
      (await files.metadata(uri.slice(uriOf('').length), signal))['signature'] ?? null,
  };
}

/** `AWSLogs/111122223333/CloudTrail/eu-west-1/`, and what lies within. */
const REGION = /\/\d{12}\/CloudTrail(-Digest)?\/[a-z0-9-]+\//;
const ACCOUNT = /\/\d{12}\/$/;

/** Other services deliver into the same bucket. */
function isLookedInto(folder: string, below: string, { withDigests }: BucketPlace): boolean {
  if (!ACCOUNT.test(`/${folder}`)) return true;
  const name = below.slice(folder.length);
  return name === 'CloudTrail/' || (withDigests === true && name === 'CloudTrail-Digest/');
}

function isWithin(key: string, { from, to }: BucketPlace): boolean {
  const { date } = logKey(`/${key}`);
  return date === null || ((from === undefined || date >= from) && (to === undefined || date <= to));
}

/** By account and region, the day from which there may be something new. One that is not there has all to give. */
function cursorsOf({ taken, unread }: Listing): ReadonlyMap<string, string> {
  const cursors = new Map<string, string>();
  const each = (uris: Iterable<string>, isNearer: (day: string, known: string) => boolean): void => {
    for (const uri of uris) {
      const region = REGION_OF.exec(uri)?.[0];
      const { date } = logKey(uri);
      if (region === undefined || date === null) continue;
      const known = cursors.get(region);
      if (known === undefined || isNearer(date, known)) cursors.set(region, date);
    }
  };
  each(taken.keys(), (day, known) => day > known);
  each(unread, (day, known) => day < known);
  return cursors;
}

const REGION_OF = /^.*?\/\d{12}\/CloudTrail(?:-Digest)?\/[a-z0-9-]+\//;

/** Before the first key of the day before: the last files of a day may come after the first of the next. */
function startAfter(region: string, day: string): string {
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return `${region}${before.replaceAll('-', '/')}/`;
}
