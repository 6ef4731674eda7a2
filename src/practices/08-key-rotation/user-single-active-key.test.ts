import { expect, test } from 'vitest';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { userSingleActiveKey as check } from './user-single-active-key.ts';

const first = anAccessKey({ accessKeyId: 'AKIA1' });
const second = anAccessKey({ accessKeyId: 'AKIA2' });

test('passes with no active key, or one', () => {
  expect(statuses(check, aUser())).toEqual(['pass']);
  expect(statuses(check, aUser({ accessKeys: read([first]) }))).toEqual(['pass']);
  expect(statuses(check, aUser({ accessKeys: read([first, { ...second, status: 'Inactive' }]) }))).toEqual([
    'pass',
  ]);
});

test('fails with two active keys', () => {
  expect(evaluate(check, aUser({ accessKeys: read([first, second]) }))).toMatchObject([
    { status: 'fail', summary: 'alice has 2 active access keys: AKIA1 and AKIA2.' },
  ]);
});

test('is unknown when ListAccessKeys was denied', () => {
  expect(statuses(check, aUser({ accessKeys: deniedCall('iam:ListAccessKeys') }))).toEqual(['unknown']);
});
