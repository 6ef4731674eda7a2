import { parseArn } from '../../../model/arn.ts';
import type { ActionCatalogue, ActionFacts } from '../../catalogue/action-catalogue.ts';
import type { ActionTraits } from '../actions/action-traits.ts';
import { type Consequences, type Dimension, NO_CONSEQUENCES, type Universe } from '../solve/universe.ts';
import { symbolOf } from '../strings/symbols.ts';
import { TextSet } from '../strings/text-set.ts';
import { exactly, shape } from '../strings/text-sets.ts';
import { accountsIn, hasSymbolForAccount, ofAccount, WITHOUT_ACCOUNT } from './account-of-arn.ts';
import { actionDimension } from './action-dimension.ts';
import { ALWAYS_PRESENT } from './always-present.ts';
import { callerDimension } from './caller-dimension.ts';
import { type CallerKind, hasArn } from './caller-kind.ts';
import { ANY, reading, within } from './dimensions.ts';
import { EXAMPLE_REGION } from './examples.ts';
import * as key from './keys.ts';
import type { Mentions } from './mentions.ts';
import { resourceDimension } from './resource-dimension.ts';

/** Callers of one kind and actions of one class. */
export interface RequestClass {
  readonly kind: CallerKind;
  readonly traits: ActionTraits;
  /** Of the action that a witness will name; null: not known. */
  readonly facts: ActionFacts | null;
}

/** Narrows what callers can say of themselves and of where they call from. */
export type Narrowing = (name: string, usual: Dimension, of: RequestClass) => Dimension;

/** All the requests that there can be from callers of one kind for actions of one class. */
export class RequestUniverse implements Universe {
  readonly #of: RequestClass;
  readonly #accounts: readonly string[];
  readonly #mentions: Mentions;
  readonly #catalogue: ActionCatalogue;
  readonly #narrowing: Narrowing;
  readonly #known = new Map<string, Dimension>();

  /** `accounts`: of callers, those first that read best. */
  constructor(
    of: RequestClass,
    accounts: readonly string[],
    mentions: Mentions,
    catalogue: ActionCatalogue,
    narrowing: Narrowing,
  ) {
    this.#of = of;
    this.#accounts = accounts;
    this.#mentions = mentions;
    this.#catalogue = catalogue;
    this.#narrowing = narrowing;
  }

  dimension(name: string): Dimension {
    const known = this.#known.get(name);
    if (known) return known;
    const dimension = this.#narrowing(name, this.#find(name), this.#of);
    this.#known.set(name, dimension);
    return dimension;
  }

  consequences(name: string, value: string): Consequences {
    switch (name) {
      case key.PRINCIPAL_ACCOUNT:
        return hasArn(this.#of.kind) ? follows(key.PRINCIPAL_ARN, ofAccount(value)) : NO_CONSEQUENCES;
      case key.RESOURCE_ACCOUNT:
        return {
          ...follows(key.RESOURCE, new TextSet([...ofAccount(value).patterns, ...WITHOUT_ACCOUNT])),
          partial: true,
        };
      case key.USER_NAME:
        return follows(key.PRINCIPAL_ARN, namesakes('user', value, '%'));
      case key.SESSION:
        return follows(key.PRINCIPAL_ARN, rolesOf(value));
      default:
        return NO_CONSEQUENCES;
    }
  }

  told(name: string, setsOf: (other: string) => readonly TextSet[]): readonly string[] | null {
    const resources = setsOf(key.RESOURCE);
    if (name === key.RESOURCE_ACCOUNT) return firstAccounts(resources);
    if (name !== key.PRINCIPAL_ACCOUNT || !hasArn(this.#of.kind)) return null;
    const isResources = resources.some((set) => hasSymbolForAccount(set, symbolOf(name)));
    return firstAccounts(setsOf(key.PRINCIPAL_ARN)) ?? (isResources ? firstAccounts(resources) : null);
  }

  #find(name: string): Dimension {
    const { kind, traits, facts } = this.#of;
    if (name === key.RESOURCE) return resourceDimension(traits, facts, this.#mentions.oddAccounts);
    if (name === key.ACTION) return actionDimension(this.#mentions);
    return callerDimension(name, kind, traits, this.#accounts) ?? this.#condition(name);
  }

  #condition(name: string): Dimension {
    const facts = this.#catalogue.conditionKey(name);
    return {
      ...ANY,
      multivalued: facts ? facts.multivalued : this.#mentions.setKeys.has(name),
      always: ALWAYS_PRESENT.has(name),
      base: facts?.type === 'Bool' ? [BOOLEAN] : [],
      ...reading(...examplesOf(name, this.#accounts)),
    };
  }
}

const BOOLEAN = within(exactly('true', 'false'));

function firstAccounts(sets: readonly TextSet[]): readonly string[] | null {
  for (const set of sets) {
    const accounts = accountsIn(set);
    if (accounts) return accounts;
  }
  return null;
}

/** Values that look like those of the key, first what most requests have. */
function examplesOf(name: string, accounts: readonly string[]): readonly string[] {
  if (name === 'aws:requestedregion') return [EXAMPLE_REGION];
  if (name.endsWith('account')) return accounts;
  return ['true', 'false', 'example'];
}

function follows(name: string, set: TextSet): Consequences {
  return { follow: [{ key: name, constraint: within(set) }], partial: false };
}

/** ARNs of the users or roles with a name, whatever their path. */
function namesakes(type: 'user' | 'role', name: string, account: string): TextSet {
  const [start, end] = [`arn:%:iam::${account}:${type}/`, exactly(name).patterns];
  return new TextSet(
    [shape(start), shape(`${start}*/`)].flatMap(({ places, fold }) =>
      end.map((its) => ({ places: [...places, ...its.places], fold })),
    ),
  );
}

/** The roles that a session's ARN can be of: it leaves out their path. */
function rolesOf(session: string): TextSet {
  const arn = parseArn(session);
  return namesakes('role', arn?.resource.split('/')[1] ?? '', arn?.account ?? '');
}
