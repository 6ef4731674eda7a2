import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import { authorize } from '../../iam/authorize.ts';
import { compilePolicySet } from '../../iam/compile-policy-set.ts';
import type { PolicySet } from '../../iam/policy-set.ts';
import { ALLOW_ALL } from '../../iam/prove/replay.ts';
import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { Inventory } from '../inventory.ts';
import { type OwnAccounts, ownAccounts } from '../own-accounts.ts';
import { policyInForce } from '../policy-at-resource.ts';
import { resourceGuards } from '../resource-guards.ts';
import type { ResourcePolicy } from '../resource-policies.ts';
import { type ConfusedDeputy, deputyOf, KEYS, untold } from './confused-deputy.ts';
import { requestsOfStranger, type SourceKind } from './deputy-source.ts';
import type { SourceKey } from './source-telling-services.ts';
import { strangerAccount } from './stranger-account.ts';
import { type DeputyTarget, type Stranger, strangerProof } from './stranger-proof.ts';

/** What a service does to a resource for somebody, and how it tells for whom. */
export interface DeputyJob {
  readonly service: string;
  readonly actions: readonly string[];
  readonly kind: SourceKind;
  /** Keys that AWS documents it to send; it may send the other one too. */
  readonly keys: readonly SourceKey[];
  /** Resources in the words of a policy, for a source of an account; null: of any. */
  readonly resourcesOf: DeputyTarget['resourcesOf'];
  /** One of those of an account. */
  readonly exampleOf: (account: string) => string;
  /** What read the policy. */
  readonly call: string;
}

/**
 * Whether a resource's policy lets a service do a job for somebody else's source; null: it is proved that it does not.
 * `trusted`: accounts that are no strangers beside one's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
export function policyDeputy(
  inventory: Inventory,
  resource: Pick<ResourcePolicy, 'type' | 'arn' | 'account' | 'policy'>,
  job: DeputyJob,
  trusted: readonly string[],
): Reading<ConfusedDeputy | null> {
  const policy = policyInForce(inventory, resource);
  if (policy.status === 'unread') return policy;
  if (policy.value === null) return read(null); // nobody but the owner's account gets in
  const { missing, options: guards } = resourceGuards(inventory, resource.account);
  const policies: PolicySet = {
    resourcePolicy: policy.value,
    resourceControlPolicies: guards.resourceControlPolicies ?? undefined,
    managementAccount: guards.managementAccount,
  };
  const told = resource.policy.status === 'read' ? (resource.policy.value ?? '') : '';
  const own = ownAccounts(inventory, resource.account);
  const known = new Set([...own.known, ...trusted]);
  const stranger = strangerAccount(`${resource.account} ${told}`, known);
  for (const sent of sentBy(job)) {
    const asked = { stranger, known, source: sourceOf(own, sent, job) };
    const found = letThrough({ ...job, policies, owner: resource.account }, asked, job);
    if (found === null) continue;
    if ('status' in found) return found;
    const unsaid = untold(job.service, sent, job.call);
    return read(deputyOf({ request: found, doubt: missing }, told, own, stranger, unsaid));
  }
  return read(null);
}

/** Both keys, and those alone that AWS documents. */
function sentBy({ keys }: DeputyJob): readonly (readonly SourceKey[])[] {
  return keys.length < KEYS.length ? [KEYS, keys] : [KEYS];
}

function sourceOf(
  { organization }: OwnAccounts,
  sent: readonly SourceKey[],
  { kind }: DeputyJob,
): Stranger['source'] {
  return {
    sent,
    organization: organization.status === 'read' ? organization.value : null,
    externalIds: [],
    kind,
  };
}

/** The likeliest requests first, which spare the proof. */
function letThrough(
  target: DeputyTarget,
  asked: Stranger,
  { exampleOf }: DeputyJob,
): AuthorizationRequest | Unread | null {
  const compiled = compilePolicySet({ identityPolicies: [ALLOW_ALL], ...target.policies });
  const { stranger, source } = asked;
  for (const context of requestsOfStranger(stranger, target.service, source)) {
    for (const action of target.actions) {
      const request = {
        principal: target.service,
        action,
        resource: exampleOf(stranger),
        resourceAccount: target.owner,
        context,
      };
      if (authorize(request, compiled).effect === 'allow') return request;
    }
  }
  const verdict = strangerProof(target, asked);
  if (verdict.answer === 'proved') return null;
  return verdict.answer === 'refuted'
    ? verdict.witness
    : unread('policy of the resource', `NotEvaluated: ${verdict.reason}`);
}
