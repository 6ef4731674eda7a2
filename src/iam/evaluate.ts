import type { CompiledPolicySet } from './compile-policy-set.ts';
import { type Applied, type Judgement, judgeIdentity, judgeNamed, NOTHING } from './judge-policies.ts';
import type { NamedAs } from './match-principal.ts';
import { isIamPrincipal, type RequestPrincipal } from './principal.ts';
import { isProtectedResource } from './protected-resource.ts';
import type { ResolvedRequest } from './resolve-request.ts';
import { exemptsRootFromBucketPolicy, needsNoPermission, resourceMustAllow } from './special-actions.ts';

/** Everything that AWS weighs for a request, and what it comes to. */
export interface Evaluation {
  readonly guards: Guards;
  readonly identity: Judgement;
  readonly resource: Judgement;
  /** Indexes of the KMS grants that allow it. */
  readonly grants: readonly number[];
  readonly outcome: Outcome;
}

/** What each must allow; null: there is none, or it does not bind who asks. A list: each of it must allow. */
export interface Guards {
  readonly scps: readonly Judgement[] | null;
  /** AWS attaches RCPFullAWSAccess for good and lets customers only deny, so these only deny. */
  readonly rcps: readonly Judgement[] | null;
  readonly endpoint: Judgement | null;
  readonly boundaries: readonly Judgement[] | null;
  readonly session: Judgement | null;
}

export type Outcome =
  | { readonly effect: 'explicit-deny'; readonly denies: readonly Applied[] }
  | { readonly effect: 'allow'; readonly by: AllowedBy }
  | { readonly effect: 'implicit-deny'; readonly why: DeniedBy };

export type AllowedBy =
  | 'needs-no-permission'
  | 'kms-grant'
  /** The resource policy names who asks, by its account's leave or without need of it. */
  | 'resource-policy'
  | 'identity'
  | 'identity-and-resource-policy';

export type DeniedBy =
  | 'service-control-policy'
  | 'vpc-endpoint-policy'
  | 'resource-policy'
  | 'identity-policy'
  | 'permissions-boundary'
  | 'session-policy'
  | 'no-session-policy'
  | 'root-assumes-no-role'
  | 'anonymous-assumes-no-role'
  | 'protected-resource';

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function evaluate(request: ResolvedRequest, set: CompiledPolicySet, rcpsBind: boolean): Evaluation {
  const { principal } = request;
  const isIam = isIamPrincipal(principal);
  const hasBoundary = isIam && set.boundaries.length > 0;
  const guards: Guards = {
    scps: bindsScps(request, set) ? set.scps.map((level) => judgeIdentity(level, request)) : null,
    rcps:
      rcpsBind && bindsRcps(request, set)
        ? set.rcps.map((level) => judgeNamed(level, request, hasBoundary))
        : null,
    endpoint: set.endpoint.length > 0 ? judgeNamed(set.endpoint, request, hasBoundary) : null,
    boundaries: hasBoundary ? set.boundaries.map((each) => judgeIdentity([each], request)) : null,
    session: isIam && set.session.length > 0 ? judgeIdentity(set.session, request) : null,
  };
  const identity = isIam ? judgeIdentity(set.identity, request) : NOTHING;
  const resource = judgeNamed(set.resource, request, hasBoundary);
  const grants = set.grants?.allowing(request) ?? [];
  const outcome = decide(request, guards, identity, resource, grants);
  return { guards, identity, resource, grants, outcome };
}

/** Principals of the organisation's member accounts, the root users too; never service-linked roles. */
function bindsScps({ principal, principalAccount }: ResolvedRequest, set: CompiledPolicySet): boolean {
  if (set.scps.length === 0 || !isIamPrincipal(principal)) return false;
  return principalAccount !== set.managementAccount && !isServiceLinkedRole(principal);
}

/** Whoever asks, of whatever account: but service-linked roles, and resources of the management account. */
function bindsRcps(request: ResolvedRequest, set: CompiledPolicySet): boolean {
  if (set.rcps.length === 0 || request.action === 'kms:retiregrant') return false;
  const account = request.resourceAccount ?? request.principalAccount;
  return (account === null || account !== set.managementAccount) && !isServiceLinkedRole(request.principal);
}

export function isServiceLinkedRole(principal: RequestPrincipal): boolean {
  return principal.kind === 'role-session' && (principal.rolePath?.startsWith('/aws-service-role/') ?? false);
}

function decide(
  request: ResolvedRequest,
  guards: Guards,
  identity: Judgement,
  resource: Judgement,
  grants: readonly number[],
): Outcome {
  if (needsNoPermission(request)) return { effect: 'allow', by: 'needs-no-permission' };
  const denies = allDenies(request, guards, identity, resource);
  if (denies.length > 0) return { effect: 'explicit-deny', denies };
  const closed = closedGuard(request, guards);
  if (closed) return { effect: 'implicit-deny', why: closed };
  const outcome = grants.length > 0 ? allow('kms-grant') : grant(request, guards, identity, resource);
  if (outcome.effect === 'allow' && isProtectedResource(request))
    return { effect: 'implicit-deny', why: 'protected-resource' };
  return outcome;
}

function allDenies(
  request: ResolvedRequest,
  { scps, rcps, endpoint, boundaries, session }: Guards,
  identity: Judgement,
  resource: Judgement,
): readonly Applied[] {
  const denies: Applied[] = [];
  for (const level of rcps ?? NO_LEVELS) addDenies(denies, level);
  for (const level of scps ?? NO_LEVELS) addDenies(denies, level);
  if (endpoint) addDenies(denies, endpoint);
  if (!exemptsRootFromBucketPolicy(request)) addDenies(denies, resource);
  addDenies(denies, identity);
  if (session) addDenies(denies, session);
  for (const each of boundaries ?? NO_LEVELS) addDenies(denies, each);
  return denies;
}

function addDenies(all: Applied[], { denies }: Judgement): void {
  for (const each of denies) all.push(each);
}

const NO_LEVELS: readonly Judgement[] = [];

/** A guard that limits whatever grants. */
function closedGuard({ action, principal }: ResolvedRequest, { scps, endpoint }: Guards): DeniedBy | null {
  if (scps?.some((level) => level.allows.length === 0)) return 'service-control-policy';
  if (endpoint?.allows.length === 0) return 'vpc-endpoint-policy';
  if (action !== 'sts:assumerole') return null;
  if (principal.kind === 'root') return 'root-assumes-no-role';
  return principal.kind === 'anonymous' ? 'anonymous-assumes-no-role' : null;
}

function grant(request: ResolvedRequest, guards: Guards, identity: Judgement, resource: Judgement): Outcome {
  const isNamed = resource.allows.length > 0;
  if (!isIamPrincipal(request.principal)) return isNamed ? allow('resource-policy') : deny('resource-policy');
  const limit = limitOf(guards);
  const isOwn = request.resourceAccount === null || request.resourceAccount === request.principalAccount;
  if (isOwn && (isNamedAs('self', resource) || (limit === null && isNamedAs('entity', resource))))
    return allow('resource-policy');
  const needsResource = !isOwn || resourceMustAllow(request);
  const ownSide = deniedByOwnSide(request, guards, identity, limit);
  if (needsResource && !isNamed) return deny('resource-policy');
  if (ownSide) return deny(ownSide);
  return allow(needsResource ? 'identity-and-resource-policy' : 'identity');
}

function isNamedAs(name: NamedAs, { allows }: Judgement): boolean {
  for (const { named } of allows) if (named === name) return true;
  return false;
}

/** An implicit deny that limits what a resource policy grants to a role. */
function limitOf({ boundaries, session }: Guards): 'permissions-boundary' | 'session-policy' | null {
  if (boundaries?.some((each) => each.allows.length === 0)) return 'permissions-boundary';
  return session?.allows.length === 0 ? 'session-policy' : null;
}

/** A federated user without a session policy may do nothing by its user's policies. */
function deniedByOwnSide(
  { principal }: ResolvedRequest,
  { session }: Guards,
  identity: Judgement,
  limit: DeniedBy | null,
): DeniedBy | null {
  const isRoot =
    principal.kind === 'root' ||
    (principal.kind === 'federated-user' && (principal.issuer?.endsWith(':root') ?? false));
  if (!isRoot && identity.allows.length === 0) return 'identity-policy';
  if (limit) return limit;
  return principal.kind === 'federated-user' && !session ? 'no-session-policy' : null;
}

function allow(by: AllowedBy): Outcome {
  return { effect: 'allow', by };
}

function deny(why: DeniedBy): Outcome {
  return { effect: 'implicit-deny', why };
}
