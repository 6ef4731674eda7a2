import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html */
export const rootSecurityContact = defineCheck({
  id: 'root-security-contact',
  title: 'AWS knows whom to tell about security',
  practice: 2,
  severity: 'low',
  resource: 'AWS::::Account',
  reads: ['account:GetAlternateContact'],
  changedBy: ['account:DeleteAlternateContact'],
  controls: [
    'cis-aws-1.4.0:1.2',
    'cis-aws-1.5.0:1.2',
    'cis-aws-2.0.0:1.2',
    'cis-aws-3.0.0:1.2',
    'cis-aws-4.0.0:1.2',
    'cis-aws-5.0.0:1.2',
    'cis-aws-6.0.0:2.2',
    'cis-aws-7.0.0:2.3',
    'aws-fsbp:Account.1',
    'nist-800-53-r5:SI-5a',
  ],
  equivalents: [
    'prowler:account_security_contact_information_is_registered',
    'config:security-account-information-provided',
  ],
  rationale:
    "AWS's warning of an abused or leaked credential goes to the root user's mailbox, which nobody may read in time.",
  remediation: "Set the account's alternate contact for security to a mailbox that several people watch.",
  fix: {
    cli: 'aws account put-alternate-contact --alternate-contact-type SECURITY --name <CONTACT-NAME> --title <TITLE> --email-address <EMAIL-ADDRESS> --phone-number <PHONE-NUMBER>',
    terraform: dedented(`
      resource "aws_account_alternate_contact" "this" {
        alternate_contact_type = "SECURITY"
        name                   = "<CONTACT-NAME>"
        title                  = "<TITLE>"
        email_address          = "<EMAIL-ADDRESS>"
        phone_number           = "<PHONE-NUMBER>"
      }`),
  },
  evaluate({ id }, { inventory }) {
    const contacts = inventory.one('AWS::Account::AlternateContacts', id);
    if (contacts.status === 'unread') return unknown(contacts);
    const { security } = contacts.value;
    if (security.status === 'unread') return unknown(security);
    return security.value
      ? pass(`AWS tells ${security.value.emailAddress} about the security of ${id}.`, {
          emailAddress: security.value.emailAddress,
        })
      : fail(`Account ${id} has no security contact.`, { emailAddress: null });
  },
});
