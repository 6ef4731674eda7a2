import { read } from '../../src/model/reading.ts';
import { GLOBAL_REGION } from '../../src/model/resource.ts';
import type { AlternateContact, AlternateContacts } from '../../src/model/resources/account.ts';
import { ACCOUNT } from '../inventory-of.ts';

const SECURITY: AlternateContact = {
  name: 'Security team',
  title: 'On call',
  emailAddress: 'security@example.com',
  phoneNumber: '+1 555 0100',
};

/** A security contact, and no others. */
export function alternateContacts(overrides: Partial<AlternateContacts> = {}): AlternateContacts {
  return {
    type: 'AWS::Account::AlternateContacts',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:account::${ACCOUNT}:alternate-contacts`,
    id: ACCOUNT,
    security: read(SECURITY),
    billing: read(null),
    operations: read(null),
    ...overrides,
  };
}
