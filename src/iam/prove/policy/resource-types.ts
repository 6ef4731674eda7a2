import type { ActionCatalogue, ActionFacts, ResourceTypeFacts } from '../../catalogue/action-catalogue.ts';
import { type Formula, not, or, some, TRUE } from '../solve/formula.ts';
import { TextSet } from '../strings/text-set.ts';
import { shape } from '../strings/text-sets.ts';
import { within } from './dimensions.ts';
import { RESOURCE } from './keys.ts';

const PLACEHOLDER = /\$\{[^}]*\}/g;

/** The resource is of a type that the action takes, or of none that AWS documents for the service. */
export function isOfOwnType(facts: ActionFacts, catalogue: ActionCatalogue): Formula {
  const known = formulas.get(facts);
  if (known) return known;
  const all = catalogue.service(facts.service)?.resourceTypes ?? [];
  const own = facts.resourceTypes.map(({ type }) => type);
  const formula =
    own.length === 0
      ? TRUE
      : or([some(RESOURCE, within(formsOf(own))), not(some(RESOURCE, within(formsOf(all))))]);
  formulas.set(facts, formula);
  return formula;
}

const formulas = new WeakMap<ActionFacts, Formula>();

/** A placeholder is any text, but none of the first five parts has a colon in it: as resource-type-of.ts reads them. */
function formsOf(types: readonly ResourceTypeFacts[]): TextSet {
  return new TextSet(types.flatMap(({ arns }) => arns.map(formOf)));
}

function formOf(arn: string) {
  const parts = arn.split(':');
  const resource = parts.slice(5).join(':');
  const first = parts.slice(0, 5).map((part) => part.replace(PLACEHOLDER, '%'));
  return shape([...first, resource.replace(PLACEHOLDER, '?*')].join(':'));
}
