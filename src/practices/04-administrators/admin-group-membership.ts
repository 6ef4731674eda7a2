import { makesAdministrators } from '../../inventory/administrators.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { GROUP_POLICY_CHANGES, MANAGED_POLICY_CHANGES } from '../changes/iam-changes.ts';
import { ORGANIZATION_POLICY_CHANGES } from '../changes/organization-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { dedented } from '../fix/dedented.ts';

/** The members are in the evidence, for whoever has to confirm each of them. */
export const adminGroupMembership = defineCheck({
  id: 'admin-group-membership',
  title: 'Groups of administrators have few members',
  practice: 4,
  severity: 'info',
  resource: 'AWS::IAM::Group',
  reads: ESCALATION_READS,
  changedBy: [
    ...GROUP_POLICY_CHANGES,
    ...MANAGED_POLICY_CHANGES,
    'iam:AddUserToGroup',
    ...ORGANIZATION_POLICY_CHANGES,
  ],
  controls: ['nist-800-53-r5:AC-6', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.2', 'soc-2:CC6.3'],
  equivalents: ['prowler:iam_group_administrator_access_policy'],
  rationale:
    'Every member is one more person whose password, laptop or mistake puts the whole account at risk.',
  remediation: 'Take out of the group who does not administer the account, and give them a narrower policy.',
  fix: {
    cli: dedented(`
      # For each of these who does not administer the account: {evidence.members}
      aws iam remove-user-from-group --group-name {id} --user-name <USER-NAME>`),
    terraform: dedented(`
      # Without those who do not administer the account
      resource "aws_iam_group_membership" "this" {
        name  = "{id}"
        group = "{id}"
        users = {evidence.members}
      }`),
  },
  evaluate(group, { inventory, settings, asOf }) {
    const makes = makesAdministrators(inventory, group, asOf);
    if (makes.status === 'read' && !makes.value) return notApplicable();
    if (makes.status === 'unread') return unknown(makes);
    const members = membersOf(inventory).get(`${group.account} ${group.id}`) ?? [];
    const limit = settings.administratorGroupMembers;
    const evidence = { members, membersLimit: limit };
    const summary = `Group ${group.id} makes administrators of ${counted(members.length, 'user')}; the limit is ${limit}.`;
    if (members.length > limit) return fail(summary, evidence);
    const gaps = inventory.gaps('AWS::IAM::User', { account: group.account });
    return gaps.length > 0 ? unknown(gaps, evidence) : pass(summary, evidence);
  },
});

/** Users' names by account and group. */
function membersOf(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  return inventory.derive('members by account and group', () => {
    const memberships = inventory
      .of('AWS::IAM::User')
      .flatMap((user) => user.groups.map((group) => ({ key: `${user.account} ${group}`, user: user.id })));
    const groups = Map.groupBy(memberships, ({ key }) => key);
    return new Map([...groups].map(([key, each]) => [key, each.map(({ user }) => user)]));
  });
}
