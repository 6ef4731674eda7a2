import { expect, test } from 'vitest';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { userInactiveKeysRemoved as check } from './user-inactive-keys-removed.ts';

test('passes without inactive keys', () => {
  expect(statuses(check, aUser())).toEqual(['pass']);
  expect(statuses(check, aUser({ accessKeys: read([anAccessKey()]) }))).toEqual(['pass']);
});

test('fails with an inactive key', () => {
  const accessKeys = read([anAccessKey(), anAccessKey({ accessKeyId: 'AKIAOFF', status: 'Inactive' })]);
  expect(evaluate(check, aUser({ accessKeys }))).toMatchObject([
    { status: 'fail', summary: 'alice keeps inactive access keys: AKIAOFF.' },
  ]);
});

test('is unknown when ListAccessKeys was denied', () => {
  expect(statuses(check, aUser({ accessKeys: deniedCall('iam:ListAccessKeys') }))).toEqual(['unknown']);
});
