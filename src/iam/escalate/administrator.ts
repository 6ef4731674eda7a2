import { compiledDocument } from '../compile-policy-set.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { Actor } from './actor.ts';
import type { AllowedRequest, Permissions } from './may.ts';
import type { Wish } from './wish.ts';

/** Whether an actor is an administrator; the requests that make it one. */
export type Administration =
  | { readonly answer: 'allowed'; readonly requests: readonly AllowedRequest[] }
  | { readonly answer: 'denied' }
  | { readonly answer: 'unsure'; readonly reason: string };

/**
 * An administrator may write IAM without restriction: give any policy to any user or role, make users and roles
 * without a boundary, and take over those that are there. Whoever may do that may do everything, whatever else its
 * policies leave out; whoever is held to some paths, policies or boundaries is none.
 */
export function administration(permissions: Permissions, actor: Actor): Administration {
  if (!mayAdminister(actor)) return DENIED;
  const requests: AllowedRequest[] = [];
  if (!ADMINISTRATOR_ACTIONS.every((action) => permissions.allowsSome(actor, action))) return DENIED;
  for (const wish of administratorWishes(actor)) {
    const may = permissions.may(actor, wish);
    if (may.answer !== 'allowed') return may;
    requests.push(may.allowed);
  }
  return { answer: 'allowed', requests };
}

const DENIED: Administration = { answer: 'denied' };

/** A quick and sound look at each policy by itself, which many principals share, before all are weighed together. */
export function mayAdminister({ stance: { policies, boundary } }: Actor): boolean {
  if (boundary && allowedActions(boundary.document) !== ALL_ACTIONS) return false;
  let allowed = 0;
  for (const { document } of policies) allowed |= allowedActions(document);
  return allowed === ALL_ACTIONS;
}

const known = new WeakMap<PolicyDocument, number>();

/** Those of the actions below that some statement allows of something, a bit each. */
function allowedActions(document: PolicyDocument): number {
  const found = known.get(document);
  if (found !== undefined) return found;
  const policy = compiledDocument(document);
  const bits = ADMINISTRATOR_ACTIONS.map((action, index) =>
    policy.about(action.toLowerCase()).some(({ isAllow }) => isAllow) ? 1 << index : 0,
  );
  const allowed = bits.reduce((all, bit) => all | bit, 0);
  known.set(document, allowed);
  return allowed;
}

export const ADMINISTRATOR_ACTIONS: readonly string[] = [
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateUser',
  'iam:CreateRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateAccessKey',
];

const ALL_ACTIONS = 2 ** ADMINISTRATOR_ACTIONS.length - 1;

/** On names that no policy has in mind. */
function administratorWishes({ account: { account, partition } }: Actor): readonly Wish[] {
  const arn = (resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
  const context = (key: string, value: string | null) => ({ context: { [key]: value } });
  const anyPolicy = context('iam:PolicyARN', `arn:${partition}:iam::aws:policy/AdministratorAccess`);
  const unbounded = context('iam:PermissionsBoundary', null);
  const role = arn('role/any-role-of-this-account');
  const user = arn('user/any-user-of-this-account');
  return [
    {
      action: 'iam:AttachUserPolicy',
      resource: user,
      context: { ...anyPolicy.context, ...unbounded.context },
    },
    { action: 'iam:PutUserPolicy', resource: user, ...unbounded },
    {
      action: 'iam:AttachRolePolicy',
      resource: role,
      context: { ...anyPolicy.context, ...unbounded.context },
    },
    { action: 'iam:PutRolePolicy', resource: role, ...unbounded },
    { action: 'iam:CreatePolicyVersion', resource: arn('policy/any-policy-of-this-account') },
    { action: 'iam:CreateUser', resource: user, ...unbounded },
    { action: 'iam:CreateRole', resource: role, ...unbounded },
    { action: 'iam:UpdateAssumeRolePolicy', resource: role },
    { action: 'iam:CreateAccessKey', resource: user },
  ];
}
