import { expect, test } from 'vitest';
import { alternateContacts } from '../../../test/builders/account.ts';
import { deniedCall, evaluate, statuses, theAccount } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { rootSecurityContact as check } from './root-security-contact.ts';

test('passes with a security contact, and fails without', () => {
  expect(statuses(check, theAccount(), { resources: [alternateContacts()] })).toEqual(['pass']);
  const none = alternateContacts({ security: read(null) });
  expect(statuses(check, theAccount(), { resources: [none] })).toEqual(['fail']);
});

test('is unknown when the contact, or all of them, were denied', () => {
  const security = deniedCall('account:GetAlternateContact');
  const outcome = evaluate(check, theAccount(), { resources: [alternateContacts({ security })] });
  expect(outcome).toMatchObject([{ status: 'unknown', unread: [security] }]);
  expect(statuses(check, theAccount(), { denied: ['AWS::Account::AlternateContacts'] })).toEqual(['unknown']);
});
