import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './account.ts';

test('one contact set, one missing, one denied', async () => {
  const api = apiOf('account', {
    'GetAlternateContact {"AlternateContactType":"SECURITY"}': {
      AlternateContact: {
        Name: 'Sec',
        Title: 'CISO',
        EmailAddress: 'sec@example.com',
        PhoneNumber: '+41 1',
        AlternateContactType: 'SECURITY',
      },
    },
    'GetAlternateContact {"AlternateContactType":"BILLING"}': answeredError('ResourceNotFoundException'),
    'GetAlternateContact {"AlternateContactType":"OPERATIONS"}': denied(),
  });
  expect(await collected(collectors, 'AWS::Account::AlternateContacts', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::Account::AlternateContacts',
        account: '111122223333',
        region: 'global',
        arn: 'arn:aws:account::111122223333:alternate-contacts',
        id: '111122223333',
        security: read({
          name: 'Sec',
          title: 'CISO',
          emailAddress: 'sec@example.com',
          phoneNumber: '+41 1',
        }),
        billing: read(null),
        operations: deniedReading('account:GetAlternateContact'),
      },
    ],
  });
});

test('an answer without its fields is a contact of empty texts', async () => {
  const api = apiOf('account', { GetAlternateContact: { AlternateContact: {} } });
  const { resources } = await collected(collectors, 'AWS::Account::AlternateContacts', api);
  expect(resources[0]?.billing).toEqual(read({ name: '', title: '', emailAddress: '', phoneNumber: '' }));
});
