import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import { canReach } from '../../iam/prove/can-reach.ts';
import type { ProofVerdict } from '../../iam/prove/verdicts.ts';
import { parseArn } from '../../model/arn.ts';
import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import type { Inventory } from '../inventory.ts';
import { type OwnAccounts, ownAccounts } from '../own-accounts.ts';
import { type DeputySource, ofAnyStranger, ofStranger, requestsOfStranger } from './deputy-source.ts';
import { externalIdsOf } from './external-ids.ts';
import { trustPolicy } from './role-trust.ts';
import type { SourceKey, SourceTellingService } from './source-telling-services.ts';
import { strangerAccount } from './stranger-account.ts';
import type { Trust, TrustQuestion } from './trust-question.ts';
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
const KEYS: readonly SourceKey[] = ['aws:SourceAccount', 'aws:SourceArn'];

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
  const stranger = strangerAccount(role, known);
  for (const sent of [KEYS, ...(keys.length < KEYS.length ? [keys] : [])]) {
    const source = {
      sent,
      organization: own.organization.status === 'read' ? own.organization.value : null,
      externalIds: externalIdsOf(policy.value),
    };
    const question = deputyQuestion({ service, stranger, trusted, known, source });
    const witness = trustWitness(inventory, role, question);
    if (witness.status === 'unread') return witness;
    if (witness.value) return read(deputyOf(witness.value, role, own, stranger, untold(service, sent)));
  }
  return read(null);
}

interface Asked {
  readonly service: string;
  /** An account that stands for any. */
  readonly stranger: string;
  readonly trusted: readonly string[];
  /** Those, and one's own: none of strangers. */
  readonly known: ReadonlySet<string>;
  readonly source: DeputySource;
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
    prove: (trust) => provedFor(asked, trust),
  };
}

/** That nobody's resource gets through at all proves it; a witness must be of one account, a stranger's. */
function provedFor(
  { service, stranger, known, source }: Asked,
  { role, policy, guards }: Trust,
): ProofVerdict {
  const policies = { resourcePolicy: policy, ...guards };
  const target = { principal: service, actions: [ACTION], resources: [role.arn] };
  const named = accountsIn(JSON.stringify(policies));
  const own = [role.account, ...named.filter((account) => known.has(account))];
  const anybodys = canReach(policies, { ...target, condition: ofAnyStranger(own, source) });
  if (anybodys.answer !== 'refuted') return anybodys;
  const accounts = [stranger, ...named, ...sourceAccounts(anybodys.witness)];
  for (const account of new Set(accounts.filter((each) => !known.has(each)))) {
    const verdict = canReach(policies, { ...target, condition: ofStranger(account, source) });
    if (verdict.answer === 'refuted') return verdict;
  }
  const { actions, resources } = anybodys;
  return { answer: 'unknown', reason: 'whose resources its conditions let in', actions, resources };
}

function accountsIn(text: string): readonly string[] {
  return text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
}

function sourceAccounts({ context = {} }: AuthorizationRequest): readonly string[] {
  const valueOf = (key: SourceKey): string => String(context[key] ?? context[key.toLowerCase()] ?? '');
  const accounts = [valueOf('aws:SourceAccount'), parseArn(valueOf('aws:SourceArn'))?.account ?? ''];
  return accounts.filter((account) => /^\d{12}$/.test(account));
}

function deputyOf(
  { request, doubt }: TrustWitness,
  { assumeRolePolicyDocument }: Role,
  { complete, notEntered }: OwnAccounts,
  stranger: string,
  unsaid: Unread | null,
): ConfusedDeputy {
  const [account = stranger] = sourceAccounts(request);
  if (account === stranger) return { request, whose: 'any account', doubt: doubt ?? unsaid };
  const isNamed = accountsIn(assumeRolePolicyDocument).includes(account);
  const whose = isNamed ? `account ${account}` : 'accounts that its conditions let in';
  const unlisted = complete.status === 'unread' ? complete : null;
  return { request, whose, doubt: doubt ?? unsaid ?? notEntered.get(account) ?? unlisted };
}

/** Only a request without a key gets through, and AWS does not say that the service leaves it out. */
function untold(service: string, sent: readonly SourceKey[]): Unread | null {
  const left = KEYS.filter((key) => !sent.includes(key));
  if (left.length === 0) return null;
  return unread(
    'iam:GetAccountAuthorizationDetails',
    `NotDocumented: whether ${service} sends ${left.join(' and ')}`,
  );
}
