import { type Unread, unreadAmong } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { type BucketWay, bucketExposure } from './bucket-exposure.ts';
import type { BucketGuards } from './bucket-guards.ts';
import { publicWays } from './public-ways.ts';

/** What the website endpoint of a bucket gives to whoever asks. */
export interface WebsiteExposure {
  /** `closed`: it answers, and gives nobody an object. */
  readonly answer: 'open' | 'held' | 'closed' | 'unknown';
  /** Host that it redirects all requests to; null: none. */
  readonly redirectsTo: string | null;
  /** Requester Pays is on, which the endpoint does not answer. */
  readonly requesterPays: boolean;
  readonly ways: readonly BucketWay[];
  /** Why it is unknown. */
  readonly missing: readonly Unread[];
}

/**
 * A website endpoint takes GET and HEAD over HTTP alone, asks nobody who they are, and serves no bucket with Requester
 * Pays; Block Public Access and the bucket's policy bind it as they do all requests. So it serves what an anonymous
 * s3:GetObject without TLS gets. Null: the bucket is no website.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export function websiteExposure(bucket: Bucket, guards: BucketGuards): WebsiteExposure | null {
  const { website, requestPayer } = bucket;
  if (website.status === 'read' && website.value === null) return null;
  const redirectsTo = website.status === 'read' ? (website.value?.redirectAllRequestsTo ?? null) : null;
  const requesterPays = requestPayer.status === 'read' && requestPayer.value === 'Requester';
  const closed = { answer: 'closed', redirectsTo, requesterPays, ways: [], missing: [] } as const;
  if (redirectsTo !== null || requesterPays) return closed;
  const served = { ...guards, accessPoints: { known: [], ofVpcs: [], unlisted: [] } };
  const byWebsite = publicWays(bucket, served, 'read', { kind: 'website' });
  const { answer, ways, missing } = bucketExposure(bucket, served, 'read', byWebsite);
  if (answer === 'closed') return { ...closed, answer: ways.length > 0 ? 'held' : 'closed', ways };
  const unread = unreadAmong([website, requestPayer]);
  const doubts = [...unread, ...missing, ...ways.flatMap((way) => way.doubts)];
  return answer === 'open' && unread.length === 0
    ? { ...closed, answer, ways }
    : { ...closed, answer: 'unknown', ways, missing: doubts };
}
