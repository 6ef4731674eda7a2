import { expect, test } from 'vitest';
import { bucketOfDomain } from './s3-origin.ts';

test.each([
  ['b.s3.amazonaws.com', 'b'],
  ['b.s3.eu-west-1.amazonaws.com', 'b'],
  ['b.s3-eu-west-1.amazonaws.com', 'b'],
  ['b.s3.us-gov-west-1.amazonaws.com', 'b'],
  ['b.s3.dualstack.ap-southeast-2.amazonaws.com', 'b'],
  ['b.s3-fips.us-east-1.amazonaws.com', 'b'],
  ['b.s3-website-us-west-2.amazonaws.com', 'b'],
  ['b.s3-website.eu-central-1.amazonaws.com', 'b'],
  ['b.s3-accelerate.amazonaws.com', 'b'],
  ['b.s3.cn-north-1.amazonaws.com.cn', 'b'],
  ['www.example.com.s3.amazonaws.com', 'www.example.com'],
  ['www.example.com.s3-website-us-east-1.amazonaws.com', 'www.example.com'],
  ['my.s3.bucket.s3.us-east-1.amazonaws.com', 'my.s3.bucket'],
  ['B.S3.AMAZONAWS.COM.', 'b'],
])('%s is bucket %s', (domain, bucket) => {
  expect(bucketOfDomain(domain)).toBe(bucket);
});

test.each([
  'example.com',
  's3.amazonaws.com',
  's3.eu-west-1.amazonaws.com',
  'lb-1.eu-west-1.elb.amazonaws.com',
  'ap-111122223333.s3-accesspoint.us-east-1.amazonaws.com',
  'ap-abcdef-s3alias.s3.us-east-1.amazonaws.com',
  'abc.mrap.accesspoint.s3-global.amazonaws.com',
  'ol-1.s3-object-lambda.us-east-1.amazonaws.com',
  'b.s3.amazonaws.com.example.com',
  'xs3.amazonaws.com',
])('%s names no bucket', (domain) => {
  expect(bucketOfDomain(domain)).toBeNull();
});
