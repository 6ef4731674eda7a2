import type { CompiledPolicySet, PlacedPolicy } from '../compile-policy-set.ts';
import type { NamedAs } from '../match-principal.ts';
import type { KmsGrant } from '../policy-set.ts';
import type { ActionGroup } from './action-groups.ts';
import type { ActionIndex } from './actions/action-index.ts';
import * as traits from './actions/action-traits.ts';
import { grantsAsPolicy } from './grants-as-policy.ts';
import { ofAccount, WITH_ACCOUNT } from './policy/account-of-arn.ts';
import { hasArn } from './policy/caller-kind.ts';
import { within } from './policy/dimensions.ts';
import { ISSUER, PRINCIPAL_ACCOUNT, PRINCIPAL_ARN, RESOURCE, RESOURCE_ACCOUNT } from './policy/keys.ts';
import { type ProofPolicy, type ProofStatement, proofPolicy } from './policy/proof-policy.ts';
import type { RequestClass } from './policy/request-universe.ts';
import { restate } from './policy/restate.ts';
import { present } from './policy/variable-text.ts';
import { and, FALSE, type Formula, not, or, some, TRUE } from './solve/formula.ts';
import { symbolOf } from './strings/symbols.ts';
import { TextSet } from './strings/text-set.ts';
import { exactly, matching, shape } from './strings/text-sets.ts';

/** What some policies of a set say of a request. */
interface Said {
  readonly denies: Formula;
  readonly allows: Formula;
}

/**
 * When a policy set allows a request: the same as evaluate.ts computes for one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export class PolicySetFormula {
  readonly #set: CompiledPolicySet;
  /** All policies of the set, one after the other. */
  readonly policies: readonly ProofPolicy[];
  readonly #places: ReadonlyMap<PlacedPolicy, number>;

  readonly #grants: number;

  constructor(set: CompiledPolicySet, grants: readonly KmsGrant[], index: ActionIndex) {
    this.#set = set;
    const placed = [
      ...set.identity,
      ...set.boundaries,
      ...set.session,
      ...set.resource,
      ...set.scps.flat(),
      ...set.rcps.flat(),
      ...set.endpoint,
    ];
    const documents = [...placed.map(({ policy }) => policy.document), grantsAsPolicy(grants)];
    this.policies = documents.map((document) => proofPolicy(document, index));
    this.#grants = placed.length;
    this.#places = new Map(placed.map((each, place) => [each, place]));
  }

  /** `isOutside`: callers of other accounts than the resource, which let them do all that the resource's policy does. */
  allowed(group: ActionGroup, of: RequestClass, isOutside: boolean): Formula {
    return new Evaluation(this.#set, this.#places, group.statements[this.#grants] ?? [], group, of).allowed(
      isOutside,
    );
  }
}

class Evaluation {
  readonly #set: CompiledPolicySet;
  readonly #places: ReadonlyMap<PlacedPolicy, number>;
  readonly #grants: readonly ProofStatement[];
  readonly #group: ActionGroup;
  readonly #of: RequestClass;
  readonly #isIam: boolean;
  readonly #hasBoundary: boolean;

  constructor(
    set: CompiledPolicySet,
    places: ReadonlyMap<PlacedPolicy, number>,
    grants: readonly ProofStatement[],
    group: ActionGroup,
    of: RequestClass,
  ) {
    this.#set = set;
    this.#places = places;
    this.#grants = grants;
    this.#group = group;
    this.#of = of;
    this.#isIam = hasArn(of.kind);
    this.#hasBoundary = this.#isIam && set.boundaries.length > 0;
  }

  allowed(isOutside: boolean): Formula {
    const { kind } = this.#of;
    const bits = this.#of.traits;
    if (bits & traits.NEEDS_NO_PERMISSION && kind !== 'anonymous') return TRUE;
    if (bits & traits.OPEN_TO_USERS && (kind === 'user' || kind === 'root')) return TRUE;
    if (bits & traits.NOT_FOR_ROOT && (kind === 'root' || kind === 'anonymous')) return FALSE;
    const granted = or([this.#byGrant(), isOutside ? this.#named(null) : this.#granted()]);
    if (granted.kind === 'false') return FALSE; // most actions: what denies them need not be worked out
    return and([
      this.#serviceControl(),
      this.#resourceControl(),
      this.#endpoint(),
      not(this.#denied()),
      granted,
    ]);
  }

  /** They bind principals of member accounts, but for service-linked roles; each level has to allow. */
  #serviceControl(): Formula {
    if (!this.#isIam) return TRUE;
    const levels = this.#set.scps.map((level) => this.#saidByOwn(level));
    const passed = and(levels.flatMap(({ allows, denies }) => [allows, not(denies)]));
    return levels.length === 0
      ? TRUE
      : or([passed, this.#isServiceLinked(), this.#isOf(this.#set.managementAccount)]);
  }

  /** They deny only, whoever asks, but for resources of the management account. */
  #resourceControl(): Formula {
    if (this.#set.rcps.length === 0 || !(this.#of.traits & traits.BOUND_BY_RCPS)) return TRUE;
    const denies = or(this.#set.rcps.map((level) => this.#saidByNaming(level, null).denies));
    return or([not(denies), this.#isServiceLinked(), this.#isResourceOf(this.#set.managementAccount)]);
  }

  #endpoint(): Formula {
    if (this.#set.endpoint.length === 0) return TRUE;
    const { allows, denies } = this.#saidByNaming(this.#set.endpoint, null);
    return and([allows, not(denies)]);
  }

  #denied(): Formula {
    const ofResource = this.#saidByNaming(this.#set.resource, null).denies;
    const isExempt =
      this.#of.kind === 'root' && this.#of.traits & traits.OF_BUCKET_POLICY ? this.#isOwn() : FALSE;
    const own = (['identity', 'boundaries', 'session'] as const).map((guard) =>
      this.#isIam ? this.#saidByOwn(this.#set[guard]).denies : FALSE,
    );
    return or([and([ofResource, not(isExempt)]), ...own]);
  }

  /** A grant names who asks itself, not its account. */
  #byGrant(): Formula {
    const { kind } = this.#of;
    return or(
      this.#grants.map((grant) =>
        and([
          this.#group.about(grant),
          or([grant.names(kind, 'self', false), grant.names(kind, 'entity', false)]),
          grant.scope(this.#of),
        ]),
      ),
    );
  }

  #granted(): Formula {
    if (!this.#isIam) return this.#named(null);
    const limits = and([
      ...this.#set.boundaries.map((each) => this.#saidByOwn([each]).allows),
      this.#set.session.length > 0 ? this.#saidByOwn(this.#set.session).allows : TRUE,
    ]);
    const byResource = or([this.#named('self'), and([this.#named('entity'), limits])]);
    const needsResource = or([not(this.#isOwn()), this.#resourceMustAllow()]);
    return or([
      and([this.#isOwn(), byResource]),
      and([or([not(needsResource), this.#named(null)]), this.#ownSide(), limits]),
    ]);
  }

  /** What the caller's account has to allow; its root user may all. */
  #ownSide(): Formula {
    if (this.#of.kind === 'root') return TRUE;
    const allows = this.#saidByOwn(this.#set.identity).allows;
    if (this.#of.kind !== 'federated-user') return allows;
    if (this.#set.session.length === 0) return FALSE;
    return or([allows, some(ISSUER, within(ROOT_USERS))]);
  }

  /** The resource's policy allows who asks, named at a level. */
  #named(level: NamedAs | null): Formula {
    return this.#saidByNaming(this.#set.resource, level).allows;
  }

  #resourceMustAllow(): Formula {
    const bits = this.#of.traits;
    if (bits & traits.OF_KMS) return some(RESOURCE, within(KEYS));
    return bits & traits.OF_STS ? some(RESOURCE, within(ROLES)) : FALSE;
  }

  #isServiceLinked(): Formula {
    return this.#of.kind === 'role-session' ? some(PRINCIPAL_ARN, within(SERVICE_LINKED_ROLES)) : FALSE;
  }

  #isOf(account: string | null): Formula {
    return account === null ? FALSE : some(PRINCIPAL_ARN, within(ofAccount(account)));
  }

  /** A resource whose account nothing tells is the caller's. */
  #isOwn(): Formula {
    const callers = within(new TextSet([{ places: [symbolOf(PRINCIPAL_ACCOUNT)], fold: false }]));
    return or([restate(some(RESOURCE_ACCOUNT, callers), this.#of), this.#isUntold()]);
  }

  #isResourceOf(account: string | null): Formula {
    if (account === null) return FALSE;
    const isTold = restate(some(RESOURCE_ACCOUNT, within(exactly(account))), this.#of);
    return or([isTold, and([this.#isUntold(), this.#isIam ? this.#isOf(account) : FALSE])]);
  }

  #isUntold(): Formula {
    return and([not(some(RESOURCE, within(WITH_ACCOUNT))), not(present(RESOURCE_ACCOUNT))]);
  }

  #saidByOwn(policies: readonly PlacedPolicy[]): Said {
    return this.#said(policies, () => TRUE);
  }

  #saidByNaming(policies: readonly PlacedPolicy[], level: NamedAs | null): Said {
    return this.#said(policies, (statement) => statement.names(this.#of.kind, level, this.#hasBoundary));
  }

  #said(policies: readonly PlacedPolicy[], names: (statement: ProofStatement) => Formula): Said {
    const statements = policies.flatMap((each) => this.#group.statements[this.#places.get(each) ?? -1] ?? []);
    const applies = (statement: ProofStatement) =>
      and([this.#group.about(statement), names(statement), statement.scope(this.#of)]);
    return {
      denies: or(statements.filter((each) => !each.isAllow).map(applies)),
      allows: or(statements.filter((each) => each.isAllow).map(applies)),
    };
  }
}

const ACCOUNT = '#'.repeat(12);
const KEYS = matching(shape('arn:%:kms:%:%:key/*'));
const ROLES = matching(shape('arn:%:iam:%:%:role/*'));
const SERVICE_LINKED_ROLES = matching(shape(`arn:%:iam::${ACCOUNT}:role/aws-service-role/*`));
const ROOT_USERS = matching(shape(`arn:%:iam::${ACCOUNT}:root`));
