import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import { authorize } from '../../iam/authorize.ts';
import { type CompiledPolicySet, compilePolicySet } from '../../iam/compile-policy-set.ts';
import type { PolicyDocument } from '../../iam/policy-document.ts';
import { documentOf } from '../../iam/prove/document-of.ts';
import { ALLOW_ALL } from '../../iam/prove/replay.ts';
import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import type { Inventory } from '../inventory.ts';
import { organizationGuards } from '../organization-policies.ts';
import { trustPolicy } from './role-trust.ts';
import type { Trust, TrustQuestion } from './trust-question.ts';

/** A request that a question about a role's trust is about, and that gets through: `authorize` tried it. */
export interface TrustWitness {
  readonly request: AuthorizationRequest;
  /** Resource control policies that were not read and could hold it off; null: none. */
  readonly doubt: Unread | null;
}

/** Null: it is proved that no request gets through. Whoever asks may do all that its own account can give. */
export function trustWitness(
  inventory: Inventory,
  role: Role,
  question: TrustQuestion,
): Reading<TrustWitness | null> {
  return inventory.derive(trustWitness, () => new TrustWitnesses(inventory)).of(role, question);
}

type Answer = AuthorizationRequest | null | Unread;

/** A trust policy in one account, however many roles have it. */
interface Shared extends Omit<Trust, 'role'> {
  readonly compiled: CompiledPolicySet;
  /** Resource control policies that were not read: they could hold a witness off. */
  readonly missing: Unread | null;
  /** By the questions' keys. */
  readonly answers: Map<string, Answer>;
}

type Guards = Trust['guards'] & { readonly missing: Unread | null; readonly tellRolesApart: boolean };

class TrustWitnesses {
  readonly #inventory: Inventory;
  readonly #guards = new Map<string, Guards>();
  readonly #shared = new Map<string, Shared>();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  of(role: Role, question: TrustQuestion): Reading<TrustWitness | null> {
    const policy = trustPolicy(this.#inventory, role);
    if (policy.status === 'unread') return policy;
    const shared = this.#sharedBy(role, policy.value);
    const known = shared.answers.get(question.key);
    const answer = known === undefined ? answerFor(role, shared, question) : known;
    if (known === undefined) shared.answers.set(question.key, answer);
    const own = answerOf(role, answer, shared) ?? answerFor(role, shared, question);
    if (own !== null && 'status' in own) return own;
    return read(own && { request: own, doubt: shared.missing });
  }

  #sharedBy(role: Role, policy: PolicyDocument): Shared {
    const { missing, tellRolesApart, ...guards } = this.#guardsOf(role.account);
    const key = `${tellRolesApart ? role.arn : role.account} ${role.assumeRolePolicyDocument}`;
    const known = this.#shared.get(key);
    if (known) return known;
    const compiled = compilePolicySet({ identityPolicies: [ALLOW_ALL], resourcePolicy: policy, ...guards });
    const shared = { policy, guards, missing, compiled, answers: new Map<string, Answer>() };
    this.#shared.set(key, shared);
    return shared;
  }

  #guardsOf(account: string): Guards {
    const known = this.#guards.get(account);
    if (known) return known;
    const { organization, levels } = organizationGuards(this.#inventory, account);
    const rcps = levels.RESOURCE_CONTROL_POLICY;
    const documents = (rcps.status === 'read' ? (rcps.value ?? []) : []).flat();
    const guards = {
      ...(rcps.status === 'read' && rcps.value && { resourceControlPolicies: rcps.value }),
      ...(organization.status === 'read' &&
        organization.value && { managementAccount: organization.value.managementAccountId }),
      missing: rcps.status === 'unread' ? rcps : null,
      tellRolesApart: documents.some((each) => looksAtResources(documentOf(each))),
    };
    this.#guards.set(account, guards);
    return guards;
  }
}

/** Trust policies have no resources, so that the same one treats all roles of an account alike. */
function looksAtResources({ statements }: PolicyDocument): boolean {
  return statements.some(({ resources }) => resources?.length !== 1 || resources[0] !== '*');
}

function answerFor(role: Role, { policy, guards, compiled }: Shared, question: TrustQuestion): Answer {
  for (const guess of question.guesses) {
    const request = { ...guess, resource: role.arn };
    if (authorize(request, compiled).effect === 'allow') return request;
  }
  const verdict = question.prove({ role, policy, guards });
  switch (verdict.answer) {
    case 'proved':
      return null;
    case 'refuted':
      return verdict.witness;
    case 'unknown':
      return unread('iam:GetAccountAuthorizationDetails', `NotEvaluated: ${verdict.reason}`);
  }
}

/** What was found for another role with the same trust policy, as far as it holds for this one. */
function answerOf(role: Role, answer: Answer, { compiled }: Shared): Answer | undefined {
  if (answer === null || 'status' in answer || answer.resource === role.arn) return answer;
  const request = { ...answer, resource: role.arn };
  return authorize(request, compiled).effect === 'allow' ? request : undefined;
}
