import { Actor } from '../iam/escalate/actor.ts';
import { administration } from '../iam/escalate/administrator.ts';
import { Permissions } from '../iam/escalate/may.ts';
import { type GroupView, type PrincipalView, policySetOf } from '../iam/index.ts';
import { type Reading, read } from '../model/reading.ts';
import type { Group, Role, User } from '../model/resources/iam.ts';
import { allowingStatements } from './allowing-statements.ts';
import { escalationsOf, type Judged } from './escalations-of.ts';
import { iamView } from './iam-view.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { RequestDoubts } from './request-doubts.ts';
import { viewPrincipals } from './view-principals.ts';
import { anyWideReach, type WideReach } from './wide-reach.ts';
import { GRANT_ANYTHING } from './wide-right.ts';

export function isAdministratorPolicy(policyArn: string): boolean {
  return ADMINISTRATOR_ACCESS.test(policyArn);
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
const ADMINISTRATOR_ACCESS = /^arn:[^:]+:iam::aws:policy\/AdministratorAccess$/;

/**
 * How a user or role comes to be an administrator, for sentences (`directly`, `through the group ops`, `by deploy,
 * statement 2`); null: it is none. An administrator may write IAM without restriction, as the engine proves; and whoever
 * holds AdministratorAccess is one, unless what was read (a boundary, a Deny, the organisation's policies) leaves it no
 * right to give anything. What was not read takes AdministratorAccess from nobody; anybody else it leaves unknown.
 */
export function administratorBy(
  inventory: Inventory,
  { arn, account, attachedPolicies, ...rest }: User | Role,
  asOf: string,
): Reading<string | null> {
  const judged = escalationsOf(inventory, asOf).get(arn);
  if (!judged) return read(null);
  const groups =
    'groups' in rest ? rest.groups.filter((name) => holdsIt(groupNamed(inventory, account, name))) : [];
  if (attachedPolicies.some(isIt)) return unlessHeldOff(inventory, judged, 'directly');
  if (groups.length > 0) return unlessHeldOff(inventory, judged, `through the group ${groups.join(', ')}`);
  const { administrator, unsure } = judged.standing;
  if (!administrator) return unsure[0] ?? read(null);
  return (
    administrator.doubts[0] ?? read(`by ${allowingStatements(administrator.found.requests).join(' and ')}`)
  );
}

/** Whether a group makes administrators of its members by its own policies alone. */
export function makesAdministrators(inventory: Inventory, group: Group, asOf: string): Reading<boolean> {
  if (holdsIt(group)) return read(true);
  const groups = inventory.derive(`groups of administrators at ${asOf}`, () => judgeGroups(inventory, asOf));
  return groups.get(group.arn) ?? read(false);
}

function isIt({ policyArn }: { readonly policyArn: string }): boolean {
  return isAdministratorPolicy(policyArn);
}

function holdsIt(group: Group | undefined): boolean {
  return group?.attachedPolicies.some(isIt) ?? false;
}

function unlessHeldOff(inventory: Inventory, judged: Judged, how: string): Reading<string | null> {
  const { principal, standing } = judged;
  if (standing.administrator || principal.unread.length > 0) return read(how);
  const reach = reachOf(inventory, principal);
  if (reach.answer === 'unknown') return notProved(reach.reason);
  return read(reach.answer === 'unlimited' ? how : null);
}

/** Whether it may give anybody anything at all. */
function reachOf(inventory: Inventory, principal: PrincipalView): WideReach {
  const { arn, account } = principal;
  const own = viewPrincipals(inventory).accounts.get(account);
  const asker = { account, partition: own?.partition ?? 'aws', principal: arn, condition: {} };
  return anyWideReach(policySetOf(principal, own), GRANT_ANYTHING, asker);
}

/** By ARN: as a user with MFA and no rights but its group's would be judged. */
function judgeGroups(inventory: Inventory, asOf: string): ReadonlyMap<string, Reading<boolean>> {
  const { accounts, groups } = iamView(inventory);
  const permissions = new Permissions(asOf);
  const doubts = new RequestDoubts({ accounts, principals: [] });
  return new Map(
    groups.map((group) => {
      const account = accounts.find((each) => each.account === group.account);
      if (!account) return [group.arn, read(false)];
      const found = administration(permissions, Actor.itself(memberOf(group), account));
      if (found.answer === 'allowed')
        return [group.arn, [...group.unread, ...doubts.about(found.requests)][0] ?? read(true)];
      if (found.answer === 'unsure') return [group.arn, notProved(found.reason)];
      return [group.arn, group.unread[0] ?? read(false)];
    }),
  );
}

function memberOf({ arn, account, policies }: GroupView): PrincipalView {
  return {
    kind: 'user',
    arn: arn.replace(/:group\/.*/s, ':user/any-member'),
    account,
    id: 'AIDAANYMEMBER',
    name: 'any-member',
    tags: {},
    policies,
    boundary: null,
    unread: [],
    user: { groups: [], hasPassword: read(true), mfaDevices: read(1), accessKeys: read(0) },
    role: null,
  };
}

function groupNamed(inventory: Inventory, account: string, name: string): Group | undefined {
  const byName = inventory.derive(
    'groups by account and name',
    () => new Map(inventory.of('AWS::IAM::Group').map((group) => [`${group.account} ${group.id}`, group])),
  );
  return byName.get(`${account} ${name}`);
}
