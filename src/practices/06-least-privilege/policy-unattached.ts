import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

export const policyUnattached = defineCheck({
  id: 'policy-unattached',
  title: 'Customer managed policies are attached to something',
  practice: 6,
  severity: 'info',
  resource: 'AWS::IAM::ManagedPolicy',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ['iam:CreatePolicy', 'iam:DetachUserPolicy', 'iam:DetachGroupPolicy', 'iam:DetachRolePolicy'],
  controls: [],
  equivalents: [],
  rationale:
    "A forgotten policy is one AttachUserPolicy away from being somebody's, and nobody reviews it meanwhile.",
  remediation: 'Delete the policy if it has no purpose any more.',
  fix: {
    cli: dedented(`
      # Keep a copy of what it says. Each version but the default one goes first
      aws iam list-policy-versions --policy-arn {arn}
      aws iam get-policy-version --policy-arn {arn} --version-id <DEFAULT-VERSION-ID>
      aws iam delete-policy-version --policy-arn {arn} --version-id <OTHER-VERSION-ID>
      aws iam delete-policy --policy-arn {arn}`),
    terraform: '# Where Terraform made it, delete the aws_iam_policy {arn} from the configuration',
  },
  evaluate(policy) {
    if (policy.awsManaged) return notApplicable();
    const { attachmentCount, permissionsBoundaryUsageCount } = policy;
    const evidence = { attachmentCount, permissionsBoundaryUsageCount };
    const name = policy.name ?? policy.id;
    return attachmentCount + permissionsBoundaryUsageCount > 0
      ? pass(`Policy ${name} is in use.`, evidence)
      : fail(`Policy ${name} is attached to nothing.`, evidence);
  },
});
