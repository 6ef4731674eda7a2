import { globMatcher } from '../../model/glob.ts';
import { read } from '../../model/reading.ts';
import type { AccountView, ManagedPolicyView, PrincipalView } from '../view/iam-view.ts';
import { Actor, type Stance } from './actor.ts';
import type { Call } from './calls.ts';
import { policiesOf } from './circumstances.ts';
import { EVERYTHING, trusting } from './everything.ts';
import type { Grantable } from './grantable.ts';
import { mentions } from './mentions.ts';
import { type Attempt, type Technique, technique } from './technique.ts';

const NEW_ROLE = {
  attach: technique('iam-create-role-attach', 'makes a role, attaches a managed policy to it and assumes it'),
  put: technique('iam-create-role-inline', 'makes a role, puts an inline policy on it and assumes it'),
} as const;

const NEW_USER = {
  attach: technique(
    'iam-create-user-attach',
    'makes a user, attaches a managed policy to it and signs in as it',
  ),
  put: technique('iam-create-user-inline', 'makes a user, puts an inline policy on it and signs in as it'),
  group: technique('iam-create-user-in-group', 'makes a user in a group with more rights and signs in as it'),
} as const;

export const NEW_PRINCIPAL_ACTIONS: readonly string[] = ['iam:CreateRole', 'iam:CreateUser'];

/**
 * Ways to make an administrator and to become it, under a boundary where the policies ask for one. Somebody new who is
 * none leads nowhere that the actor could not go by himself. `mayEver`: whether he may make a call on anything.
 * Techniques that get settled meanwhile are not gone on with.
 */
export function* waysToNewPrincipal(
  actor: Actor,
  grantable: Grantable,
  mayEver: (call: Call) => boolean,
  settled: ReadonlySet<Technique>,
): Iterable<Attempt> {
  const names = boundaryNames(actor);
  const asked = new Map<string, Readonly<Record<PrincipalView['kind'], boolean>>>();
  for (const bounded of boundariesFor(actor, grantable)) {
    const { boundary } = bounded;
    const name = boundary && (names.some((is) => is(boundary.arn)) ? boundary.arn : 'unnamed');
    const may = asked.get(`${name}`) ?? {
      role: mayEver(callUnder(boundary, 'CreateRole')),
      user: mayEver(callUnder(boundary, 'CreateUser')),
    };
    asked.set(`${name}`, may);
    if (!may.role && !may.user) continue;
    for (const { technique: of, calls, kind, to } of makings(bounded, actor, grantable, settled)) {
      if (settled.has(of) || !may[kind]) continue;
      const made = to();
      if (grantable.isAdministrator(made)) yield { technique: of, calls, to: made, assumes: [] };
    }
  }
}

/** A way to make somebody, who is made up only where it counts. */
interface Making extends Pick<Attempt, 'technique' | 'calls'> {
  readonly kind: PrincipalView['kind'];
  readonly to: () => Actor;
}

function* makings(
  { boundary, role, user }: Bounded,
  actor: Actor,
  grantable: Grantable,
  settled: ReadonlySet<Technique>,
): Iterable<Making> {
  const call = (action: string, context = {}): Call => callUnder(boundary, action, context);
  const [newRole, newUser] = [call('CreateRole'), call('CreateUser')];
  const assume: Call = {
    action: 'sts:AssumeRole',
    on: role.arn,
    tags: {},
    resourcePolicy: trusting(actor.principal),
  };
  const signIns = ['CreateAccessKey', 'CreateLoginProfile'].map((name) => call(name));
  const asRole = (of: Technique, give: Call, policies: Stance['policies']): Making => ({
    technique: of,
    calls: [newRole, give, assume],
    kind: 'role',
    to: () => role.holding(policies),
  });
  const asUser = (of: Technique, give: Call, policies: Stance['policies']): readonly Making[] =>
    signIns.map((signIn) => ({
      technique: of,
      calls: [newUser, give, signIn],
      kind: 'user',
      to: () => user.holding(policies),
    }));
  yield asRole(NEW_ROLE.put, call('PutRolePolicy'), [EVERYTHING]);
  yield* asUser(NEW_USER.put, call('PutUserPolicy'), [EVERYTHING]);
  for (const policy of grantable.administratorPolicies(actor.account.account)) {
    if (settled.has(NEW_ROLE.attach) && settled.has(NEW_USER.attach)) break;
    const attached = { 'iam:PolicyARN': policy.arn };
    yield asRole(NEW_ROLE.attach, call('AttachRolePolicy', attached), [policy]);
    yield* asUser(NEW_USER.attach, call('AttachUserPolicy', attached), [policy]);
  }
  for (const group of grantable.strongGroupsFor(user)) {
    if (settled.has(NEW_USER.group)) break;
    yield* asUser(NEW_USER.group, { action: 'iam:AddUserToGroup', on: group.arn }, group.policies);
  }
}

function callUnder(boundary: ManagedPolicyView | null, action: string, context = {}): Call {
  const bounded = { 'iam:PermissionsBoundary': boundary?.arn ?? null };
  return { action: `iam:${action}`, on: 'new', context: { ...bounded, ...context } };
}

const BOUNDARY_KEY = 'iam:permissionsboundary';

/** What his policies may name boundaries by: those that none names are one to him. */
function boundaryNames({ set }: Actor): readonly ((arn: string) => boolean)[] {
  const statements = policiesOf(set).flatMap(({ policy }) => policy.document.statements);
  const values = statements.flatMap(({ conditions }) =>
    conditions.flatMap((each) => (each.key.toLowerCase() === BOUNDARY_KEY ? each.values : [])),
  );
  const isVariable = JSON.stringify(statements).toLowerCase().includes(`\${${BOUNDARY_KEY}`);
  if (isVariable || values.some((each) => each.includes('${'))) return [() => true];
  return [...new Set(values)].map((value) => {
    const is = globMatcher(value.toLowerCase());
    return (arn) => is(arn.toLowerCase());
  });
}

interface Bounded {
  readonly boundary: ManagedPolicyView | null;
  readonly role: Actor;
  readonly user: Actor;
}

/** Where none of his policies tells boundaries apart, none will do whenever one would. */
function boundariesFor({ account, set }: Actor, grantable: Grantable): readonly Bounded[] {
  const all = strongest(account, grantable);
  return mentions(set, BOUNDARY_KEY) ? all : all.slice(0, 1);
}

const strongestOf = new WeakMap<Grantable, Map<string, readonly Bounded[]>>();

/** Under each boundary that leaves room for an administrator. */
function strongest(account: AccountView, grantable: Grantable): readonly Bounded[] {
  const byAccount = strongestOf.get(grantable) ?? new Map<string, readonly Bounded[]>();
  strongestOf.set(grantable, byAccount);
  const known = byAccount.get(account.account);
  if (known) return known;
  const found = [null, ...grantable.managedPolicies(account.account)]
    .map(
      (boundary): Bounded => ({
        boundary,
        role: newPrincipal('role', account, boundary),
        user: newPrincipal('user', account, boundary),
      }),
    )
    .filter(({ role, user }) =>
      [role, user].some((each) => grantable.isAdministrator(each.holding([EVERYTHING]))),
    );
  byAccount.set(account.account, found);
  return found;
}

function newPrincipal(
  kind: 'user' | 'role',
  account: AccountView,
  boundary: ManagedPolicyView | null,
): Actor {
  const name = 'rampart-new';
  const principal: PrincipalView = {
    kind,
    arn: `arn:${account.partition}:iam::${account.account}:${kind}/${name}`,
    account: account.account,
    id: name,
    name,
    tags: {},
    policies: [],
    boundary: null, // its stance has it, so that the actors under each have keys of their own
    unread: [],
    user:
      kind === 'user'
        ? { groups: [], hasPassword: read(false), mfaDevices: read(0), accessKeys: read(0) }
        : null,
    role: null,
  };
  return new Actor(principal, account, { policies: [], boundary, mfa: false });
}
