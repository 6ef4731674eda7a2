import type {
  GetAlternateContactCommandOutput,
  AlternateContact as SdkContact,
} from '@aws-sdk/client-account';
import { mapReading, type Reading } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type { AlternateContact } from '../../../model/resources/account.ts';
import { defineCollector, type ServiceApi } from '../collector.ts';

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetAlternateContact.html */
const alternateContacts = defineCollector({
  type: 'AWS::Account::AlternateContacts',
  service: 'account',
  scope: 'global',
  calls: ['account:GetAlternateContact'],
  async collect(api) {
    const [security, billing, operations] = await Promise.all([
      contact(api, 'SECURITY'),
      contact(api, 'BILLING'),
      contact(api, 'OPERATIONS'),
    ]);
    const arn = api.arn('account', 'alternate-contacts', { region: '' });
    const { account } = api;
    const base = {
      type: 'AWS::Account::AlternateContacts',
      account,
      region: GLOBAL_REGION,
      arn,
      id: account,
    } as const;
    return { resources: [{ ...base, security, billing, operations }], gap: null };
  },
});

async function contact(api: ServiceApi, type: string): Promise<Reading<AlternateContact | null>> {
  const input = { AlternateContactType: type };
  const answer = await api.readOrNull<GetAlternateContactCommandOutput>('GetAlternateContact', input, [
    'ResourceNotFoundException',
  ]);
  return mapReading(answer, (output) =>
    output?.AlternateContact ? toContact(output.AlternateContact) : null,
  );
}

function toContact(contact: SdkContact): AlternateContact {
  return {
    name: contact.Name ?? '',
    title: contact.Title ?? '',
    emailAddress: contact.EmailAddress ?? '',
    phoneNumber: contact.PhoneNumber ?? '',
  };
}

export const collectors = [alternateContacts];
