import type { ExposedWebsite } from '../../iam/answers/exposure-answer.ts';
import { grantWords, stopWords } from '../../iam/exposure/way-words.ts';
import { type WebsiteExposure, websiteExposure } from '../../iam/exposure/website-exposure.ts';
import { eachOnce } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { bucketGuards } from '../bucket-exposure.ts';
import type { Inventory } from '../inventory.ts';

/** Null: the bucket is no website, or nobody read whether and it would serve nothing. */
export function exposedWebsite(inventory: Inventory, bucket: Bucket): ExposedWebsite | null {
  const { website } = bucket;
  const found = websiteExposure(bucket, bucketGuards(inventory, bucket));
  if (!found || (website.status === 'unread' && found.answer !== 'unknown')) return null;
  return {
    endpoint: endpointOf(bucket),
    answer: found.answer,
    says: wordsOf(found),
    unread: eachOnce(found.missing).map(({ call, why }) => ({ call, why })),
  };
}

function wordsOf({ answer, redirectsTo, requesterPays, ways }: WebsiteExposure): string {
  if (redirectsTo !== null) return `redirects all requests to ${redirectsTo}`;
  if (requesterPays) return 'answers nobody: Requester Pays is on';
  const grants = [...new Set(ways.map(({ by, grant }) => grantWords(by, grant, null)))].join(' and ');
  const stops = [...new Set(ways.flatMap(({ stoppedBy }) => stoppedBy.map(stopWords)))].join(' and ');
  switch (answer) {
    case 'open':
      return `serves objects to anybody by ${grants}, over HTTP alone: a Deny where aws:SecureTransport is false would close it`;
    case 'held':
      return `would serve objects to anybody by ${grants}, stopped by ${stops}`;
    case 'closed':
      return 'serves no object: nobody gets one who does not say who asks and comes without TLS';
    case 'unknown':
      return 'may serve objects to anybody, over HTTP';
  }
}

/** https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
function endpointOf({ id, region, arn }: Bucket): string {
  const domain = arn.startsWith('arn:aws-cn:') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `http://${id}.s3-website${WITH_DASH.has(region) ? '-' : '.'}${region}.${domain}`;
}

const WITH_DASH: ReadonlySet<string> = new Set([
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
  'sa-east-1',
  'us-gov-west-1',
]);
