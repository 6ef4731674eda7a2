import { sameUserElsewhere } from '../../inventory/same-person.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html: one user, roles elsewhere. */
export const userDuplicatedAcrossAccounts = defineCheck({
  id: 'user-duplicated-across-accounts',
  title: 'Nobody is an IAM user in more than one account',
  practice: 9,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails'],
  controls: [
    'cis-aws-1.4.0:1.21',
    'cis-aws-1.5.0:1.21',
    'cis-aws-2.0.0:1.21',
    'cis-aws-3.0.0:1.21',
    'cis-aws-4.0.0:1.21',
    'cis-aws-5.0.0:1.20',
    'cis-aws-6.0.0:2.20',
    'cis-aws-7.0.0:2.19',
  ],
  equivalents: [],
  rationale:
    'Each copy has its own password and keys to lose, and one of them is forgotten on the day somebody leaves.',
  remediation: 'Keep one user (better: IAM Identity Center), and let it assume roles in the other accounts.',
  evaluate(user, { inventory }) {
    const { notEntered } = inventory.snapshot.header;
    if (inventory.accounts.length + notEntered.length < 2) return notApplicable();
    const copies = sameUserElsewhere(inventory, user);
    const evidence = { elsewhere: copies.map((each) => each.arn).toSorted() };
    if (copies.length > 0) {
      const accounts = [...new Set(copies.map((each) => each.account))].toSorted().join(', ');
      return fail(`${user.id} is a user of ${accounts} too.`, evidence);
    }
    const users = inventory.all('AWS::IAM::User');
    if (users.status === 'unread') return unknown(inventory.gaps('AWS::IAM::User'), evidence);
    return pass(`${user.id} is a user in one of ${inventory.accounts.length} accounts.`, evidence);
  },
});
