import { matchesAction } from '../action-pattern.ts';
import type { ActionFacts } from '../catalogue/action-catalogue.ts';
import type { ActionIndex } from './actions/action-index.ts';
import { type ActionTraits, BOUND_BY_RCPS, RESOURCE_OPTIONAL, traitsOf } from './actions/action-traits.ts';
import { within } from './policy/dimensions.ts';
import { ACTION } from './policy/keys.ts';
import type { ProofPolicy, ProofStatement } from './policy/proof-policy.ts';
import { and, type Formula, not, some, TRUE } from './solve/formula.ts';

/** Actions that some policies treat alike. */
export interface ActionGroup {
  /** One that stands for all, as AWS writes it; null: whatever AWS may add. */
  readonly action: string | null;
  readonly facts: ActionFacts | null;
  readonly traits: ActionTraits;
  /** Of each policy, the statements that are about it. */
  readonly statements: readonly (readonly ProofStatement[])[];
  /** When such a statement is about the very action. */
  readonly about: (statement: ProofStatement) => Formula;
  /** All of them that the catalogue knows. */
  readonly members: () => Iterable<ActionFacts>;
}

/** What tells actions apart beside the policies. */
export interface Apart {
  readonly traits: ActionTraits;
  /** The types of resources that they take. */
  readonly types: boolean;
}

/** Groups of those actions of the catalogue, by their places in the index. */
export function* knownActionGroups(
  policies: readonly ProofPolicy[],
  index: ActionIndex,
  actions: readonly number[] | Uint32Array,
  apart: Apart,
): Iterable<ActionGroup> {
  const groupOf = grouping(policies, index, apart);
  const seen = new Set<number | string>();
  let last: number | string = '';
  for (const at of actions) {
    const group = groupOf(at);
    if (group === last || seen.has(group)) continue;
    last = group;
    seen.add(group);
    const facts = index.facts[at];
    if (!facts) continue;
    yield {
      action: `${facts.service}:${facts.name}`,
      facts,
      traits: (index.traits[at] ?? 0) & apart.traits,
      statements: policies.map(({ statements, classes }) =>
        (classes.statementsOf[classes.classAt(at)] ?? []).flatMap((which) => statements[which] ?? []),
      ),
      about: () => TRUE,
      *members() {
        for (const each of actions) if (groupOf(each) === group) yield* index.facts.slice(each, each + 1);
      },
    };
  }
}

/** A number or text for each group: what tells actions apart as one number where that can be. */
function grouping(
  policies: readonly ProofPolicy[],
  index: ActionIndex,
  { traits, types }: Apart,
): (at: number) => number | string {
  const all = policies.map(({ classes }) => classes);
  const own = (at: number) =>
    (types ? (index.types[at] ?? 0) : 0) * (traits + 1) + ((index.traits[at] ?? 0) & traits);
  const groups = all.reduce(
    (product, { statementsOf }) => product * statementsOf.length,
    index.size * (traits + 1),
  );
  if (groups > Number.MAX_SAFE_INTEGER)
    return (at) => `${own(at)} ${all.map((classes) => classes.classAt(at)).join()}`;
  return (at) => {
    let group = own(at);
    for (const classes of all) group = group * classes.statementsOf.length + classes.classAt(at);
    return group;
  };
}

/** Groups, of one action each, of actions that policies name and the catalogue lacks. */
export function* namedActionGroups(
  policies: readonly ProofPolicy[],
  index: ActionIndex,
  names: Iterable<string>,
  { traits }: Apart,
): Iterable<ActionGroup> {
  for (const name of names)
    if (!index.has(name))
      yield {
        action: name,
        facts: null,
        traits: traitsOf(name, null, index.isBoundByRcps(name)) & traits,
        statements: policies.map(({ statements }) =>
          statements.filter(({ statement }) => isAbout(statement, name)),
        ),
        about: () => TRUE,
        members: () => [],
      };
}

/**
 * All actions that AWS may add. Where it matters, those of services that resource control policies bind are apart from
 * the others.
 */
export function futureActionGroups(
  policies: readonly ProofPolicy[],
  index: ActionIndex,
  { traits }: Apart,
): readonly ActionGroup[] {
  const group = (its: ActionTraits, also: Formula): ActionGroup => ({
    action: null,
    facts: null,
    traits: its,
    statements: policies.map(({ statements }) =>
      statements.filter((each) => each.futureActions.kind !== 'false'),
    ),
    about: (statement) => and([also, statement.futureActions]),
    members: () => [],
  });
  if (!(traits & BOUND_BY_RCPS)) return [group(RESOURCE_OPTIONAL, TRUE)];
  const isBound = some(ACTION, within(index.namesBoundByRcps));
  return [group(RESOURCE_OPTIONAL, not(isBound)), group(RESOURCE_OPTIONAL | BOUND_BY_RCPS, isBound)];
}

function isAbout({ actions, notActions }: ProofStatement['statement'], name: string): boolean {
  const isListed = (actions ?? notActions ?? []).some((pattern) => matchesAction(pattern, name));
  return isListed === (actions !== null);
}
