import { expect, test } from 'vitest';
import { awsRateLimits } from './rate-limits.ts';
import { loadService } from './service-model.ts';
import { createThrottle, tokenBucket } from './token-bucket.ts';

test('a bucket gives its burst at once, then its rate', () => {
  const bucket = tokenBucket(3, 2);
  expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
  expect(bucket.take(400)).toBe(false);
  expect(bucket.take(500)).toBe(true);
  expect(bucket.take(501)).toBe(false);
});

test('a bucket is never fuller than its burst', () => {
  const bucket = tokenBucket(2, 100);
  expect([0, 60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
});

test('accounts, regions and, in EC2, operations have buckets of their own', () => {
  const throttle = createThrottle(awsRateLimits);
  const call = { account: '1', region: 'us-east-1', service: 'ec2', operation: 'DescribeVpcs' };
  const admitted = Array.from({ length: 101 }, () => throttle.admits(call, 0)).filter(Boolean).length;
  expect(admitted).toBe(100);
  expect(throttle.admits(call, 0)).toBe(false);
  expect(throttle.admits({ ...call, operation: 'DescribeSubnets' }, 0)).toBe(true);
  expect(throttle.admits({ ...call, region: 'eu-west-1' }, 0)).toBe(true);
  expect(throttle.admits({ ...call, account: '2' }, 0)).toBe(true);
});

test('load balancer calls share one bucket', () => {
  const throttle = createThrottle(awsRateLimits);
  const call = {
    account: '1',
    region: 'us-east-1',
    service: 'elastic-load-balancing-v2',
    operation: 'DescribeListeners',
  };
  const admitted = Array.from({ length: 41 }, () => throttle.admits(call, 0)).filter(Boolean).length;
  expect(admitted).toBe(40);
  expect(throttle.admits({ ...call, operation: 'DescribeRules' }, 0)).toBe(false);
});

test('every limit is for an operation that exists, with its source', async () => {
  for (const { service, operations, source, burst, perSecond } of awsRateLimits) {
    const names = [...(await loadService(service)).operations.keys()];
    expect(
      names.some((name) => operations?.test(name) ?? true),
      `${service} ${String(operations)}`,
    ).toBe(true);
    expect(source).toMatch(/^(assumed|https:\/\/docs\.aws\.amazon\.com\/)/);
    expect(Math.min(burst, perSecond)).toBeGreaterThan(0);
  }
});
