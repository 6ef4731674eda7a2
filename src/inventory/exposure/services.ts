import type { AccessWay, Person } from '../../iam/answers/exposure-answer.ts';
import { statementWords } from '../../iam/exposure/statement-words.ts';
import type { PolicyDocument, Principal } from '../../iam/index.ts';
import { type AuthorizationRequest, authorize, canReach, type PolicySet } from '../../iam/index.ts';
import { ALLOW_ALL } from '../../iam/prove/replay.ts';
import { type Unread, unread } from '../../model/reading.ts';
import type { Distribution } from '../../model/resources/edge.ts';
import type { Inventory } from '../inventory.ts';
import { distributionsBefore } from './distributions-before.ts';
import type { People } from './people.ts';

/** A service, or an identity of CloudFront's, that the Allow statements of a policy name. */
interface Named {
  readonly principal: string;
  readonly person: Person;
  /** An identity that CloudFront has and no account. */
  readonly isIdentity: boolean;
}

/** What is asked of a resource, by the name of the operation. */
export type ActionsOf = Readonly<Record<string, readonly string[]>>;

/** What somebody may do, or why nobody knows. */
export interface ServiceGrant {
  readonly person: Person;
  readonly operation: string;
  readonly way: AccessWay | null;
  readonly missing: readonly Unread[];
}

/** What services may do by a resource's policy, and the distributions that a bucket is the origin of. */
export function serviceGrants(
  inventory: Inventory,
  {
    arn,
    policies,
  }: { readonly arn: string; readonly policies: PolicySet & { readonly resourcePolicy: PolicyDocument } },
  operations: ActionsOf,
): readonly ServiceGrant[] {
  return namedIn(inventory, policies.resourcePolicy, arn).flatMap(({ principal, person, isIdentity }) => {
    const asked = isIdentity
      ? { ...policies, resourcePolicy: withService(policies.resourcePolicy, principal) }
      : policies;
    return Object.entries(operations).flatMap(([operation, actions]): readonly ServiceGrant[] => {
      const found = requestBy(isIdentity ? STAND_IN : principal, asked, arn, actions);
      if (!found) return [];
      if ('status' in found) return [{ person, operation, way: null, missing: [found] }];
      const way = {
        by: 'policy',
        grant: grantOf(found, asked),
        where: 'of its policy',
        accessPoint: null,
        vpcEndpoint: null,
        request: isIdentity ? null : found,
        stoppedBy: [],
        wouldStop: [],
      } as const;
      return [{ person, operation, way, missing: [] }];
    });
  });
}

export function addServices(people: People, grants: readonly ServiceGrant[]): void {
  for (const { person, operation, way, missing } of grants) {
    if (way) people.add(person, operation, way);
    people.addUnknown(person, operation, missing);
  }
}

/** Asks in the place of an identity of CloudFront's, which is no principal of IAM's. */
const STAND_IN = 'origin-access-identity.cloudfront.amazonaws.com';

function withService(document: PolicyDocument, identity: string): PolicyDocument {
  const moved = (principals: readonly Principal[] | null): readonly Principal[] | null =>
    principals?.map((each) => (each.value === identity ? { type: 'Service', value: STAND_IN } : each)) ??
    null;
  return {
    ...document,
    statements: document.statements.map((each) => ({
      ...each,
      principals: moved(each.principals),
      notPrincipals: moved(each.notPrincipals),
    })),
  };
}

function requestBy(
  principal: string,
  policies: PolicySet,
  arn: string,
  actions: readonly string[],
): AuthorizationRequest | Unread | null {
  const target = { principal, actions, resources: [arn, `${arn}/*`, `${arn}:*`] };
  const verdict = canReach({ identityPolicies: [ALLOW_ALL], ...policies }, target);
  if (verdict.answer === 'proved') return null;
  return verdict.answer === 'refuted' ? verdict.witness : unread('rampart/iam', `TooHard: ${verdict.reason}`);
}

/** The statement that lets a request through. */
export function grantOf(request: AuthorizationRequest, policies: PolicySet): string {
  const { determining } = authorize(request, { identityPolicies: [ALLOW_ALL], ...policies });
  const grant = determining.find(({ source }) => source === 'kmsGrants');
  if (grant) return policies.kmsGrants?.[grant.policy]?.grantId ?? 'a grant';
  const first = determining.find(({ source }) => source === 'resourcePolicy');
  return first ? statementWords(first) : 'its policy';
}

function namedIn(inventory: Inventory, { statements }: PolicyDocument, arn: string): readonly Named[] {
  const allowed = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((each) => each.principals ?? []);
  const found = allowed.flatMap(({ type, value }): readonly Named[] => {
    if (type === 'Service' && value !== '*') return [serviceNamed(inventory, value, arn)];
    const [, identity] = OF_CLOUDFRONT.exec(value) ?? [];
    return type === 'AWS' && identity !== undefined ? [identityNamed(inventory, value, identity)] : [];
  });
  return [...new Map(found.map((each) => [each.principal, each])).values()];
}

/** An origin access identity, of which any distribution of its account makes use. */
const OF_CLOUDFRONT = /^arn:[^:]+:iam::cloudfront:user\/CloudFront Origin Access Identity (\w+)$/;

function serviceNamed(inventory: Inventory, service: string, arn: string): Named {
  const named = { principal: service, isIdentity: false };
  if (!service.startsWith('cloudfront.')) return { ...named, person: { kind: 'service', name: service } };
  const distributions = distributionsBefore(inventory, arn.split(':::')[1] ?? '');
  return { ...named, person: servedBy(distributions, service) };
}

function identityNamed(inventory: Inventory, principal: string, identity: string): Named {
  const distributions = inventory
    .of('AWS::CloudFront::Distribution')
    .filter(({ origins }) => origins.some((origin) => origin.originAccessIdentity?.endsWith(`/${identity}`)));
  return {
    principal,
    isIdentity: true,
    person: servedBy(distributions, `origin access identity ${identity}`),
  };
}

function servedBy(distributions: readonly Distribution[], otherwise: string): Person {
  const names = distributions.map(({ id, domainName }) => `${id} (${domainName})`);
  return names.length === 0
    ? { kind: 'service', name: otherwise }
    : { kind: 'distribution', name: `whoever asks CloudFront distribution ${names.join(', ')}` };
}
