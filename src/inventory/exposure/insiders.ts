import { compileActions } from '../../iam/action-pattern.ts';
import type { AccessWay, Person } from '../../iam/answers/exposure-answer.ts';
import { type KmsGrant, policySetOf } from '../../iam/index.ts';
import { grantedRequest } from '../../iam/prove/public/granted-request.ts';
import { unreadAmong } from '../../model/reading.ts';
import type { Tags } from '../../model/resource.ts';
import type { Inventory } from '../inventory.ts';
import { ownAccounts } from '../own-accounts.ts';
import { policyInForce } from '../policy-at-resource.ts';
import { requestDoubts } from '../request-doubts.ts';
import type { ResourcePolicy } from '../resource-policies.ts';
import { type HolderQuestion, holdersOf, type RightHolder } from '../rights-on.ts';
import { heldBy, viewPrincipals } from '../view-principals.ts';
import { type InsideRoute, insideRoutes } from './inside-routes.ts';
import { stopOf } from './outside-person.ts';
import type { People } from './people.ts';
import type { AskedRight } from './rights-of-resource.ts';

/** A resource with what is asked of it, by the name of the operation. */
export interface InsideQuestion {
  readonly found: ResourcePolicy;
  readonly tags: Tags | null;
  readonly rights: Readonly<Record<string, readonly AskedRight[]>>;
}

/** Users and roles of the accounts that were read, by their own policies or the resource's, with MFA if need be. */
export function addInsiders(people: People, inventory: Inventory, question: InsideQuestion): void {
  for (const [operation, asked] of Object.entries(question.rights)) {
    addHolders(people, inventory, question, { operation, asked });
    addGrantees(people, inventory, question, { operation, asked });
  }
}

interface AskedOperation {
  readonly operation: string;
  readonly asked: readonly AskedRight[];
}

/** Whoever surely has one of the rights is not asked about the others, nor by other ways. */
function addHolders(
  people: People,
  inventory: Inventory,
  { found, tags }: InsideQuestion,
  { operation, asked }: AskedOperation,
): void {
  const { account } = found;
  const policy = policyInForce(inventory, found);
  const accounts = ownAccounts(inventory, account).known;
  const certain = new Set<string>();
  for (const { context, vpcEndpointPolicy, ...route } of insideRoutes(inventory, found)) {
    const question: HolderQuestion = {
      asOf: inventory.asOf,
      mfa: true,
      who: (principal) => !certain.has(principal.arn) && route.concerns(principal),
      accounts,
    };
    for (const right of asked) {
      const way = { ...(context && { context }), ...(vpcEndpointPolicy && { vpcEndpointPolicy }) };
      const holders = holdersOf(inventory, [{ ...right, ...way, account, tags, policy }], question);
      for (const holder of holders.found) {
        const doubts = [...holder.doubts, ...(route.doubt ? [route.doubt] : [])];
        people.add(insider(holder.principal.arn), operation, wayOf(holder, route), doubts);
        if (doubts.length === 0) certain.add(holder.principal.arn);
      }
      people.addUnknown(OTHERS_INSIDE, operation, holders.missing);
    }
  }
}

function wayOf(
  { allowed }: RightHolder,
  { endpoint, isHeld }: Pick<InsideRoute, 'endpoint' | 'isHeld'>,
): AccessWay {
  return {
    ...BY_POLICIES,
    vpcEndpoint: endpoint,
    request: allowed[0]?.request ?? null,
    stoppedBy: isHeld && endpoint !== null ? [stopOf(endpoint)] : [],
    wouldStop: [],
  };
}

const OTHERS_INSIDE: Person = { kind: 'inside', name: 'others of its own' };

const BY_POLICIES = {
  by: 'identity-policies',
  grant: 'an Allow',
  where: "of its own policies or the resource's",
  accessPoint: null,
} as const;

/**
 * A key's grants let their grantees in beside all policies, which can deny it all the same.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
function addGrantees(
  people: People,
  inventory: Inventory,
  { found }: InsideQuestion,
  { operation, asked }: AskedOperation,
): void {
  const { grants } = found;
  if (!grants) return;
  people.addUnknown(OTHERS_INSIDE, operation, unreadAmong([grants]));
  if (grants.status === 'unread') return;
  const isAsked = compileActions(asked.map(({ action }) => action));
  for (const grant of grants.value) {
    const operations = grant.operations.filter((each) => isAsked(`kms:${each.toLowerCase()}`));
    if (operations.length > 0)
      addGrantee(people, inventory, found, { operation, grant: { ...grant, operations } });
  }
}

function addGrantee(
  people: People,
  inventory: Inventory,
  found: ResourcePolicy,
  { operation, grant }: { readonly operation: string; readonly grant: KmsGrant },
): void {
  const view = viewPrincipals(inventory);
  const principal = heldBy(view, grant.granteePrincipal);
  const own = principal && view.accounts.get(principal.account);
  if (!principal || !own) return;
  const asked = view.accounts.get(found.account) ?? own;
  const policy = policyInForce(inventory, found);
  const request = grantedRequest(found.arn, [grant], {
    ...policySetOf(principal, { ...own, resourceControlPolicies: asked.resourceControlPolicies }),
    ...(policy.status === 'read' && policy.value && { resourcePolicy: policy.value }),
  });
  if (!request) return;
  const way: AccessWay = {
    by: 'kms-grant',
    grant: `grant ${grant.grantId}`,
    where: 'of the key',
    accessPoint: null,
    vpcEndpoint: null,
    request,
    stoppedBy: [],
    wouldStop: [],
  };
  const doubts = [
    ...requestDoubts(inventory).about([{ request, determining: [] }]),
    ...unreadAmong([policy]),
  ];
  people.add(insider(principal.arn), operation, way, doubts);
}

function insider(arn: string): Person {
  return { kind: 'inside', name: arn };
}
