import { expect, test } from 'vitest';
import { depths } from './call-depth.ts';
import type { TracedCall } from './call-trace.ts';
import { longestChains } from './longest-chain.ts';

function call(operation: string, input: object = {}, output: unknown = {}, service = 'iam'): TracedCall {
  return { account: '111122223333', region: 'us-east-1', service, operation, input: { ...input }, output };
}

test('pages follow each other, and details follow the page that named their resource', () => {
  const first = call('ListUsers', {}, { Users: [{ UserName: 'user-1' }], Marker: 'token-2' });
  const second = call('ListUsers', { Marker: 'token-2' }, { Users: [{ UserName: 'user-2' }] });
  const keysOfFirst = call('ListAccessKeys', { UserName: 'user-1' }, { UserName: 'user-1' });
  const keysOfSecond = call('ListAccessKeys', { UserName: 'user-2' }, { Id: 'AKIA2', UserName: 'user-2' });
  const lastUse = call('GetAccessKeyLastUsed', { AccessKeyId: 'AKIA2' });
  const found = depths([lastUse, keysOfSecond, keysOfFirst, second, first]);
  expect([first, second, keysOfFirst, keysOfSecond, lastUse].map((each) => found.get(each))).toEqual([
    1, 2, 2, 3, 4,
  ]);
});

test('words are constants', () => {
  const one = call('DescribeInstances', { Filters: ['running'] }, { State: 'running' });
  const other = call('DescribeVolumes', { Filters: ['running'] }, { State: 'running' });
  expect([...depths([one, other]).values()]).toEqual([1, 1]);
});

test('calls that name each other do not wait for ever', () => {
  const one = call('A', { Id: 'id-1' }, { Id: 'id-2' });
  const other = call('B', { Id: 'id-2' }, { Id: 'id-1' });
  expect([...depths([one, other]).values()]).toEqual([1, 1]);
});

test('a lane takes its burst at once and the rest at its rate, after what it depends on', () => {
  // IAM: 40 at once, 20 a second for all operations together.
  const users = Array.from({ length: 100 }, (_, index) => `user-${index}`);
  const list = call('ListUsers', {}, { Users: users });
  const details = users.map((name) => call('GetLoginProfile', { UserName: name }));
  const [lane] = longestChains([list, ...details], 0.04);
  expect(lane?.calls).toBe(101);
  // The last of 101 calls starts after 61 refills, were none to wait for the list: the greater of both bounds.
  expect(lane?.seconds).toBeCloseTo(Math.max(0.04 + 61 / 20, 0.08 + 60 / 20), 6);
});

test('EC2 meters each operation by itself', () => {
  const calls = ['DescribeVpcs', 'DescribeSubnets'].flatMap((operation) =>
    Array.from({ length: 120 }, (_, index) => call(operation, { Id: index }, {}, 'ec2')),
  );
  const lanes = longestChains(calls, 0.04);
  expect(lanes).toHaveLength(2);
  expect(lanes[0]?.seconds).toBeCloseTo(0.04 + 20 / 20, 6);
});
