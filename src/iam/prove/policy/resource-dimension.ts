import type { ActionFacts } from '../../catalogue/action-catalogue.ts';
import { PROTECTIONS, type Protection } from '../../protected-resource.ts';
import { resourceOfWholeService } from '../../request-action.ts';
import {
  ACCOUNT_TOLD,
  type ActionTraits,
  protectionsAmong,
  RESOURCE_OPTIONAL,
  TAKES_ALL_BUCKETS,
  TAKES_NO_RESOURCE,
} from '../actions/action-traits.ts';
import { type Dimension, NO_PREFERENCE, type Preference } from '../solve/universe.ts';
import { literalPattern, type Pattern } from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import { exactly, matching, shape } from '../strings/text-sets.ts';
import type { Constraint } from '../values/region.ts';
import { outside, within } from './dimensions.ts';
import { EXAMPLE_ACCOUNT, EXAMPLE_REGION } from './examples.ts';

const ACCOUNT = '#'.repeat(12);
const ANY_ARN = new TextSet([shape('arn:!%:!%:%:%:?*')]);
const NO_RESOURCE = literalPattern('*');

const NOT_PROTECTED: ReadonlyMap<Protection, Constraint> = new Map(
  PROTECTIONS.map((each) => [each, outside(matching(shape(each.resources)))]),
);

/**
 * The resources that requests for an action can be about. Where AWS documents types, any ARN will do all the same: a
 * type that the catalogue lacks must not become a proof. But the ARN has an account where those of all types have one,
 * be it what policies write in its stead. Those of its types read best.
 */
export function resourceDimension(
  traits: ActionTraits,
  facts: ActionFacts | null,
  oddAccounts: ReadonlySet<string>,
): Dimension {
  const dimension = { multivalued: false, always: true, leads: false };
  if (traits & TAKES_NO_RESOURCE) {
    const whole = resourceOfWholeService(traits & TAKES_ALL_BUCKETS ? 's3' : '', 'aws');
    return { ...dimension, base: [within(exactly(whole))], preference: NO_PREFERENCE };
  }
  const arns = traits & ACCOUNT_TOLD ? arnsOf(oddAccounts) : ANY_ARN;
  const base = [within(traits & RESOURCE_OPTIONAL ? orNone(arns) : arns)];
  return {
    ...dimension,
    base: [...base, ...protectionsAmong(traits).flatMap((each) => NOT_PROTECTED.get(each) ?? [])],
    get preference() {
      return facts ? preferenceOf(facts) : NO_PREFERENCE;
    },
  };
}

/** ARNs whose account is one or one of those. Most policies write none of those, and else `aws` or nothing. */
function arnsOf(odd: ReadonlySet<string>): TextSet {
  const key = [...odd].sort().join(' ');
  const known = usual.get(key);
  if (known) return known;
  const arns = newArnsOf([...odd]);
  if ([...odd].every((account) => account === '' || account === 'aws')) usual.set(key, arns);
  return arns;
}

const usual = new Map<string, TextSet>();

function newArnsOf(odd: readonly string[]): TextSet {
  const [before, after] = [shape('arn:!%:!%:%:').places, shape(':?*').places];
  const accounts = [shape(ACCOUNT), ...odd.map(literalPattern)];
  return new TextSet(
    accounts.map(({ places }) => ({ places: [...before, ...places, ...after], fold: false })),
  );
}

const preferences = new WeakMap<ActionFacts, Preference>();

function preferenceOf(facts: ActionFacts): Preference {
  const known = preferences.get(facts);
  if (known) return known;
  const forms = facts.resourceTypes
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .flatMap(({ type }) => type.arns);
  const preference = {
    texts: forms.map((form) => form.replace(PLACEHOLDER, (_, name: string) => exampleOf(name))),
    sets: [new TextSet(forms.map(exampleForm)), new TextSet(forms.map(anyForm))],
  };
  preferences.set(facts, preference);
  return preference;
}

const PLACEHOLDER = /\$\{([^}]*)\}/g;

function exampleOf(placeholder: string): string {
  switch (placeholder) {
    case 'Partition':
      return 'aws';
    case 'Region':
      return EXAMPLE_REGION;
    case 'Account':
      return EXAMPLE_ACCOUNT;
    default:
      return 'example';
  }
}

/** With the usual partition, region and account, and any name. */
function exampleForm(arn: string): Pattern {
  return formOf(arn, (name) => (/^(Partition|Region|Account)$/.test(name) ? exampleOf(name) : '?*'));
}

function anyForm(arn: string): Pattern {
  return formOf(arn, (name) => {
    if (name === 'Account') return '#'.repeat(12);
    return /^(Partition|Region)$/.test(name) ? '!%' : '?*';
  });
}

/** Names of resource types hold no characters that mean something in a shape, but for `*`, which means the same. */
function formOf(arn: string, shapeOf: (placeholder: string) => string): Pattern {
  return shape(arn.replace(PLACEHOLDER, (_, name: string) => shapeOf(name)));
}

const withNone = new WeakMap<TextSet, TextSet>();

function orNone(arns: TextSet): TextSet {
  const known = withNone.get(arns) ?? new TextSet([...arns.patterns, NO_RESOURCE]);
  withNone.set(arns, known);
  return known;
}
