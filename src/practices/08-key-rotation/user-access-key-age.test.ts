import { expect, test } from 'vitest';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { userAccessKeyAge as check } from './user-access-key-age.ts';

function aged(days: number) {
  return aUser({ accessKeys: read([anAccessKey({ createDate: daysBefore(days) })]) });
}

test('passes up to 90 days and fails from the 91st', () => {
  expect(statuses(check, aged(0))).toEqual(['pass']);
  expect(statuses(check, aged(90))).toEqual(['pass']);
  expect(statuses(check, aged(90.9))).toEqual(['pass']);
  expect(statuses(check, aged(91))).toEqual(['fail']);
});

test('the limit is a setting', () => {
  expect(statuses(check, aged(31), { settings: { accessKeyMaxAgeDays: 30 } })).toEqual(['fail']);
});

test('judges each active key by itself, and says which', () => {
  const accessKeys = read([
    anAccessKey({ accessKeyId: 'AKIAOLD', createDate: daysBefore(212) }),
    anAccessKey({ accessKeyId: 'AKIANEW', createDate: daysBefore(2) }),
    anAccessKey({ accessKeyId: 'AKIAOFF', createDate: daysBefore(500), status: 'Inactive' }),
  ]);
  expect(evaluate(check, aUser({ accessKeys }))).toMatchObject([
    {
      status: 'fail',
      key: 'AKIAOLD',
      summary: 'Key AKIAOLD of alice is 212 days old; the limit is 90.',
      evidence: { ageDays: 212, maxAgeDays: 90 },
    },
    { status: 'pass', key: 'AKIANEW' },
  ]);
});

test('does not concern users without active keys', () => {
  expect(statuses(check, aUser())).toEqual(['not-applicable']);
  expect(statuses(check, aUser({ accessKeys: read([anAccessKey({ status: 'Inactive' })]) }))).toEqual([
    'not-applicable',
  ]);
});

test('is unknown when ListAccessKeys was denied, or a key has no date', () => {
  const accessKeys = deniedCall('iam:ListAccessKeys');
  expect(evaluate(check, aUser({ accessKeys }))).toMatchObject([{ status: 'unknown', unread: [accessKeys] }]);
  expect(statuses(check, aUser({ accessKeys: read([anAccessKey({ createDate: '' })]) }))).toEqual([
    'unknown',
  ]);
});
