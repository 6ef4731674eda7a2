import type { PolicyDocument } from '../policy-document.ts';
import type { AccountView, HeldPolicyView, IamView, PrincipalView, WorkloadView } from '../view/iam-view.ts';
import { Actor } from './actor.ts';
import { ActorKinds } from './actor-kinds.ts';
import { type Administration, administration, mayAdminister } from './administrator.ts';
import { BECOME_ROLE_ACTIONS, mayAssume, mayName, waysToBecomeRole } from './become-role.ts';
import { BECOME_USER_ACTIONS, waysToBecomeUser } from './become-user.ts';
import { type Call, type Carried, carryOut } from './calls.ts';
import { keysLookedAt } from './circumstances.ts';
import { awsAdministratorPolicies } from './everything.ts';
import { Grantable } from './grantable.ts';
import { GRANTS, grantsThatMake, grantsTo } from './grants.ts';
import type { AllowedRequest } from './may.ts';
import { Permissions } from './may.ts';
import { mentions } from './mentions.ts';
import { NEW_PRINCIPAL_ACTIONS, waysToNewPrincipal } from './new-principals.ts';
import { PASS_TECHNIQUES, type PassTechnique } from './pass-role.ts';
import { isServiceLinked } from './service-linked.ts';
import { Targets } from './targets.ts';
import type { Attempt, Technique } from './technique.ts';
import { type Told, toldApart } from './told.ts';
import { trustedServices, trustText } from './trusted-services.ts';
import { WORKLOAD, WORKLOAD_NAMES, WORKLOAD_TECHNIQUES, type WorkloadTechnique } from './workload-access.ts';

/** One step on the way: somebody gains what another, or he himself with more rights, may do. */
export interface Edge {
  readonly technique: Technique;
  readonly from: Actor;
  readonly to: Actor;
  readonly requests: readonly AllowedRequest[];
  readonly assumes: readonly string[];
}

interface Carrying {
  readonly counts?: (to: Actor) => boolean;
  readonly settled?: Set<Technique>;
}

/** Of an edge what is the same for all of a kind. */
type Lead = Pick<Edge, 'technique' | 'to'>;

/** How near an administrator is, and by which steps: the first of each technique. */
export interface Found {
  readonly distance: number;
  readonly edges: readonly Edge[];
}

/**
 * Who can become an administrator, found backwards from those who are: each round asks who reaches somebody that the
 * round before found. First by what is certain alone, then by what hangs on something that nobody read.
 */
export class Search {
  readonly view: IamView;
  readonly permissions: Permissions;
  readonly found = new Map<string, Found>();
  readonly unsure = new Map<string, string>();
  readonly administrators = new Map<string, readonly AllowedRequest[]>();
  readonly actors: readonly Actor[];
  readonly #accounts: ReadonlyMap<string, AccountView>;
  readonly #grantable: Grantable;
  readonly #trustsWithMfa: readonly PolicyDocument[];
  readonly #workloads: ReadonlyMap<string, readonly WorkloadView[]>;
  readonly #administrations = new Map<string, Administration['answer']>();
  readonly #passes = new Map<string, Carried>();
  readonly #somewhere = new Map<string, Carried>();
  readonly #services = new Map<string, ReadonlySet<string>>();
  readonly #servicesByTrust = new Map<string, ReadonlySet<string>>();
  readonly #without = new Map<string, Actor>();
  readonly #entries = new Map<string, readonly WorkloadTechnique[]>();
  readonly #told = new Map<string, Told | null>();
  readonly #kinds = new ActorKinds(LEADING_ACTIONS);
  readonly #lead = new Map<string, Map<Actor, readonly Lead[]>>();
  readonly #tellAskers = new Map<Actor, boolean>();
  #timesUnsure = 0;

  constructor(view: IamView, asOf: string) {
    this.view = view;
    this.permissions = new Permissions(asOf);
    this.#accounts = new Map(view.accounts.map((each) => [each.account, each]));
    this.#grantable = new Grantable(view, {
      administratorPolicies: (account) => this.#administratorPolicies(account),
      isAdministrator: (actor) => this.isAdministrator(actor),
      actions: TECHNIQUE_ACTIONS,
    });
    this.actors = view.principals.flatMap((each) => this.#actorOf(each) ?? []);
    this.#trustsWithMfa = view.principals.flatMap(({ role }) =>
      role?.trust.status === 'read' && asksForMfa(role.trust.value) ? [role.trust.value] : [],
    );
    this.#workloads = Map.groupBy(view.workloads, ({ roleArn }) => roleArn);
  }

  run(): void {
    for (const actor of this.actors) {
      if (this.#decide(actor) !== 'allowed') this.#decide(this.withoutMfa(actor));
    }
    for (const withAssumptions of [false, true]) this.#rounds(withAssumptions);
  }

  /** As an actor whose requests carry no MFA; itself, where neither its policies ask nor a role that may trust it. */
  withoutMfa(actor: Actor): Actor {
    if (!actor.stance.mfa) return actor;
    const known = this.#without.get(actor.key);
    if (known) return known;
    const looks =
      mentions(actor.set, 'multifactorauth') &&
      TECHNIQUE_ACTIONS.some((action) => looksAtMfa(keysLookedAt(actor.set, action)));
    const isAsked = looks || this.#trustsWithMfa.some((trust) => mayName(trust, actor));
    const bare = isAsked ? actor.with({ mfa: false }) : actor;
    this.#without.set(actor.key, bare);
    return bare;
  }

  #actorOf(principal: PrincipalView): Actor | null {
    const account = this.#accounts.get(principal.account);
    return account ? Actor.itself(principal, account) : null;
  }

  #administratorPolicies(account: string): readonly HeldPolicyView[] {
    const of = this.#accounts.get(account);
    if (!of) return [];
    const held = this.view.managedPolicies
      .filter((each) => each.account === account)
      .map(
        ({ name, arn, document }): HeldPolicyView => ({
          name,
          arn,
          group: null,
          document,
        }),
      );
    const aws = awsAdministratorPolicies(of.partition);
    const names = new Set(aws.map(({ arn }) => arn));
    const alone = held.filter((policy) => !names.has(policy.arn) && this.#makesAdministrator(policy, of));
    return [...aws, ...alone];
  }

  /** By itself, before what the organisation says. */
  #makesAdministrator(policy: HeldPolicyView, of: AccountView): boolean {
    const { account, partition } = of;
    const unbound: AccountView = {
      ...of,
      serviceControlPolicies: NONE,
      resourceControlPolicies: NONE,
    };
    const arn = `arn:${partition}:iam::${account}:role/any`;
    const nobody: PrincipalView = { ...NOBODY, arn, account };
    const actor = new Actor(nobody, unbound, {
      policies: [policy],
      boundary: null,
      mfa: true,
    });
    return administration(this.permissions, actor).answer === 'allowed';
  }

  isAdministrator(actor: Actor): boolean {
    return this.#decide(actor) === 'allowed';
  }

  #decide(actor: Actor): Administration['answer'] {
    if (!mayAdminister(actor)) return 'denied';
    const known = this.#administrations.get(actor.key);
    if (known) return known;
    const found = administration(this.permissions, actor);
    this.#administrations.set(actor.key, found.answer);
    if (found.answer === 'allowed') {
      if (actor.isItself) this.administrators.set(actor.key, found.requests);
      this.found.set(actor.key, { distance: 0, edges: [] });
    }
    if (found.answer === 'unsure') this.unsure.set(actor.key, found.reason);
    return found.answer;
  }

  #rounds(withAssumptions: boolean): void {
    const open = new Map<string, Actor>();
    for (const actor of this.actors) {
      if (isServiceLinked(actor)) continue;
      for (const each of [actor, this.withoutMfa(actor)])
        if (!this.found.has(each.key)) open.set(each.key, each);
    }
    const gained = new Map<string, readonly Edge[]>();
    let isNew: ReadonlySet<string> = new Set(open.keys());
    let fresh: ReadonlySet<string> = new Set();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const targets = { all: this.#targets(null), fresh: this.#targets(fresh) };
      const reached = new Map<string, readonly Edge[]>();
      const appeared = new Map<string, Actor>();
      for (const [key, actor] of open) {
        if (isNew.has(key)) gained.set(key, this.#gains(actor, withAssumptions));
        const gains = (gained.get(key) ?? []).filter(({ to }) => this.found.has(to.key));
        const others = this.#reaches(actor, isNew.has(key) ? targets.all : targets.fresh, withAssumptions);
        if (gains.length + others.length > 0) reached.set(key, firstOfEach([...gains, ...others]));
        else if (isNew.has(key)) this.#addStronger(actor, gained.get(key) ?? [], appeared);
      }
      for (const [key, edges] of reached) this.#reach(key, edges, open);
      isNew = new Set([...appeared.keys()].filter((key) => !open.has(key) && !this.found.has(key)));
      for (const key of isNew) open.set(key, appeared.get(key) as Actor); // INVARIANT: one of its keys
      fresh = new Set(reached.keys());
      if (fresh.size === 0 && isNew.size === 0) return;
    }
  }

  #reach(key: string, edges: readonly Edge[], open: Map<string, Actor>): void {
    const distance = 1 + Math.min(...edges.map(({ to }) => this.found.get(to.key)?.distance ?? 0));
    this.found.set(key, { distance, edges });
    open.delete(key);
  }

  /**
   * Itself made stronger, but no administrator, is looked at in the next round, if nothing else is nearer: once for
   * policies, since whoever may write one of his own may write all that he needs at once.
   */
  #addStronger(actor: Actor, gains: readonly Edge[], appeared: Map<string, Actor>): void {
    if (actor.stance.policies !== actor.principal.policies) return;
    for (const { to } of gains)
      if (!this.isAdministrator(to) && to.arn === actor.arn) appeared.set(to.key, to);
  }

  /** Principals to become: all that were found, or those of a round. */
  #targets(keys: ReadonlySet<string> | null): Targets {
    const all = this.actors.filter((actor) =>
      [actor, this.withoutMfa(actor)].some(
        ({ key }) => this.found.has(key) && (keys === null || keys.has(key)),
      ),
    );
    const foundOf = (actor: Actor): string =>
      [actor, this.withoutMfa(actor)].map(({ key }) => this.found.has(key)).join();
    return new Targets(all, this.#workloads, foundOf);
  }

  /** What his policies tell apart of those whom he may become, by their names or tags. */
  #toldBy(actor: Actor): Told | null {
    const known = this.#told.get(actor.key);
    if (known !== undefined) return known;
    const allowed = BECOMING_ACTIONS.filter((action) => this.permissions.allowsSome(actor, action));
    const told = toldApart(actor, ['sts:AssumeRole', ...allowed]);
    this.#told.set(actor.key, told);
    return told;
  }

  /** Edges to somebody with more rights than anybody has yet: the actor itself, another, or a new principal. */
  #gains(actor: Actor, withAssumptions: boolean): readonly Edge[] {
    const edges: Edge[] = [];
    const mayEver = (call: Call): boolean =>
      carryOut(this.permissions, actor, [{ ...call, on: 'some' }]).answer !== 'denied';
    if (this.#allowsAny(actor, NEW_PRINCIPAL_ACTIONS)) {
      const settled = new Set<Technique>();
      const ways = waysToNewPrincipal(actor, this.#grantable, mayEver, settled);
      edges.push(...this.#carried(actor, ways, withAssumptions, { settled }));
    }
    const allowed = GRANTS.filter(({ action }) => this.permissions.allowsSome(actor, action));
    if (allowed.length === 0) return edges;
    const settled = new Set<Technique>();
    const grants = grantsTo(actor, this.#grantable, new Set(allowed), settled);
    edges.push(...this.#carried(actor, grants, withAssumptions, { settled }));
    const known = new Set(edges.map(({ technique }) => technique.id));
    const open = new Set<Technique>(allowed.filter(({ id }) => !known.has(id)));
    for (const other of this.actors) {
      if (open.size === 0) break;
      if (other.principal.account !== actor.principal.account || other.arn === actor.arn) continue;
      if (this.found.get(other.key)?.distance === 0 || isServiceLinked(other)) continue;
      if (!this.#mayBecome(actor, other, withAssumptions)) continue;
      const making = grantsThatMake(this.withoutMfa(other), this.#grantable, open);
      const counts = (to: Actor): boolean => this.isAdministrator(to);
      const fresh = this.#carried(actor, making, withAssumptions, { counts });
      const [become] = fresh.length > 0 ? this.#becomes(actor, other, withAssumptions) : [];
      if (!become) continue;
      for (const grant of fresh) {
        open.delete(grant.technique);
        edges.push({
          ...grant,
          technique: joined(grant.technique, become.technique),
          requests: [...grant.requests, ...become.requests],
          assumes: [...grant.assumes, ...become.assumes],
        });
      }
    }
    return edges;
  }

  #reaches(actor: Actor, targets: Targets, withAssumptions: boolean): readonly Edge[] {
    const edges = new Map<string, Edge>();
    const naming = targets.naming(actor);
    const leads = this.#leadsOf(actor, withAssumptions);
    const isMore = ({ technique, to }: Lead) => !edges.has(technique.id) && this.found.has(to.key);
    for (const target of targets.for(actor, this.#toldBy(actor))) {
      if (target.arn === actor.arn) continue;
      const isShared = !naming.has(target) && !this.#tellsAskers(target);
      if (isShared && leads.get(target)?.some(isMore) === false) continue;
      const timesUnsure = this.#timesUnsure;
      const found = this.#mayBecome(actor, target, withAssumptions)
        ? this.#becomes(actor, target, withAssumptions)
        : NO_EDGES;
      // What is left unsure is told of each.
      if (isShared && timesUnsure === this.#timesUnsure) leads.set(target, leadsBy(found));
      for (const edge of found) if (isMore(edge)) edges.set(edge.technique.id, edge);
    }
    return [...edges.values()];
  }

  /** Where those of his kind get: asked once, and then only of who has not got there by the technique yet. */
  #leadsOf(actor: Actor, withAssumptions: boolean): Map<Actor, readonly Lead[]> {
    const key = `${this.#kinds.of(actor)} ${withAssumptions}`;
    const known = this.#lead.get(key) ?? new Map<Actor, readonly Lead[]>();
    this.#lead.set(key, known);
    return known;
  }

  /** Whether its trust policy looks at more of who asks than whom it names. */
  #tellsAskers(target: Actor): boolean {
    const known = this.#tellAskers.get(target);
    if (known !== undefined) return known;
    const trust = target.principal.role?.trust;
    const tells = trust?.status === 'read' && this.permissions.tellsAskers(trust.value, 'sts:AssumeRole');
    this.#tellAskers.set(target, tells);
    return tells;
  }

  /** A quick and sound look, before all that the ways take is weighed. */
  #mayBecome(actor: Actor, other: Actor, withAssumptions: boolean): boolean {
    const isOwn = actor.principal.account === other.principal.account;
    if (other.principal.kind === 'user') return isOwn && this.#allowsAny(actor, BECOME_USER_ACTIONS);
    if (mayAssume(other, actor)) return true;
    if (!isOwn || isServiceLinked(other)) return false;
    if (this.permissions.allowsSome(actor, 'iam:PassRole') || this.#allowsAny(actor, BECOME_ROLE_ACTIONS))
      return true;
    const entries = this.#entriesOf(actor);
    if (withAssumptions) return entries.length > 0;
    const workloads = this.#workloads.get(other.arn) ?? [];
    return workloads.some(({ kind }) => entries.some((each) => each.kind === kind));
  }

  /** All ways to act as another principal. */
  #becomes(actor: Actor, other: Actor, withAssumptions: boolean): readonly Edge[] {
    const bare = this.withoutMfa(other);
    const isOwn = actor.principal.account === other.principal.account;
    if (other.principal.kind === 'user')
      return isOwn && this.#allowsAny(actor, BECOME_USER_ACTIONS)
        ? this.#carried(actor, waysToBecomeUser(bare), withAssumptions)
        : NO_EDGES;
    const attempts: Attempt[] = [];
    const mayRewrite = this.#allowsAny(actor, BECOME_ROLE_ACTIONS);
    for (const each of waysToBecomeRole(actor, other, bare, mayRewrite))
      if (!isRewriting(each) || this.#allowsFirst(actor, each.calls)) attempts.push(each);
    if (isOwn && !isServiceLinked(other))
      attempts.push(
        ...this.#passing(actor, other, bare),
        ...this.#entering(actor, other, bare, withAssumptions),
      );
    return attempts.length > 0 ? this.#carried(actor, attempts, withAssumptions) : NO_EDGES;
  }

  *#passing(actor: Actor, role: Actor, to: Actor): Iterable<Attempt> {
    if (!this.permissions.allowsSome(actor, 'iam:PassRole')) return;
    const { arn: on, tags, role: side } = role.principal;
    const services = this.#servicesOf(role);
    const passed = rememberedFor((service: string) => {
      const pass: Call = {
        action: 'iam:PassRole',
        on,
        tags,
        context: { 'iam:PassedToService': service },
      };
      return carryOut(this.permissions, actor, [pass]);
    });
    for (const technique of PASS_TECHNIQUES) {
      if (technique.profile && (side?.instanceProfiles.length ?? 0) === 0) continue;
      for (const service of technique.services) {
        if (!services.has(service)) continue;
        const pass = passed(service);
        const carried = pass.answer === 'allowed' ? both(pass, this.#passesOf(actor, technique)) : pass;
        if (carried.answer !== 'denied')
          yield { technique, calls: technique.calls, carried, to, assumes: technique.assumes };
      }
    }
  }

  *#entering(actor: Actor, role: Actor, to: Actor, withAssumptions: boolean): Iterable<Attempt> {
    const workloads = this.#workloads.get(role.arn) ?? [];
    for (const technique of this.#entriesOf(actor)) {
      for (const workload of workloads.filter(({ kind }) => kind === technique.kind))
        yield { technique, calls: callsOn(technique, workload), to, assumes: technique.assumes };
      if (!withAssumptions || !role.account.unlisted.has(technique.kind)) continue;
      const services = this.#servicesOf(role);
      if (!technique.services.some((service) => services.has(service))) continue;
      if (this.#somewhereOf(actor, technique).answer === 'denied') continue;
      const there = `there is ${WORKLOAD_NAMES[technique.kind]} with the role ${role.principal.name}`;
      yield { technique, calls: callsOn(technique, null), to, assumes: [there, ...technique.assumes] };
    }
  }

  /** What is the same for all roles is asked once. */
  #passesOf(actor: Actor, technique: PassTechnique): Carried {
    const key = `${technique.id}\n${actor.key}`;
    const known = this.#passes.get(key) ?? carryOut(this.permissions, actor, technique.calls);
    this.#passes.set(key, known);
    return known;
  }

  #entriesOf(actor: Actor): readonly WorkloadTechnique[] {
    const known = this.#entries.get(actor.key);
    if (known) return known;
    const entries = WORKLOAD_TECHNIQUES.filter(({ calls }) => this.#allowsFirst(actor, calls));
    this.#entries.set(actor.key, entries);
    return entries;
  }

  #somewhereOf(actor: Actor, technique: WorkloadTechnique): Carried {
    const key = `${technique.id}\n${actor.key}`;
    const known = this.#somewhere.get(key) ?? carryOut(this.permissions, actor, callsOn(technique, null));
    this.#somewhere.set(key, known);
    return known;
  }

  #servicesOf(role: Actor): ReadonlySet<string> {
    const known = this.#services.get(role.arn);
    if (known) return known;
    const text = trustText(role);
    const services = this.#servicesByTrust.get(text) ?? trustedServices(role);
    this.#servicesByTrust.set(text, services);
    this.#services.set(role.arn, services);
    return services;
  }

  #allowsFirst(actor: Actor, calls: readonly Call[]): boolean {
    return this.permissions.allowsSome(actor, calls[0]?.action ?? '');
  }

  #allowsAny(actor: Actor, actions: readonly string[]): boolean {
    return actions.some((action) => this.permissions.allowsSome(actor, action));
  }

  /**
   * What comes of attempts that lead to somebody who counts, which is asked last. `settled`: techniques that lead to an
   * administrator already, of which no more is asked.
   */
  #carried(
    actor: Actor,
    attempts: Iterable<Attempt>,
    withAssumptions: boolean,
    { counts = () => true, settled = new Set() }: Carrying = {},
  ): readonly Edge[] {
    const edges: Edge[] = [];
    for (const { technique, calls, carried: known, to, assumes } of attempts) {
      if (settled.has(technique) || (assumes.length > 0 && !withAssumptions)) continue;
      const carried = known ?? carryOut(this.permissions, actor, calls);
      if (carried.answer === 'denied' || isSame(to, actor) || !counts(to)) continue;
      if (carried.answer === 'unsure') {
        this.unsure.set(actor.key, carried.reason);
        this.#timesUnsure++;
      }
      if (carried.answer !== 'allowed') continue;
      edges.push({ technique, from: actor, to, requests: carried.requests, assumes });
      if (this.isAdministrator(to)) settled.add(technique);
    }
    return edges;
  }
}

const MOST_ROUNDS = 12;
const NO_EDGES: readonly Edge[] = [];
const NO_LEADS: readonly Lead[] = [];
const NONE = { status: 'read', value: null } as const;

const NOBODY: PrincipalView = {
  kind: 'role',
  arn: '',
  account: '',
  id: '',
  name: 'any',
  tags: null,
  policies: [],
  boundary: null,
  unread: [],
  user: null,
  role: null,
};

/** What is asked about a principal that somebody may become, or about what runs under it. */
const BECOMING_ACTIONS: readonly string[] = [
  ...BECOME_USER_ACTIONS,
  'iam:DeleteAccessKey',
  'iam:DeactivateMFADevice',
  ...BECOME_ROLE_ACTIONS,
  'iam:PassRole',
  ...new Set(WORKLOAD_TECHNIQUES.flatMap(({ calls }) => calls.map(({ action }) => action))),
];

/** Whoever is allowed none of them gets nowhere; where no statement about any looks at MFA, it changes nothing. */
const TECHNIQUE_ACTIONS: readonly string[] = [
  ...GRANTS.map(({ action }) => action),
  ...BECOME_USER_ACTIONS,
  ...BECOME_ROLE_ACTIONS,
  ...NEW_PRINCIPAL_ACTIONS,
  'sts:AssumeRole',
  'iam:PassRole',
  ...new Set(
    [...PASS_TECHNIQUES, ...WORKLOAD_TECHNIQUES].flatMap(({ calls }) => calls.map(({ action }) => action)),
  ),
];

/** All that is asked on the way to another principal. */
const LEADING_ACTIONS: readonly string[] = [
  ...new Set([
    'sts:AssumeRole',
    ...BECOMING_ACTIONS,
    ...PASS_TECHNIQUES.flatMap(({ calls }) => calls.map(({ action }) => action)),
  ]),
];

/** By ARNs first, so that few keys are made. */
function isSame(one: Actor, other: Actor): boolean {
  return one === other || (one.arn === other.arn && one.key === other.key);
}

function looksAtMfa(keys: ReadonlySet<string>): boolean {
  return keys.has('aws:multifactorauthpresent') || keys.has('aws:multifactorauthage');
}

function asksForMfa({ statements }: PolicyDocument): boolean {
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()));
  return looksAtMfa(new Set(keys));
}

function callsOn({ calls }: WorkloadTechnique, workload: WorkloadView | null): readonly Call[] {
  return calls.map((call) =>
    call.on === WORKLOAD ? { ...call, on: workload?.arn ?? 'some', tags: workload?.tags ?? null } : call,
  );
}

function joined(grant: Technique, become: Technique): Technique {
  return { id: grant.id, does: `${grant.does} and ${become.does}` };
}

function both(first: Carried, rest: Carried): Carried {
  if (first.answer !== 'allowed') return first;
  return rest.answer === 'allowed'
    ? { answer: 'allowed', requests: [...first.requests, ...rest.requests] }
    : rest;
}

function isRewriting({ calls: [first] }: Attempt): boolean {
  return BECOME_ROLE_ACTIONS.includes(first?.action ?? '');
}

function rememberedFor<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? answer(text);
    known.set(text, found);
    return found;
  };
}

function leadsBy(edges: readonly Edge[]): readonly Lead[] {
  return edges.length === 0 ? NO_LEADS : edges.map(({ technique, to }) => ({ technique, to }));
}

function firstOfEach(edges: readonly Edge[]): readonly Edge[] {
  const first = new Map<string, Edge>();
  for (const edge of edges) if (!first.has(edge.technique.id)) first.set(edge.technique.id, edge);
  return [...first.values()];
}
