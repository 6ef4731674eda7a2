import { expect, test } from 'vitest';
import { noMembership } from '../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../test/builders/s3.ts';
import { ACCOUNT, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import { authorize } from '../iam/authorize.ts';
import { read } from '../model/reading.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { exposureOf } from './bucket-exposure.ts';

const policyOf = (id: string, more: object = {}): string =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${id}/*`, ...more },
    ],
  });

function exposuresOf(...buckets: readonly Bucket[]) {
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  const blocks = accounts.map((account) => anAccountBlock({ account, publicAccessBlock: null }));
  const inventory = inventoryOf({
    accounts,
    resources: [...buckets, ...blocks, ...accounts.map((account) => noMembership(account))],
  });
  return buckets.map((bucket) => exposureOf(inventory, bucket, 'read'));
}

const open = (id: string, more: Partial<Bucket> = {}): Bucket =>
  aBucket({ id, publicAccessBlock: read(null), policy: read(policyOf(id)), ...more });

test('buckets that differ by their names share an answer, each with a request of its own', () => {
  const buckets = [open('first.one'), open('second'), open('third', { account: OTHER_ACCOUNT })];
  const exposures = exposuresOf(...buckets);
  for (const [index, bucket] of buckets.entries()) {
    const [way] = exposures[index]?.ways ?? [];
    expect(way?.witness.resource.startsWith(`${bucket.arn}/`)).toBe(true);
    const { policy, account } = bucket;
    const resourcePolicy = policy.status === 'read' && policy.value ? policy.value : '';
    expect(way?.witness.resourceAccount).toBe(account);
    expect(way && authorize(way.witness, { resourcePolicy }).effect).toBe('allow');
  }
});

test.each([
  ['a wildcard in a name', { Resource: 'arn:aws:s3:::sec*/*' }, ['closed', 'open']],
  ['an escaped wildcard', { Resource: 'arn:aws:s3:::sec\\u002a/*' }, ['closed', 'open']],
  ['the name of one of them', { Resource: 'arn:aws:s3:::second/*' }, ['closed', 'open']],
])('where a policy tells names apart, so do the answers: %s', (_, more, answers) => {
  const policy = read(policyOf('x', more).replaceAll('\\\\u', '\\u'));
  const exposures = exposuresOf(open('first', { policy }), open('second', { policy }));
  expect(exposures.map(({ answer }) => answer)).toEqual(answers);
});

test('the own account is told from others', () => {
  const owner = (account: string): Partial<Bucket> => ({
    account,
    policy: read(policyOf('same', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })),
  });
  const exposures = exposuresOf(open('same', owner(ACCOUNT)), open('same', owner(OTHER_ACCOUNT)));
  expect(exposures.map(({ answer }) => answer)).toEqual(['closed', 'closed']);
  const byAccount = (account: string): Partial<Bucket> => ({
    account,
    policy: read(policyOf('same', { Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } } })),
  });
  const other = exposuresOf(open('same', byAccount(ACCOUNT)), open('same', byAccount(OTHER_ACCOUNT)));
  expect(other.map(({ answer }) => answer)).toEqual(['open', 'closed']);
});
