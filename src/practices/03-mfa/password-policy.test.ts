import { expect, test } from 'vitest';
import { anAccountPasswordPolicy, aPasswordPolicy } from '../../../test/builders/iam.ts';
import { evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { passwordPolicy as check } from './password-policy.ts';

type Overrides = Parameters<typeof aPasswordPolicy>[0];

function judged(policy: Overrides, wanted: Partial<Settings['passwordPolicy']> = {}) {
  const resources = [anAccountPasswordPolicy({ policy: aPasswordPolicy(policy) })];
  const settings = { passwordPolicy: { ...DEFAULT_SETTINGS.passwordPolicy, ...wanted } };
  return evaluate(check, theAccount(), { resources, settings });
}

test.each<[string, Overrides, string]>([
  ['all that is asked for', {}, 'pass'],
  ['more than is asked for', { minimumPasswordLength: 20, maxPasswordAge: 30 }, 'pass'],
  ['13 characters', { minimumPasswordLength: 13 }, 'fail'],
  ['23 remembered', { passwordReusePrevention: 23 }, 'fail'],
  ['none remembered', { passwordReusePrevention: null }, 'fail'],
  ['no symbols', { requireSymbols: false }, 'fail'],
  ['no numbers', { requireNumbers: false }, 'fail'],
  ['no upper case', { requireUppercaseCharacters: false }, 'fail'],
  ['no lower case', { requireLowercaseCharacters: false }, 'fail'],
])('a policy with %s', (_name, policy, status) => {
  expect(judged(policy)).toMatchObject([{ status }]);
});

test('the summary names the clauses that fall short', () => {
  const [outcome] = judged({
    minimumPasswordLength: 8,
    passwordReusePrevention: null,
    requireSymbols: false,
  });
  expect(outcome).toMatchObject({
    summary:
      'The password policy of 111122223333 falls short: the minimum length is 8 instead of 14, the number of remembered passwords is not set instead of 24, symbols are not required.',
  });
});

test.each([
  [90, 'pass'],
  [91, 'fail'],
  [null, 'fail'],
])('expiry after %s days where 90 are asked for', (maxPasswordAge, status) => {
  expect(judged({ maxPasswordAge }, { maxAgeDays: 90 })).toMatchObject([{ status }]);
});

test('a clause that is not asked for is met', () => {
  expect(judged({ requireSymbols: false }, { requireSymbols: false })).toMatchObject([{ status: 'pass' }]);
});

test('fails without a policy, and is unknown when it was denied', () => {
  const none = anAccountPasswordPolicy({ policy: null });
  expect(statuses(check, theAccount(), { resources: [none] })).toEqual(['fail']);
  expect(statuses(check, theAccount(), { denied: ['AWS::IAM::AccountPasswordPolicy'] })).toEqual(['unknown']);
});
