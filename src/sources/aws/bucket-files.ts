import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { GuardedHttpHandler } from './answer-guard.ts';
import { toApiError } from './live-transport.ts';

export interface BucketObject {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
}

/** Objects of a bucket, by the standard SDK credential chain; calls reject with an `ApiError`. */
export interface BucketFiles {
  /** Objects whose key begins with `prefix` and comes after `after`, in order. */
  objects(prefix: string, after: string | null, signal: AbortSignal): AsyncIterable<BucketObject>;
  /** One level: the objects there, and what lies below, each with a slash at its end. */
  level(prefix: string, signal: AbortSignal): Promise<Level>;
  /** As it was when it was listed. */
  download(object: Omit<BucketObject, 'bytes'>, path: string, signal: AbortSignal): Promise<void>;
  /** What the uploader attached, by names in small letters. */
  metadata(key: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  readonly close: () => void;
}

export interface Level {
  readonly objects: readonly BucketObject[];
  readonly prefixes: readonly string[];
}

export interface BucketOptions {
  readonly bucket: string;
  readonly profile?: string | undefined;
}

export async function openBucket({ bucket: Bucket, profile }: BucketOptions): Promise<BucketFiles> {
  const sdk = await import('@aws-sdk/client-s3');
  const config = clientConfig(profile);
  const listing = new sdk.S3Client({ ...config, requestHandler: new GuardedHttpHandler() });
  const agent = { keepAlive: true, proxyEnv: process.env };
  const handler = new NodeHttpHandler({ connectionTimeout: 10_000, httpAgent: agent, httpsAgent: agent });
  const reading = new sdk.S3Client({ ...config, requestHandler: handler });
  const ask = <T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    send().catch((error: unknown) => {
      throw toApiError(error, signal);
    });
  const page = async (input: object, signal: AbortSignal) =>
    ask(
      () => listing.send(new sdk.ListObjectsV2Command({ Bucket, ...input }), { abortSignal: signal }),
      signal,
    );
  return {
    async *objects(Prefix, after, signal) {
      let ContinuationToken: string | undefined;
      do {
        const start = after === null ? {} : { StartAfter: after };
        const answer = await page({ Prefix, ...(ContinuationToken ? { ContinuationToken } : start) }, signal);
        yield* (answer.Contents ?? []).flatMap(objectOf);
        ContinuationToken = answer.IsTruncated ? answer.NextContinuationToken : undefined;
      } while (ContinuationToken !== undefined);
    },
    async level(Prefix, signal) {
      const objects: BucketObject[] = [];
      const prefixes: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const answer = await page(
          { Prefix, Delimiter: '/', ...(ContinuationToken && { ContinuationToken }) },
          signal,
        );
        objects.push(...(answer.Contents ?? []).flatMap(objectOf));
        prefixes.push(...(answer.CommonPrefixes ?? []).flatMap((each) => each.Prefix ?? []));
        ContinuationToken = answer.IsTruncated ? answer.NextContinuationToken : undefined;
      } while (ContinuationToken !== undefined);
      return { objects, prefixes };
    },
    download: ({ key: Key, etag: IfMatch }, path, signal) =>
      ask(async () => {
        const command = new sdk.GetObjectCommand({ Bucket, Key, IfMatch });
        const { Body } = await reading.send(command, { abortSignal: signal });
        if (!(Body instanceof Readable)) throw new Error('the answer has no body');
        await pipeline(Body, createWriteStream(path, { mode: 0o600 }), { signal });
      }, signal),
    metadata: (Key, signal) =>
      ask(async () => {
        const command = new sdk.HeadObjectCommand({ Bucket, Key });
        return (await reading.send(command, { abortSignal: signal })).Metadata ?? {};
      }, signal),
    close: () => {
      for (const client of [listing, reading] satisfies readonly S3Client[]) client.destroy();
    },
  };
}

/** The bucket's own region is found by S3's redirect. */
function clientConfig(profile: string | undefined): object {
  const { AWS_REGION: set, AWS_DEFAULT_REGION: byDefault, AWS_ENDPOINT_URL: endpoint } = process.env;
  return {
    region: set ?? byDefault ?? 'us-east-1',
    followRegionRedirects: true,
    maxAttempts: 5,
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint ? { forcePathStyle: true } : {}),
  };
}

function objectOf({
  Key,
  Size,
  ETag,
}: {
  readonly Key?: string | undefined;
  readonly Size?: number | undefined;
  readonly ETag?: string | undefined;
}): readonly BucketObject[] {
  // A folder that somebody made in the console is an object, too.
  if (Key === undefined || Size === undefined || Key.endsWith('/')) return [];
  return [{ key: Key, bytes: Size, etag: ETag ?? '' }];
}
