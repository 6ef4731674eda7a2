import type { Inventory } from '../../inventory/inventory.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

export const groupEmpty = defineCheck({
  id: 'group-empty',
  title: 'Groups have members',
  practice: 6,
  severity: 'info',
  resource: 'AWS::IAM::Group',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ['iam:CreateGroup', 'iam:RemoveUserFromGroup'],
  controls: [],
  equivalents: ['config:iam-group-has-users-check'],
  rationale:
    'The policies of an empty group wait for whoever may add a member, and no review by user shows them.',
  remediation: 'Delete the group if it has no purpose any more.',
  fix: {
    cli: dedented(`
      # Its policies go first: detach-group-policy for each of the first list, delete-group-policy for each of the second
      aws iam list-attached-group-policies --group-name {id}
      aws iam list-group-policies --group-name {id}
      aws iam delete-group --group-name {id}`),
    terraform: '# Where Terraform made it, delete the aws_iam_group {id} from the configuration',
  },
  evaluate(group, { inventory }) {
    const name = group.name ?? group.id;
    const members = membersByGroup(inventory).get(memberKey(group.account, name)) ?? [];
    const policies = [...group.attachedPolicies, ...group.inlinePolicies].map((policy) => policy.policyName);
    const evidence = { members: members.length, policies };
    if (members.length > 0) return pass(`Group ${name} has ${counted(members.length, 'member')}.`, evidence);
    const users = inventory.all('AWS::IAM::User', { account: group.account });
    if (users.status === 'unread') return unknown(users, evidence);
    return fail(`Group ${name} has no members.`, evidence);
  },
});

/** Names of the users in each group, as far as they were read. */
function membersByGroup(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  return inventory.derive('members by group', () => {
    const members = new Map<string, string[]>();
    for (const user of inventory.of('AWS::IAM::User'))
      for (const group of user.groups) {
        const key = memberKey(user.account, group);
        const known = members.get(key);
        if (known) known.push(user.id);
        else members.set(key, [user.id]);
      }
    return members;
  });
}

function memberKey(account: string, group: string): string {
  return `${account} ${group}`;
}
