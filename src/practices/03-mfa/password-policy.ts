import type { AccountPasswordPolicy } from '../../model/resources/iam.ts';
import type { Settings } from '../../model/settings.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

type Policy = NonNullable<AccountPasswordPolicy['policy']>;

interface Clause {
  readonly name: string;
  readonly wanted: number | boolean;
  readonly actual: number | boolean | null;
  readonly met: boolean;
}

/**
 * One verdict over all clauses; the evidence has each. Without a policy AWS asks for eight characters of three kinds
 * and remembers nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
export const passwordPolicy = defineCheck({
  id: 'password-policy',
  title: 'The password policy is strong',
  practice: 3,
  severity: 'medium',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountPasswordPolicy'],
  changedBy: ['iam:UpdateAccountPasswordPolicy', 'iam:DeleteAccountPasswordPolicy'],
  controls: [
    'cis-aws-1.4.0:1.8',
    'cis-aws-1.4.0:1.9',
    'cis-aws-1.5.0:1.8',
    'cis-aws-1.5.0:1.9',
    'cis-aws-2.0.0:1.8',
    'cis-aws-2.0.0:1.9',
    'cis-aws-3.0.0:1.8',
    'cis-aws-3.0.0:1.9',
    'cis-aws-4.0.0:1.8',
    'cis-aws-4.0.0:1.9',
    'cis-aws-5.0.0:1.7',
    'cis-aws-5.0.0:1.8',
    'cis-aws-6.0.0:2.7',
    'cis-aws-6.0.0:2.8',
    'cis-aws-7.0.0:2.8',
    'cis-aws-7.0.0:2.9',
    'aws-fsbp:IAM.7',
    'aws-fsbp:IAM.10',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:IA-5c',
    'nist-800-53-r5:IA-5(1)(h)',
    'nist-csf-2.0:PR.AA-01',
    'pci-dss-4.0:8.3.6',
    'pci-dss-4.0:8.3.7',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: [
    'prowler:iam_password_policy_minimum_length_14',
    'prowler:iam_password_policy_reuse_24',
    'prowler:iam_password_policy_lowercase',
    'prowler:iam_password_policy_uppercase',
    'prowler:iam_password_policy_number',
    'prowler:iam_password_policy_symbol',
    'config:iam-password-policy',
  ],
  rationale: 'Short or reused passwords fall to guessing and to lists of passwords stolen elsewhere.',
  remediation:
    "Set the account's password policy to the length, reuse and kinds of characters that are asked for.",
  fix: {
    cli: dedented(`
      # What is not named falls back to the default of AWS: add --max-password-age where passwords expire
      aws iam update-account-password-policy --minimum-password-length {evidence.wanted.minimumLength} --password-reuse-prevention {evidence.wanted.reusePrevention} --require-symbols --require-numbers --require-uppercase-characters --require-lowercase-characters --allow-users-to-change-password`),
    terraform: dedented(`
      resource "aws_iam_account_password_policy" "this" {
        minimum_password_length        = {evidence.wanted.minimumLength}
        password_reuse_prevention      = {evidence.wanted.reusePrevention}
        require_symbols                = true
        require_numbers                = true
        require_uppercase_characters   = true
        require_lowercase_characters   = true
        allow_users_to_change_password = true
        # Where passwords expire: max_password_age
      }`),
  },
  evaluate({ id }, { inventory, settings }) {
    const found = inventory.one('AWS::IAM::AccountPasswordPolicy', id);
    if (found.status === 'unread') return unknown(found);
    const { policy } = found.value;
    if (!policy)
      return fail(`Account ${id} has no password policy of its own.`, {
        clauses: [],
        wanted: { ...settings.passwordPolicy },
      });
    const clauses = clausesOf(policy, settings.passwordPolicy);
    const evidence = {
      clauses: clauses.map((each) => ({ ...each })),
      wanted: { ...settings.passwordPolicy },
    };
    const short = clauses.filter((each) => !each.met);
    return short.length === 0
      ? pass(`The password policy of ${id} has all that is asked for.`, evidence)
      : fail(`The password policy of ${id} falls short: ${short.map(describe).join(', ')}.`, evidence);
  },
});

function clausesOf(policy: Policy, wanted: Settings['passwordPolicy']): readonly Clause[] {
  return [
    atLeast('minimumPasswordLength', policy.minimumPasswordLength, wanted.minimumLength),
    atLeast('passwordReusePrevention', policy.passwordReusePrevention, wanted.reusePrevention),
    required('requireSymbols', policy.requireSymbols, wanted.requireSymbols),
    required('requireNumbers', policy.requireNumbers, wanted.requireNumbers),
    required('requireUppercaseCharacters', policy.requireUppercaseCharacters, wanted.requireUppercase),
    required('requireLowercaseCharacters', policy.requireLowercaseCharacters, wanted.requireLowercase),
    ...(wanted.maxAgeDays === null ? [] : [expiry(policy.maxPasswordAge, wanted.maxAgeDays)]),
  ];
}

function atLeast(name: string, actual: number | null, wanted: number): Clause {
  return { name, wanted, actual, met: (actual ?? 0) >= wanted };
}

function required(name: string, actual: boolean, wanted: boolean): Clause {
  return { name, wanted, actual, met: actual || !wanted };
}

function expiry(actual: number | null, wanted: number): Clause {
  return { name: 'maxPasswordAge', wanted, actual, met: actual !== null && actual <= wanted };
}

const IN_WORDS: Readonly<Record<string, string>> = {
  minimumPasswordLength: 'the minimum length',
  passwordReusePrevention: 'the number of remembered passwords',
  requireSymbols: 'symbols',
  requireNumbers: 'numbers',
  requireUppercaseCharacters: 'capital letters',
  requireLowercaseCharacters: 'small letters',
  maxPasswordAge: 'the maximum age in days',
};

function describe({ name, actual, wanted }: Clause): string {
  const what = IN_WORDS[name] ?? name;
  if (wanted === true) return `${what} are not required`;
  return `${what} is ${actual ?? 'not set'} instead of ${wanted}`;
}
