import { type CompiledPolicySet, type PlacedPolicy, statementName } from './compile-policy-set.ts';
import type { AllowedBy, DeniedBy, Evaluation } from './evaluate.ts';
import { isServiceLinkedRole } from './evaluate.ts';
import type { Applied, Judgement } from './judge-policies.ts';
import { nearMisses } from './near-miss.ts';
import { isIamPrincipal, type RequestPrincipal } from './principal.ts';
import type { ResolvedRequest } from './resolve-request.ts';
import { exemptsRootFromBucketPolicy } from './special-actions.ts';

/** A sentence for everything that AWS weighs, in its order; the answer last. */
export function explain(
  request: ResolvedRequest,
  set: CompiledPolicySet,
  evaluation: Evaluation,
): readonly string[] {
  const { outcome, guards } = evaluation;
  if (outcome.effect === 'allow' && outcome.by === 'needs-no-permission')
    return [answer(request, evaluation)];
  return [
    denials(request, evaluation),
    ...rcps(request, set, evaluation),
    ...scps(request, set, evaluation),
    ...(guards.endpoint ? [guard('VPC endpoint policies', set.endpoint, guards.endpoint, request)] : []),
    ...resourcePolicy(request, set, evaluation),
    ...grants(set, evaluation),
    ...identity(request, set, evaluation),
    ...set.boundaries.flatMap((placed, index) => {
      const judgement = guards.boundaries?.[index];
      return judgement ? [guard('Permissions boundary', [placed], judgement, request)] : [];
    }),
    ...(guards.session ? [guard('Session policies', set.session, guards.session, request)] : []),
    answer(request, evaluation),
  ];
}

function denials(request: ResolvedRequest, { outcome, resource }: Evaluation): string {
  if (outcome.effect === 'explicit-deny')
    return `Explicit deny: ${listed(outcome.denies)} ${outcome.denies.length > 1 ? 'deny' : 'denies'} it, which no Allow outweighs.`;
  if (resource.denies.length > 0 && exemptsRootFromBucketPolicy(request))
    return `Explicit deny: ${listed(resource.denies)} does not bind the bucket owner's root user, who may always read, replace and delete the bucket's policy.`;
  return 'Explicit deny: no Deny statement applies.';
}

function rcps(request: ResolvedRequest, set: CompiledPolicySet, { guards }: Evaluation): readonly string[] {
  if (set.rcps.length === 0) return [];
  if (guards.rcps)
    return guards.rcps.some((level) => level.denies.length > 0)
      ? []
      : ['Resource control policies: none denies it.'];
  const why =
    request.resourceAccount !== null && request.resourceAccount === set.managementAccount
      ? 'the resource belongs to the management account'
      : isServiceLinkedRole(request.principal)
        ? 'they do not bind service-linked roles'
        : `they do not bind ${request.given.action}`;
  return [`Resource control policies: not weighed, for ${why}.`];
}

function scps(request: ResolvedRequest, set: CompiledPolicySet, { guards }: Evaluation): readonly string[] {
  if (set.scps.length === 0) return [];
  if (!guards.scps) return [`Service control policies: not weighed, for ${whyNoScp(request)}.`];
  return guards.scps.map((judgement, level) =>
    guard(`Service control policies of level ${level + 1}`, set.scps[level] ?? [], judgement, request),
  );
}

function whyNoScp({ principal }: ResolvedRequest): string {
  if (!isIamPrincipal(principal))
    return `they bind only users and roles of the organisation, not ${who(principal)}`;
  return isServiceLinkedRole(principal)
    ? 'they do not bind service-linked roles'
    : 'they do not bind the management account';
}

function resourcePolicy(
  request: ResolvedRequest,
  set: CompiledPolicySet,
  { resource }: Evaluation,
): readonly string[] {
  if (set.resource.length === 0) return [];
  if (resource.allows.length === 0) return [guard('Resource policy', set.resource, resource, request)];
  const names = new Set(resource.allows.map((each) => each.named));
  const how = names.has('self')
    ? 'allows it to this principal itself'
    : names.has('entity')
      ? 'allows it to the role or user behind the session, within its boundary and session policies'
      : 'leaves it to the policies of the principal’s account';
  return [`Resource policy: ${listed(resource.allows)} ${how}.`];
}

function grants(set: CompiledPolicySet, { grants: allowing }: Evaluation): readonly string[] {
  if (!set.grants) return [];
  if (allowing.length === 0) return ['KMS grants: none allows it.'];
  return [`KMS grants: grant ${allowing.map((index) => index + 1).join(', ')} allows it.`];
}

function identity(
  request: ResolvedRequest,
  set: CompiledPolicySet,
  evaluation: Evaluation,
): readonly string[] {
  const { principal } = request;
  if (!isIamPrincipal(principal)) return [];
  if (principal.kind === 'root') return ['Identity policies: the root user needs none.'];
  return [guard('Identity policies', set.identity, evaluation.identity, request)];
}

function guard(
  title: string,
  policies: readonly PlacedPolicy[],
  { allows }: Judgement,
  request: ResolvedRequest,
): string {
  if (allows.length > 0) return `${title}: ${listed(allows)} allow${allows.length > 1 ? '' : 's'} it.`;
  if (policies.length === 0) return `${title}: there are none.`;
  const misses = nearMisses(policies, request);
  return `${title}: no statement allows it${misses.length > 0 ? `; ${misses.join('; ')}` : ''}.`;
}

function listed(all: readonly Applied[]): string {
  const names = all.slice(0, 3).map(({ placed, statement }) => statementName(placed, statement.index));
  const more = all.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function answer(request: ResolvedRequest, { outcome }: Evaluation): string {
  const what = `${request.given.action} on ${request.given.resource} by ${who(request.principal)}`;
  if (outcome.effect === 'explicit-deny') return `Denied: ${what} is denied explicitly.`;
  if (outcome.effect === 'allow') return `Allowed: ${what}, ${ALLOWED[outcome.by]}.`;
  return `Denied: ${what}, ${DENIED[outcome.why]}.`;
}

const ALLOWED: Readonly<Record<AllowedBy, string>> = {
  'needs-no-permission': 'which needs no permission and which no policy can deny',
  'kms-grant': 'by a grant of the key',
  'resource-policy': 'by the resource’s own policy',
  identity: 'by the principal’s own policies, within every guard',
  'identity-and-resource-policy': 'by the principal’s own policies and the resource’s, within every guard',
};

const DENIED: Readonly<Record<DeniedBy, string>> = {
  'service-control-policy': 'because a level of the service control policies does not allow it',
  'vpc-endpoint-policy': 'because the policy of the VPC endpoint does not allow it',
  'resource-policy': 'because the resource’s policy has to allow it and does not',
  'identity-policy': 'because no policy of the principal allows it',
  'permissions-boundary': 'because the permissions boundary does not allow it',
  'session-policy': 'because the session policy does not allow it',
  'no-session-policy':
    'because a federated user without a session policy may do nothing by its user’s policies',
  'root-assumes-no-role': 'because AWS lets no root user assume a role',
  'anonymous-assumes-no-role': 'because sts:AssumeRole has to be signed',
  'protected-resource':
    'because AWS keeps it for itself: roles of services and of IAM Identity Center, its own policies and the aliases of its keys',
};

function who(principal: RequestPrincipal): string {
  if (principal.kind === 'anonymous') return 'an anonymous caller';
  if ('name' in principal) return principal.name;
  if (principal.kind === 'role-session') return principal.arn ?? `a session of ${principal.roleArn}`;
  return principal.arn;
}
