import { expect, test } from 'vitest';
import { aBucket, anAccountBlock, BLOCK_ALL, BLOCK_NONE } from '../../../test/builders/s3.ts';
import { deniedCall, deniedListing, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { s3BucketBlockPublicAccess as check } from './s3-bucket-block-public-access.ts';

const ACCOUNT_BLOCK = 'AWS::S3::AccountPublicAccessBlock';
const accountOff = anAccountBlock({ publicAccessBlock: null });
const bare = aBucket({ publicAccessBlock: read(null) });
const denied = aBucket({ publicAccessBlock: deniedCall('s3:GetPublicAccessBlock') });

test('passes by the bucket alone, even when its account is not known', () => {
  expect(statuses(check, aBucket(), { resources: [accountOff] })).toEqual(['pass']);
  expect(statuses(check, aBucket(), { denied: [ACCOUNT_BLOCK] })).toEqual(['pass']);
});

test('passes by the account alone, even when the bucket is not known', () => {
  expect(statuses(check, bare, { resources: [anAccountBlock()] })).toEqual(['pass']);
  expect(statuses(check, denied, { resources: [anAccountBlock()] })).toEqual(['pass']);
});

test('passes when the two together have all on', () => {
  const half = { ...BLOCK_NONE, blockPublicAcls: true, ignorePublicAcls: true };
  const rest = { ...BLOCK_NONE, blockPublicPolicy: true, restrictPublicBuckets: true };
  const resources = [anAccountBlock({ publicAccessBlock: rest })];
  expect(statuses(check, aBucket({ publicAccessBlock: read(half) }), { resources })).toEqual(['pass']);
});

test.each(['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets'] as const)(
  'fails when neither has %s on',
  (setting) => {
    const bucket = aBucket({ publicAccessBlock: read({ ...BLOCK_ALL, [setting]: false }) });
    const [outcome] = evaluate(check, bucket, { resources: [accountOff] });
    expect(outcome).toMatchObject({ status: 'fail', evidence: { off: [setting] } });
  },
);

test("another account's block does not count", () => {
  const resources = [accountOff, anAccountBlock({ account: OTHER_ACCOUNT })];
  expect(statuses(check, bare, { resources })).toEqual(['fail']);
});

test('is unknown when one is off and the other not known', () => {
  expect(evaluate(check, denied, { resources: [accountOff] })).toMatchObject([
    { status: 'unknown', unread: Array(4).fill(deniedCall('s3:GetPublicAccessBlock')) },
  ]);
  const [outcome] = evaluate(check, bare, { denied: [ACCOUNT_BLOCK] });
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain(deniedListing(ACCOUNT_BLOCK).why);
});
