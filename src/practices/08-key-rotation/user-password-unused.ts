import { daysBetween, latestTime } from '../../model/days.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A password without recorded use counts from the day it was set.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html (PasswordLastUsed)
 */
export const userPasswordUnused = defineCheck({
  id: 'user-password-unused',
  title: 'Console passwords are in use',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:GetLoginProfile', 'iam:ListUsers'],
  controls: [
    'cis-aws-1.4.0:1.12',
    'cis-aws-1.5.0:1.12',
    'cis-aws-2.0.0:1.12',
    'cis-aws-3.0.0:1.12',
    'cis-aws-4.0.0:1.12',
    'cis-aws-5.0.0:1.11',
    'cis-aws-6.0.0:2.11',
    'cis-aws-7.0.0:2.11',
    'aws-fsbp:IAM.8',
    'aws-fsbp:IAM.22',
    'nist-800-53-r5:AC-2(3)',
    'nist-800-53-r5:AC-2(3)(d)',
    'nist-csf-2.0:PR.AA-01',
    'pci-dss-4.0:8.2.6',
    'iso-27001-2022:A.5.18',
    'soc-2:CC6.2',
    'hipaa:164.308(a)(3)(ii)(C)',
  ],
  equivalents: ['prowler:iam_user_console_access_unused', 'config:iam-user-unused-credentials-check'],
  rationale:
    'The password of somebody who left or changed duty can be guessed or bought, and its owner sees no alarm.',
  remediation: "Delete the user's login profile (console access), or the user.",
  fix: {
    cli: dedented(`
      # The user can sign in no more. Create-login-profile gives a new password to who asks for one
      aws iam delete-login-profile --user-name {id}`),
    terraform:
      '# Where Terraform made it, delete the aws_iam_user_login_profile of {id} from the configuration',
  },
  evaluate(user, { asOf, settings }) {
    const { loginProfile, passwordLastUsed } = user;
    if (loginProfile.status === 'unread') return unknown(loginProfile);
    if (!loginProfile.value) return notApplicable();
    const { createDate } = loginProfile.value;
    const limit = settings.passwordUnusedDays;
    const age = daysBetween(createDate, asOf, 'iam:GetLoginProfile');
    if (age.status === 'read' && age.value < limit) {
      const summary = `The password of ${user.id} was set ${counted(age.value, 'day')} ago, too lately to be unused for ${limit}.`;
      return pass(summary, { passwordCreateDate: createDate, unusedDaysLimit: limit });
    }
    if (passwordLastUsed.status === 'unread')
      return unknown(passwordLastUsed, { passwordCreateDate: createDate });
    const lastUsed = passwordLastUsed.value;
    const idle = daysBetween(latestTime([createDate, lastUsed]), asOf, 'iam:GetLoginProfile');
    if (idle.status === 'unread') return unknown(idle);
    const summary =
      lastUsed && Date.parse(lastUsed) >= Date.parse(createDate)
        ? `The password of ${user.id} was last used ${counted(idle.value, 'day')} ago.`
        : `The password of ${user.id} has not been used since it was set ${counted(idle.value, 'day')} ago.`;
    const evidence = {
      passwordLastUsed: lastUsed,
      passwordCreateDate: createDate,
      unusedDays: idle.value,
      unusedDaysLimit: limit,
    };
    return idle.value >= limit ? fail(summary, evidence) : pass(summary, evidence);
  },
});
