import type { GroupView, ManagedPolicyView } from '../view/iam-view.ts';
import type { Actor } from './actor.ts';
import { mayAdminister } from './administrator.ts';
import type { Call } from './calls.ts';
import { awsAdministratorPolicies, EVERYTHING } from './everything.ts';
import type { Grantable } from './grantable.ts';
import { mentions } from './mentions.ts';
import { type Attempt, type Technique, technique } from './technique.ts';

/** A way to give rights by one call. */
interface Grant extends Technique {
  readonly action: string;
}

function grant(action: string, id: string, does: string): Grant {
  return { ...technique(id, does), action };
}

const TECHNIQUES = {
  putUser: grant('iam:PutUserPolicy', 'iam-put-user-policy', 'puts an inline policy on {to}'),
  attachUser: grant('iam:AttachUserPolicy', 'iam-attach-user-policy', 'attaches a managed policy to {to}'),
  putRole: grant('iam:PutRolePolicy', 'iam-put-role-policy', 'puts an inline policy on {to}'),
  attachRole: grant('iam:AttachRolePolicy', 'iam-attach-role-policy', 'attaches a managed policy to {to}'),
  putGroup: grant('iam:PutGroupPolicy', 'iam-put-group-policy', 'puts an inline policy on a group of {to}'),
  attachGroup: grant(
    'iam:AttachGroupPolicy',
    'iam-attach-group-policy',
    'attaches a managed policy to a group of {to}',
  ),
  addToGroup: grant('iam:AddUserToGroup', 'iam-add-user-to-group', 'adds {to} to a group with more rights'),
  version: grant('iam:CreatePolicyVersion', 'iam-create-policy-version', 'rewrites a managed policy of {to}'),
  defaultVersion: grant(
    'iam:SetDefaultPolicyVersion',
    'iam-set-default-policy-version',
    'makes another version of a managed policy of {to} its default',
  ),
  putUserBoundary: grant(
    'iam:PutUserPermissionsBoundary',
    'iam-put-user-permissions-boundary',
    'widens the permissions boundary of {to}',
  ),
  deleteUserBoundary: grant(
    'iam:DeleteUserPermissionsBoundary',
    'iam-delete-user-permissions-boundary',
    'removes the permissions boundary of {to}',
  ),
  putRoleBoundary: grant(
    'iam:PutRolePermissionsBoundary',
    'iam-put-role-permissions-boundary',
    'widens the permissions boundary of {to}',
  ),
  deleteRoleBoundary: grant(
    'iam:DeleteRolePermissionsBoundary',
    'iam-delete-role-permissions-boundary',
    'removes the permissions boundary of {to}',
  ),
} as const;

export const GRANTS: readonly Grant[] = Object.values(TECHNIQUES);

/**
 * Every way by some techniques to give a principal more rights, that lead on, whoever tries it. Techniques that get
 * settled meanwhile are not gone on with.
 */
export function* grantsTo(
  target: Actor,
  grantable: Grantable,
  techniques: ReadonlySet<Technique>,
  settled: ReadonlySet<Technique>,
): Iterable<Attempt> {
  yield* withoutBoundary(target, grantable, () => groupsLeadingOn(target, grantable), techniques, settled);
  if (hasAny(techniques, BOUNDARY_GRANTS)) yield* byBoundary(target, boundariesFor(target, grantable));
}

/** Who has made himself stronger once goes no further by a group, unless that makes an administrator of him. */
function groupsLeadingOn(target: Actor, grantable: Grantable): readonly GroupView[] {
  const groups = grantable.groupsFor(target);
  if (target.stance.policies === target.principal.policies) return groups;
  const own = target.principal.user?.groups ?? [];
  return groups.filter(({ arn, policies }) => own.includes(arn) || mayAdminister(target.holding(policies)));
}

/** Those of some techniques that can make an administrator of somebody else. */
export function* grantsThatMake(
  target: Actor,
  grantable: Grantable,
  techniques: ReadonlySet<Technique>,
): Iterable<Attempt> {
  const isAsked = ({ technique, to }: Attempt): boolean => techniques.has(technique) && mayAdminister(to);
  const strong = () => grantable.strongGroupsFor(target);
  yield* [...withoutBoundary(target, grantable, strong, techniques, NONE_SETTLED)].filter(isAsked);
  if (!target.stance.boundary || !hasAny(techniques, BOUNDARY_GRANTS)) return;
  if (grantable.isAdministrator(target.with({ boundary: null })))
    yield* [...byBoundary(target, allBoundaries(target, grantable))].filter(isAsked);
}

const NONE_SETTLED: ReadonlySet<Technique> = new Set();

/** What has none of the techniques is not gone through. */
function* withoutBoundary(
  target: Actor,
  grantable: Grantable,
  groups: () => readonly GroupView[],
  techniques: ReadonlySet<Technique>,
  settled: ReadonlySet<Technique>,
): Iterable<Attempt> {
  const { putUser, attachUser, putRole, attachRole } = TECHNIQUES;
  if (target.principal.kind === 'user') {
    if (hasAny(techniques, [putUser, attachUser]))
      yield* onPrincipal(target, grantable, { kind: 'User', put: putUser, attach: attachUser }, settled);
    if (hasAny(techniques, GROUP_GRANTS)) yield* byGroups(target, grantable, groups(), techniques, settled);
  } else if (hasAny(techniques, [putRole, attachRole]))
    yield* onPrincipal(target, grantable, { kind: 'Role', put: putRole, attach: attachRole }, settled);
  if (hasAny(techniques, VERSION_GRANTS)) yield* byVersions(target, grantable);
}

function hasAny(techniques: ReadonlySet<Technique>, some: readonly Technique[]): boolean {
  return some.some((each) => techniques.has(each));
}

const GROUP_GRANTS = [TECHNIQUES.putGroup, TECHNIQUES.attachGroup, TECHNIQUES.addToGroup];
const VERSION_GRANTS = [TECHNIQUES.version, TECHNIQUES.defaultVersion];
const BOUNDARY_GRANTS = [
  TECHNIQUES.putUserBoundary,
  TECHNIQUES.deleteUserBoundary,
  TECHNIQUES.putRoleBoundary,
  TECHNIQUES.deleteRoleBoundary,
];

interface OnPrincipal {
  readonly kind: 'User' | 'Role';
  readonly put: Technique;
  readonly attach: Technique;
}

function* onPrincipal(
  target: Actor,
  grantable: Grantable,
  { kind, put, attach }: OnPrincipal,
  settled: ReadonlySet<Technique>,
): Iterable<Attempt> {
  const context = { 'iam:PermissionsBoundary': target.stance.boundary?.arn ?? null };
  const tags = target.principal.tags;
  const inline = target.stance.policies.filter(({ arn, group }) => arn === null && group === null);
  const putCall: Call = { action: `iam:Put${kind}Policy`, on: target.arn, context, tags };
  for (const replaced of [null, ...inline])
    yield { technique: put, calls: [putCall], to: target.holding([EVERYTHING], replaced), assumes: [] };
  for (const policy of grantable.administratorPolicies(target.principal.account)) {
    if (settled.has(attach)) break;
    const attached = { ...context, 'iam:PolicyARN': policy.arn };
    const call: Call = { action: `iam:Attach${kind}Policy`, on: target.arn, context: attached, tags };
    yield { technique: attach, calls: [call], to: target.holding([policy]), assumes: [] };
  }
}

function* byGroups(
  target: Actor,
  grantable: Grantable,
  groups: readonly GroupView[],
  techniques: ReadonlySet<Technique>,
  settled: ReadonlySet<Technique>,
): Iterable<Attempt> {
  const own = target.principal.user?.groups ?? [];
  const { addToGroup, attachGroup } = TECHNIQUES;
  const isAdding = techniques.has(addToGroup);
  for (const group of groups) {
    if (!own.includes(group.arn)) {
      if (!isAdding || settled.has(addToGroup) || group.policies.length === 0) continue;
      const calls = [{ action: 'iam:AddUserToGroup', on: group.arn }];
      yield { technique: addToGroup, calls, to: target.holding(group.policies), assumes: [] };
      continue;
    }
    const inline = target.stance.policies.filter((each) => each.arn === null && each.group === group.name);
    for (const replaced of [null, ...inline]) {
      const calls = [{ action: 'iam:PutGroupPolicy', on: group.arn }];
      yield {
        technique: TECHNIQUES.putGroup,
        calls,
        to: target.holding([EVERYTHING], replaced),
        assumes: [],
      };
    }
    for (const policy of grantable.administratorPolicies(group.account)) {
      if (settled.has(attachGroup)) break;
      const context = { 'iam:PolicyARN': policy.arn };
      const calls = [{ action: 'iam:AttachGroupPolicy', on: group.arn, context }];
      yield { technique: attachGroup, calls, to: target.holding([policy]), assumes: [] };
    }
  }
}

/** Of the account's own policies; AWS alone changes those it manages. */
function* byVersions(target: Actor, grantable: Grantable): Iterable<Attempt> {
  for (const held of target.stance.policies) {
    if (held.arn === null || !isOwn(held.arn)) continue;
    const policy = grantable.managed(target.principal.account, held.arn);
    if (!policy) continue;
    const calls = (action: string): readonly Call[] => [{ action, on: policy.arn }];
    yield {
      technique: TECHNIQUES.version,
      calls: calls('iam:CreatePolicyVersion'),
      to: target.holding([EVERYTHING], held),
      assumes: [],
    };
    for (const { versionId, document } of policy.otherVersions)
      yield {
        technique: TECHNIQUES.defaultVersion,
        calls: calls('iam:SetDefaultPolicyVersion'),
        to: target.holding([{ ...held, name: `${held.name} ${versionId}`, document }], held),
        assumes: [],
      };
  }
}

function isOwn(arn: string): boolean {
  return /^arn:[^:]*:iam::\d{12}:policy\//.test(arn);
}

function* byBoundary(target: Actor, boundaries: readonly ManagedPolicyView[]): Iterable<Attempt> {
  const { boundary } = target.stance;
  if (!boundary) return;
  const { kind, tags } = target.principal;
  const isUser = kind === 'user';
  const name = isUser ? 'User' : 'Role';
  const remove = { action: `iam:Delete${name}PermissionsBoundary`, on: target.arn, tags };
  yield {
    technique: isUser ? TECHNIQUES.deleteUserBoundary : TECHNIQUES.deleteRoleBoundary,
    calls: [{ ...remove, context: { 'iam:PermissionsBoundary': boundary.arn } }],
    to: target.with({ boundary: null }),
    assumes: [],
  };
  for (const other of boundaries) {
    const call = { action: `iam:Put${name}PermissionsBoundary`, on: target.arn, tags };
    yield {
      technique: isUser ? TECHNIQUES.putUserBoundary : TECHNIQUES.putRoleBoundary,
      calls: [{ ...call, context: { 'iam:PermissionsBoundary': other.arn } }],
      to: target.with({ boundary: other }),
      assumes: [],
    };
  }
}

/** Where no policy of its own tells boundaries apart, everything will do whenever another would. */
function boundariesFor(target: Actor, grantable: Grantable): readonly ManagedPolicyView[] {
  if (!target.stance.boundary) return [];
  return mentions(target.set, 'iam:permissionsboundary')
    ? allBoundaries(target, grantable)
    : widestBoundary(target);
}

/** What could be set as a boundary: everything, or what the account has. */
function allBoundaries(target: Actor, grantable: Grantable): readonly ManagedPolicyView[] {
  const others = grantable
    .managedPolicies(target.principal.account)
    .filter((each) => each.arn !== target.stance.boundary?.arn);
  return [...widestBoundary(target), ...others];
}

function widestBoundary({
  principal: { account },
  account: { partition },
}: Actor): readonly ManagedPolicyView[] {
  const everything = awsAdministratorPolicies(partition).slice(0, 1);
  return everything.map(({ name, arn, document }) => ({
    name,
    arn: arn ?? '',
    account,
    document,
    otherVersions: [],
  }));
}
