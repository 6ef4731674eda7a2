import { administratorGrants } from '../../inventory/administrators.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';

/** The members are in the evidence, for whoever has to confirm each of them. */
export const adminGroupMembership = defineCheck({
  id: 'admin-group-membership',
  title: 'Groups of administrators have few members',
  practice: 4,
  severity: 'info',
  resource: 'AWS::IAM::Group',
  reads: ['iam:GetAccountAuthorizationDetails'],
  controls: ['nist-800-53-r5:ac_6', 'iso-27001-2022:A.5.15'],
  equivalents: ['prowler:iam_group_administrator_access_policy'],
  rationale:
    'Every member is one more person whose password, laptop or mistake puts the whole account at risk.',
  remediation: 'Take out of the group who does not administer the account, and give them a narrower policy.',
  evaluate(group, { inventory, settings }) {
    if (administratorGrants(group).length === 0) return notApplicable();
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
