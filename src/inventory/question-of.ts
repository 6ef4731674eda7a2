import type { MissingPolicies, Question } from '../iam/answers/authorize-answer.ts';
import {
  type AccountView,
  type AuthorizationRequest,
  type PolicySet,
  type PrincipalView,
  policySetOf,
} from '../iam/index.ts';
import { isIamPrincipal, parsePrincipal, type RequestPrincipal } from '../iam/principal.ts';
import { type Unread, unread } from '../model/reading.ts';
import { boundByRcps } from './bound-by-rcps.ts';
import type { Inventory } from './inventory.ts';
import { type PolicyAtResource, policyAtResource } from './policy-at-resource.ts';
import { heldBy, type ViewPrincipals, viewPrincipals } from './view-principals.ts';

/** Policies that no snapshot has: given with the request. */
export type GivenPolicies = Pick<PolicySet, 'sessionPolicies' | 'vpcEndpointPolicies' | 'resourcePolicy'>;

/**
 * A request with all policies that a snapshot has about it, and what it tells of who asks. Throws InvalidInput for what
 * is no request.
 */
export function questionOf(
  inventory: Inventory,
  request: AuthorizationRequest,
  given: GivenPolicies = {},
): Question {
  const principals = viewPrincipals(inventory);
  const asking = parsePrincipal(
    request.principal,
    request.action.toLowerCase(),
    request.sessionIssuer ?? null,
  );
  const held = heldBy(principals, request.sessionIssuer ?? request.principal);
  const at = policyAtResource(inventory, request.action, request.resource);
  const own = isIamPrincipal(asking) ? principals.accounts.get(asking.account) : undefined;
  const resourceAccount = request.resourceAccount ?? at.account ?? accountIn(request.resource);
  const theirs = principals.accounts.get(resourceAccount ?? own?.account ?? '');
  const policies: PolicySet = {
    ...(held ? policySetOf(held, own) : withoutIdentity(own)),
    resourceControlPolicies: readOf(theirs?.resourceControlPolicies),
    managementAccount: own?.managementAccount ?? theirs?.managementAccount ?? undefined,
    ...(at.policy.status === 'read' && at.policy.value && { resourcePolicy: at.policy.value }),
    ...(at.grants?.status === 'read' && { kmsGrants: at.grants.value }),
    ...given,
  };
  return {
    request: completed(request, held, own, resourceAccount),
    policies,
    unread: {
      identity: missingIdentity(asking, held, own, principals),
      resource: given.resourcePolicy ? [] : missingAt(at),
      guards: [
        ...(isIamPrincipal(asking) ? missing(own?.serviceControlPolicies) : []),
        ...(boundByRcps(request.action) ? missing(theirs?.resourceControlPolicies) : []),
      ],
    },
  };
}

function accountIn(resource: string): string | null {
  return /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? null;
}

/** Root users and those that nobody read: bound by the organisation all the same. */
function withoutIdentity(own: AccountView | undefined): PolicySet {
  return { identityPolicies: [], serviceControlPolicies: readOf(own?.serviceControlPolicies) };
}

function readOf(
  reading: AccountView['serviceControlPolicies'] | undefined,
): PolicySet['serviceControlPolicies'] {
  return reading?.status === 'read' ? (reading.value ?? undefined) : undefined;
}

function missing(reading: AccountView['serviceControlPolicies'] | undefined): readonly Unread[] {
  return reading?.status === 'unread' ? [reading] : [];
}

function missingAt({ policy, grants }: PolicyAtResource): readonly Unread[] {
  return [policy, grants].flatMap((each) => (each?.status === 'unread' ? [each] : []));
}

/** The root user holds none; services, providers and strangers without a signature have no policies. */
function missingIdentity(
  asking: RequestPrincipal,
  held: PrincipalView | null,
  own: AccountView | undefined,
  { accounts }: ViewPrincipals,
): MissingPolicies['identity'] {
  if (!isIamPrincipal(asking) || asking.kind === 'root') return [];
  if (held) return held.unread;
  if (own) return [...own.gaps, notThere(asking.account)].slice(0, 1);
  const known = [...accounts.keys()].join(', ');
  return [
    unread(
      'sts:AssumeRole',
      `AccountNotRead: account ${asking.account} was not read (those that were: ${known})`,
    ),
  ];
}

function notThere(account: string): Unread {
  const why = `NotListed: account ${account} has no such user or role among those that were read`;
  return unread('iam:GetAccountAuthorizationDetails', why);
}

/** With what AWS fills in about who asks; what the request gives itself comes first. */
function completed(
  request: AuthorizationRequest,
  held: PrincipalView | null,
  own: AccountView | undefined,
  resourceAccount: string | null,
): AuthorizationRequest {
  const told: Record<string, string> = {};
  for (const [key, value] of Object.entries(held?.tags ?? {})) told[`aws:PrincipalTag/${key}`] = value;
  if (own?.organizationId) told['aws:PrincipalOrgID'] = own.organizationId;
  if (held?.kind === 'user') told['aws:userid'] = held.id;
  const given = new Set(Object.keys(request.context ?? {}).map((key) => key.toLowerCase()));
  const filled = Object.entries(told).filter(([key]) => !given.has(key.toLowerCase()));
  const context = { ...request.context, ...Object.fromEntries(filled) };
  const isSession = held !== null && held.kind === 'role' && held.arn !== request.principal;
  return {
    ...request,
    ...(isSession && request.sessionIssuer === undefined && { sessionIssuer: held.arn }),
    ...(resourceAccount !== null && accountIn(request.resource) === null && { resourceAccount }),
    ...(Object.keys(context).length > 0 && { context }),
  };
}
