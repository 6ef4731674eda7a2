/**
 * The bucket that an origin's domain name stands for, or null. Bucket names may hold dots, so the name is all that
 * stands before the S3 endpoint. Names of access points (`-s3alias`, `--ol-s3`, `.mrap`) are AWS's to give: nobody
 * can take them over, and they are no buckets.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketOfDomain(domainName: string): string | null {
  const name = S3_DOMAIN.exec(domainName.toLowerCase().replace(/\.$/, ''))?.[1];
  return name === undefined || RESERVED.test(name) ? null : name;
}

const REGION = '[a-z]{2,}(?:-[a-z]+)+-\\d';

/** `s3`, `s3.<region>`, `s3-<region>`, `s3.dualstack.<region>`, `s3-website…`, `s3-accelerate…`, `s3-external-1`. */
const ENDPOINT = [
  's3',
  `s3[.-]${REGION}`,
  `s3(?:-fips)?\\.(?:dualstack\\.)?${REGION}`,
  `s3-website[.-]${REGION}`,
  's3-accelerate(?:\\.dualstack)?',
  's3-external-1',
].join('|');

const S3_DOMAIN = new RegExp(`^(.+?)\\.(?:${ENDPOINT})\\.amazonaws\\.com(?:\\.cn)?$`);
const RESERVED = /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
