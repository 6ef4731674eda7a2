import { type ResourceAccess, resourceAccess, unknownAccess } from '../iam/answers/public-answer.ts';
import { isServiceLinked } from '../iam/escalate/service-linked.ts';
import type { ExternalOptions } from '../iam/index.ts';
import { documentOf } from '../iam/prove/document-of.ts';
import type { ByAccessPoint, PolicyResource } from '../iam/prove/public-access.ts';
import { parseArn } from '../model/arn.ts';
import { eachOnce, read, thenReading, type Unread } from '../model/reading.ts';
import { accessByPaths } from './access-by-paths.ts';
import { boundByRcps } from './bound-by-rcps.ts';
import { type EndpointPaths, endpointPaths } from './endpoint-paths.ts';
import type { Inventory } from './inventory.ts';
import {
  notProved,
  type OutsideQuestion,
  outsider,
  outsidersFrom,
  POLICY,
  type PolicyAccess,
} from './outside-question.ts';
import type { Outsider } from './outsider.ts';
import { ownAccounts } from './own-accounts.ts';
import { policyOf } from './policy-of.ts';
import { resourceGuards } from './resource-guards.ts';
import { type ResourcePolicy, resourcePolicies } from './resource-policies.ts';
import { restrictedPolicy } from './restricted-policy.ts';

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
  const question: OutsideQuestion = {
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
  const paths = pathsOf(inventory, question, access);
  const answer = paths ? accessByPaths(question, access, paths) : answered(question, access);
  if (grants?.status !== 'unread' || answer.access.external.answer !== 'no') return answer;
  const { external } = unknownAccess(resource, whyOf(grants));
  return { ...answer, access: { ...answer.access, external }, missing: [grants] };
}

/** What endpoints of others let through is theirs to say. */
function areKnown({ known, unknown }: EndpointPaths): boolean {
  return known.length > 0 || unknown.some(({ isOfOthers }) => !isOfOthers);
}

/** Null: whoever comes, nothing on the way has to let it through. */
function pathsOf(
  inventory: Inventory,
  { policy, resource, options }: OutsideQuestion,
  access: ResourceAccess,
): EndpointPaths | null {
  const { accessPoint } = options;
  const isInVpc = accessPoint?.networkOrigin === 'VPC';
  if (access.public.answer === 'yes' && !isInVpc) return null;
  const paths = endpointPaths(inventory, {
    documents: [documentOf(policy.document), ...(accessPoint?.policy ? [accessPoint.policy] : [])],
    account: resource.account,
    service: resource.type === 'AWS::IAM::Role' ? 'sts' : (parseArn(resource.arn)?.service ?? ''),
    vpcId: isInVpc ? (accessPoint.vpcId ?? '') : null,
  });
  if (!paths || isInVpc || paths.byAccount) return paths;
  return access.external.answer === 'no' || !areKnown(paths) ? null : paths;
}

function notKnown(resource: PolicyResource, why: Unread): PolicyAccess {
  const access = unknownAccess(resource, whyOf(why));
  return { access, missing: [why], publicDoubts: [], outsiders: () => [], held: () => [] };
}

function whyOf({ call, why }: Unread): string {
  return `${call}: ${why}`;
}

function answered(question: OutsideQuestion, access: ResourceAccess): PolicyAccess {
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
    held: () => [],
  };
}
