import { expect, test } from 'vitest';
import { anAccountBlock, BLOCK_ALL } from '../../../test/builders/s3.ts';
import {
  ACCOUNT,
  deniedListing,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
  theAccount,
} from '../../../test/inventory-of.ts';
import { s3AccountBlockPublicAccess as check } from './s3-account-block-public-access.ts';

const account = theAccount();

test('passes with all four settings on', () => {
  expect(statuses(check, account, { resources: [anAccountBlock()] })).toEqual(['pass']);
});

test.each(['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets'] as const)(
  'fails with %s off',
  (setting) => {
    const block = anAccountBlock({ publicAccessBlock: { ...BLOCK_ALL, [setting]: false } });
    const [outcome] = evaluate(check, account, { resources: [block] });
    expect(outcome).toMatchObject({ status: 'fail', evidence: { off: [setting] } });
    expect(JSON.stringify(outcome)).toContain(ACCOUNT);
  },
);

test('fails when it was never set', () => {
  const [outcome] = evaluate(check, account, { resources: [anAccountBlock({ publicAccessBlock: null })] });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { off: { length: 4 } } });
});

test('is unknown when it was denied, whatever another account says', () => {
  const type = 'AWS::S3::AccountPublicAccessBlock';
  const other = anAccountBlock({ account: OTHER_ACCOUNT });
  expect(evaluate(check, account, { resources: [other], denied: [type] })).toMatchObject([
    { status: 'unknown', unread: [deniedListing(type)] },
  ]);
});
