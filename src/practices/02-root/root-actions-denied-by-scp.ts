import { organizationGuards } from '../../inventory/organization-policies.ts';
import { rootActions } from '../../inventory/root-actions.ts';
import { hasRootUser, rootIsLockedOut } from '../../inventory/root-user.ts';
import { ORGANIZATION_POLICY_CHANGES } from '../changes/organization-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Of member accounts: no policy of its organisation binds the management account. A root user that has lost its
 * credentials to centralised root access can ask for nothing either. A few tasks that only the root user can do are
 * bound by no service control policy.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp
 */
export const rootActionsDeniedByScp = defineCheck({
  id: 'root-actions-denied-by-scp',
  title: 'The root user of a member account can do nothing',
  practice: 2,
  severity: 'medium',
  resource: 'AWS::::Account',
  reads: [...ORGANIZATION_READS, 'iam:GetAccountSummary', 'iam:ListOrganizationsFeatures'],
  changedBy: ORGANIZATION_POLICY_CHANGES,
  controls: LEAST_PRIVILEGE,
  equivalents: [],
  rationale:
    'No policy inside an account binds its root user. A service control policy does, so that a password won from its mailbox opens nothing.',
  remediation:
    "Remove the root users' credentials by centralised root access, or attach a service control policy to the root or the units that denies everything to arn:aws:iam::*:root.",
  fix: {
    cli: dedented(`
      # In the management account. First see whether anything in {account} still signs in as the root user
      aws organizations create-policy --name deny-root --type SERVICE_CONTROL_POLICY --description 'Root users of member accounts' --content '{"Version":"2012-10-17","Statement":[{"Sid":"DenyRoot","Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:{partition}:iam::*:root"}}}]}'
      aws organizations attach-policy --policy-id <POLICY-ID> --target-id {account}`),
    terraform: dedented(`
      # In the management account
      resource "aws_organizations_policy" "deny_root" {
        name = "deny-root"
        type = "SERVICE_CONTROL_POLICY"

        content = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Sid       = "DenyRoot"
            Effect    = "Deny"
            Action    = "*"
            Resource  = "*"
            Condition = { ArnLike = { "aws:PrincipalArn" = "arn:{partition}:iam::*:root" } }
          }]
        })
      }

      resource "aws_organizations_policy_attachment" "deny_root" {
        policy_id = aws_organizations_policy.deny_root.id
        target_id = "{account}"
      }`),
  },
  evaluate(account, { inventory }) {
    const { id, partition } = account;
    if (!hasRootUser(account)) return notApplicable();
    const { organization, levels } = organizationGuards(inventory, id);
    if (organization.status === 'unread') return unknown(organization);
    if (!organization.value || organization.value.managementAccountId === id) return notApplicable();
    const lockedOut = rootIsLockedOut(inventory, id);
    if (lockedOut.status === 'read' && lockedOut.value)
      return pass(`The root user of ${id} has no credentials and can get none.`);
    const policies = levels.SERVICE_CONTROL_POLICY;
    if (policies.status === 'unread') return unknown([policies, lockedOut]);
    const left = rootActions(policies.value ?? [], `arn:${partition}:iam::${id}:root`);
    if (left.status === 'unread') return unknown([left, lockedOut]);
    if (left.value.answer === 'none')
      return pass(`Everything is denied to the root user of ${id}, by ${left.value.deniedBy}.`);
    const { request } = left.value;
    const evidence = { witness: requestEvidence(request) };
    return lockedOut.status === 'unread'
      ? unknown(lockedOut, evidence)
      : fail(`The root user of ${id} may call ${request.action}.`, evidence);
  },
});
