import type { GetAccountPasswordPolicyResponse, PasswordPolicy } from '@aws-sdk/client-iam';
import type { AccountPasswordPolicy } from '../../../../model/resources/iam.ts';
import { defineCollector, singleton } from '../../collector.ts';
import { ofAccount } from '../../iam-resource.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html: NoSuchEntity is "none set". */
const accountPasswordPolicy = defineCollector({
  type: 'AWS::IAM::AccountPasswordPolicy',
  service: 'iam',
  scope: 'global',
  calls: ['iam:GetAccountPasswordPolicy'],
  async collect(api) {
    const answer = await api.readOrNull<GetAccountPasswordPolicyResponse>('GetAccountPasswordPolicy', {}, [
      'NoSuchEntity',
      'NoSuchEntityException',
    ]);
    return singleton(answer, (output) => ({
      ...ofAccount(api, 'AWS::IAM::AccountPasswordPolicy'),
      policy: output && toPolicy(output.PasswordPolicy ?? {}),
    }));
  },
});

/** What is missing is AWS's default: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html */
function toPolicy(policy: PasswordPolicy): AccountPasswordPolicy['policy'] {
  return {
    minimumPasswordLength: policy.MinimumPasswordLength ?? 6,
    requireSymbols: policy.RequireSymbols ?? false,
    requireNumbers: policy.RequireNumbers ?? false,
    requireUppercaseCharacters: policy.RequireUppercaseCharacters ?? false,
    requireLowercaseCharacters: policy.RequireLowercaseCharacters ?? false,
    allowUsersToChangePassword: policy.AllowUsersToChangePassword ?? false,
    hardExpiry: policy.HardExpiry ?? false,
    maxPasswordAge: policy.MaxPasswordAge || null,
    passwordReusePrevention: policy.PasswordReusePrevention || null,
  };
}

export const collectors = [accountPasswordPolicy];
