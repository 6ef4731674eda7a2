import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import type { Inventory } from '../inventory.ts';
import { type OwnAccounts, ownAccounts } from '../own-accounts.ts';
import { requestsOfStranger } from './deputy-source.ts';
import { externalIdsOf } from './external-ids.ts';
import { trustPolicy } from './role-trust.ts';
import type { SourceKey, SourceTellingService } from './source-telling-services.ts';
import { strangerAccount } from './stranger-account.ts';
import { accountsIn, type Stranger, sourceAccounts, strangerProof } from './stranger-proof.ts';
import type { TrustQuestion } from './trust-question.ts';
import { type TrustWitness, trustWitness } from './trust-witness.ts';

/** A service that assumes a role for a resource of a stranger's account. */
export interface ConfusedDeputy {
  readonly request: AuthorizationRequest;
  /** For sentences: `account 999900001111`. */
  readonly whose: string;
  /** Why it may be held off, or be for one's own after all; null: neither is so. */
  readonly doubt: Unread | null;
}

const ACTION = 'sts:AssumeRole';
export const KEYS: readonly SourceKey[] = ['aws:SourceAccount', 'aws:SourceArn'];

/**
 * Whether a service that tells its source can be brought to assume a role by somebody else's resource; null: it is
 * proved that it cannot. `trusted`: accounts that are no strangers beside one's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
export function confusedDeputy(
  inventory: Inventory,
  role: Role,
  service: string,
  { keys }: SourceTellingService,
  trusted: readonly string[],
): Reading<ConfusedDeputy | null> {
  const policy = trustPolicy(inventory, role);
  if (policy.status === 'unread') return policy;
  const own = ownAccounts(inventory, role.account);
  const known = new Set([...own.known, ...trusted]);
  const stranger = strangerAccount(`${role.account} ${role.assumeRolePolicyDocument}`, known);
  for (const sent of [KEYS, ...(keys.length < KEYS.length ? [keys] : [])]) {
    const source = {
      sent,
      organization: own.organization.status === 'read' ? own.organization.value : null,
      externalIds: externalIdsOf(policy.value),
    };
    const question = deputyQuestion({ service, stranger, trusted, known, source });
    const witness = trustWitness(inventory, role, question);
    if (witness.status === 'unread') return witness;
    if (witness.value) {
      const unsaid = untold(service, sent, 'iam:GetAccountAuthorizationDetails');
      return read(deputyOf(witness.value, role.assumeRolePolicyDocument, own, stranger, unsaid));
    }
  }
  return read(null);
}

interface Asked extends Stranger {
  readonly service: string;
  readonly trusted: readonly string[];
}

function deputyQuestion(asked: Asked): TrustQuestion {
  const { service, stranger, trusted, source } = asked;
  return {
    key: JSON.stringify(['deputy', service, stranger, trusted, source]),
    guesses: requestsOfStranger(stranger, service, source).map((context) => ({
      principal: service,
      action: ACTION,
      context,
    })),
    prove: ({ role, policy, guards }) =>
      strangerProof(
        {
          policies: { resourcePolicy: policy, ...guards },
          owner: role.account,
          service,
          actions: [ACTION],
          resourcesOf: () => [role.arn],
        },
        asked,
      ),
  };
}

/** `told`: the policy as it is written. `unsaid`: why AWS may not send such a request. */
export function deputyOf(
  { request, doubt }: TrustWitness,
  told: string,
  { complete, notEntered }: OwnAccounts,
  stranger: string,
  unsaid: Unread | null,
): ConfusedDeputy {
  const [account = stranger] = sourceAccounts(request);
  if (account === stranger) return { request, whose: 'any account', doubt: doubt ?? unsaid };
  const isNamed = accountsIn(told).includes(account);
  const whose = isNamed ? `account ${account}` : 'accounts that its conditions let in';
  const unlisted = complete.status === 'unread' ? complete : null;
  return { request, whose, doubt: doubt ?? unsaid ?? notEntered.get(account) ?? unlisted };
}

/** Only a request without a key gets through, and AWS does not say that the service leaves it out. */
export function untold(service: string, sent: readonly SourceKey[], call: string): Unread | null {
  const left = KEYS.filter((key) => !sent.includes(key));
  if (left.length === 0) return null;
  return unread(call, `NotDocumented: whether ${service} sends ${left.join(' and ')}`);
}
