import { type ResourceAccess, resourceAccess, unknownAccess } from '../iam/answers/public-answer.ts';
import type { AuthorizationRequest } from '../iam/authorization-request.ts';
import { isServiceLinked } from '../iam/escalate/service-linked.ts';
import type { ExternalOptions, NamedPolicy } from '../iam/index.ts';
import { type ByAccessPoint, externalAccess, type PolicyResource } from '../iam/prove/public-access.ts';
import { eachOnce, read, thenReading, type Unread, unread } from '../model/reading.ts';
import { boundByRcps } from './bound-by-rcps.ts';
import type { Inventory } from './inventory.ts';
import { type Outsider, outsiderOf } from './outsider.ts';
import { type OwnAccounts, ownAccounts } from './own-accounts.ts';
import { policyOf } from './policy-of.ts';
import { resourceGuards } from './resource-guards.ts';
import { type ResourcePolicy, resourcePolicies } from './resource-policies.ts';
import { restrictedPolicy } from './restricted-policy.ts';

/** Who of outside gets through a resource's own policy. */
export interface PolicyAccess {
  readonly access: ResourceAccess;
  /** Why an answer is unknown. */
  readonly missing: readonly Unread[];
  /** What was not read and could hold the stranger off whom it lets in. */
  readonly publicDoubts: readonly Unread[];
  /** Whoever is let in, one of each account; none where nobody is, or it is not known whether. */
  readonly outsiders: () => readonly Outsider[];
}

/**
 * Who of outside gets through each resource's own policy, under its organisation's and S3 Block Public Access. Accounts
 * that were read together, and those of their organisation, are not outside.
 */
export function resourceAccesses(
  inventory: Inventory,
  trustedAccounts: readonly string[],
): readonly ResourceAccess[] {
  return resourcePolicies(inventory)
    .filter(
      (each) => !(each.policy.status === 'read' && each.policy.value === null) && !isServiceLinked(each),
    )
    .map((each) => policyAccess(inventory, each, trustedAccounts).access);
}

/** Whoever comes to a role by a federation comes through a provider of its own account, which is no stranger. */
export function askedOf({ type }: { readonly type: string }): Pick<ExternalOptions, 'asked'> {
  return type === 'AWS::IAM::Role' ? { asked: ['sts:AssumeRole'] } : {};
}

const POLICY = 'policy of the resource';

/** A part of what a policy is asked about. */
export interface NarrowedAccess {
  /** By default all actions. */
  readonly asked?: readonly string[];
  /** As if RestrictPublicBuckets were off. */
  readonly unrestricted?: boolean;
  /** The requests come by it. */
  readonly accessPoint?: ByAccessPoint;
}

/** Made once. */
export function policyAccess(
  inventory: Inventory,
  found: ResourcePolicy,
  trustedAccounts: readonly string[],
  narrowed: NarrowedAccess = {},
): PolicyAccess {
  const known = inventory.derive(policyAccess, () => new Map<string, PolicyAccess>());
  const key = [found.arn, ...trustedAccounts, ...narrowedBy(narrowed)].join(' ');
  const access = known.get(key) ?? accessOf(inventory, found, trustedAccounts, narrowed);
  known.set(key, access);
  return access;
}

function narrowedBy({ asked = [], unrestricted, accessPoint }: NarrowedAccess): readonly string[] {
  return [
    ...asked,
    ...(unrestricted ? ['unrestricted'] : []),
    ...(accessPoint ? [`by ${accessPoint.arn ?? accessPoint.account}`] : []),
  ];
}

function accessOf(
  inventory: Inventory,
  found: ResourcePolicy,
  trustedAccounts: readonly string[],
  { asked, unrestricted, accessPoint }: NarrowedAccess,
): PolicyAccess {
  const { arn, account, networkOrigin } = found;
  const resource = { type: found.type, arn, account, ...(networkOrigin && { networkOrigin }) };
  const document = thenReading(found.policy, (text) =>
    thenReading(policyOf(inventory, text ?? '', POLICY), (each) =>
      unrestricted ? read(each) : restrictedPolicy(inventory, found, each, { services: false }),
    ),
  );
  if (document.status === 'unread') return notKnown(resource, document);
  const own = ownAccounts(inventory, account);
  const guards = resourceGuards(inventory, account);
  const { grants } = found;
  const question: Question = {
    found,
    policy: { name: arn, document: document.value },
    resource,
    own,
    guardOf: ({ action }) => (guards.missing && boundByRcps(action) ? guards.missing : null),
    options: {
      ...askedOf(found),
      ...(asked && { asked }),
      ...(accessPoint && { accessPoint }),
      ...guards.options,
      trustedAccounts: [...own.known, ...trustedAccounts],
      ...(grants?.status === 'read' && { kmsGrants: grants.value }),
    },
  };
  const access = resourceAccess(question.policy, resource, question.options);
  if (grants?.status !== 'unread' || access.external.answer !== 'no') return answered(question, access);
  const { external } = unknownAccess(resource, whyOf(grants));
  return { ...answered(question, { ...access, external }), missing: [grants] };
}

interface Question {
  readonly found: ResourcePolicy;
  readonly policy: NamedPolicy;
  readonly resource: PolicyResource;
  readonly own: OwnAccounts;
  /** Resource control policies that nobody told and that could hold a request off. */
  readonly guardOf: (request: AuthorizationRequest) => Unread | null;
  readonly options: ExternalOptions;
}

function notKnown(resource: PolicyResource, why: Unread): PolicyAccess {
  const access = unknownAccess(resource, whyOf(why));
  return { access, missing: [why], publicDoubts: [], outsiders: () => [] };
}

function notProved(reason: string): Unread {
  return unread(POLICY, `NotProved: ${reason}`);
}

function whyOf({ call, why }: Unread): string {
  return `${call}: ${why}`;
}

function answered(question: Question, access: ResourceAccess): PolicyAccess {
  const { public: strangers, external } = access;
  const guard = strangers.request && question.guardOf(strangers.request);
  const publicDoubts = guard ? [guard] : [];
  const found = external.request && outsider(question, external.request);
  // What lets in everybody lets in others, whatever organization the witness is of.
  const first = found && strangers.request ? { ...found, account: null, doubt: guard } : found;
  const doubts = [...publicDoubts, ...(first?.doubt ? [first.doubt] : [])];
  const told = eachOnce(doubts).map(({ call, why }) => ({ call, why }));
  let all: readonly Outsider[] | undefined;
  return {
    access: { ...access, unread: told },
    missing: [strangers, external].flatMap(({ reason }) => (reason === null ? [] : [notProved(reason)])),
    publicDoubts,
    outsiders: () => (all ??= first ? outsidersFrom(first, question) : []),
  };
}

function outsider({ found, own, guardOf, options }: Question, request: AuthorizationRequest): Outsider {
  const { policy, grants } = found;
  const told = JSON.stringify([policy, grants, options.accessPoint?.policy]);
  return outsiderOf(request, told, own, guardOf(request));
}

/** More accounts than this are not named one by one. */
const MOST = 50;

function outsidersFrom(first: Outsider, question: Question): readonly Outsider[] {
  const { policy, resource, options } = question;
  const all = [first];
  for (let last = first; last.account !== null && all.length < MOST; ) {
    const trustedAccounts = [
      ...(options.trustedAccounts ?? []),
      ...all.flatMap(({ account }) => account ?? []),
    ];
    const verdict = externalAccess(policy, resource, { ...options, trustedAccounts });
    if (verdict.answer !== 'refuted') break;
    last = outsider(question, verdict.witness);
    all.push(last);
  }
  return all;
}
