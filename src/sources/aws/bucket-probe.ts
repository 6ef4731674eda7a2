import { type Reading, read } from '../../model/reading.ts';
import type { BucketProbe } from '../../model/resources/cloudtrail.ts';
import type { ServiceApi } from './collector.ts';

/**
 * Whether a bucket of this name is there, whoever owns it; asked once per account. A HEAD answer has no body, so
 * its status is all there is: 403 says that the name is taken or that this role may not ask, which are one to us.
 * A plain 400 is left unread: AWS answers it for missing buckets, other regions and ended credentials alike.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export function probeBucket(api: ServiceApi, name: string): Promise<Reading<BucketProbe>> {
  const s3 = api.at({ service: 's3' });
  return s3.shared(`HeadBucket ${name}`, async () => {
    const answer = await s3.readOrNull<object>('HeadBucket', { Bucket: name }, ABSENT);
    if (answer.status === 'read') return read(answer.value === null ? 'absent' : 'exists');
    if (ELSEWHERE.test(answer.why)) return read('exists');
    return FORBIDDEN.test(answer.why) ? read('forbidden') : answer;
  });
}

const ABSENT = ['NotFound', 'NoSuchBucket', '404'];
const FORBIDDEN = /^(403|Forbidden|AccessDenied|AccessDeniedException|AllAccessDisabled): /;
/** The bucket lives in another region. */
const ELSEWHERE = /^(301|307|PermanentRedirect|TemporaryRedirect|MovedPermanently): /;
