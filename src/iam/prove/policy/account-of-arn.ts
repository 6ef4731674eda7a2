import {
  ANY,
  ANY_IN_PART,
  COLON,
  isSymbol,
  type Pattern,
  type Place,
  RUN,
  RUN_IN_PART,
  textOf,
} from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import { exactly, shape } from '../strings/text-sets.ts';
import { Unsupported } from '../unsupported.ts';
import { type Constraint, textRegion } from '../values/region.ts';

const BEFORE = shape('arn:%:%:%:').places;
const AFTER = shape(':*').places;

/** ARNs whose account has twelve digits. */
export const WITH_ACCOUNT = new TextSet([shape(`arn:%:%:%:${'#'.repeat(12)}:*`)]);
/** Those without: not all, but those that there are. */
export const WITHOUT_ACCOUNT: readonly Pattern[] = [
  shape('arn:%:%:%::*'),
  shape('arn:%:%:%:aws:*'),
  ...exactly('*').patterns,
];

export function ofAccount(account: string): TextSet {
  return new TextSet(exactly(account).patterns.map(inArn));
}

/** What is asked of an account, asked of an ARN that it is part of. */
export function askedOfArn(constraint: Constraint): Constraint {
  const { region, negated } = constraint;
  if (region.kind !== 'text') throw new Unsupported('an account is compared as a number, date or address');
  return { region: textRegion(new TextSet(region.set.patterns.map(inArn))), negated };
}

function inArn({ places, fold }: Pattern): Pattern {
  return { places: [...BEFORE, ...places.map(inPart), ...AFTER], fold };
}

function inPart(place: Place): Place {
  if (place === RUN) return RUN_IN_PART;
  return place === ANY ? ANY_IN_PART : place;
}

/** The accounts of the ARNs that a set can have; null: not all of its patterns tell one. */
export function accountsIn(set: TextSet): readonly string[] | null {
  const accounts = set.patterns.map(accountIn);
  return accounts.every((each) => each !== null) ? [...new Set(accounts)] : null;
}

function accountIn(pattern: Pattern): string | null {
  const account = accountPart(pattern);
  if (!account?.every((place) => place >= 0 && !isSymbol(place))) return null;
  return /^\d{12}$/.test(textOf(account)) ? textOf(account) : null;
}

/** The account of each of its ARNs is the symbol's value. */
export function hasSymbolForAccount(set: TextSet, symbol: Place): boolean {
  return set.patterns.every((pattern) => {
    const account = accountPart(pattern);
    return account?.length === 1 && account[0] === symbol;
  });
}

/** What stands where an ARN has its account; null: the pattern may match otherwise. */
function accountPart({ places }: Pattern): readonly Place[] | null {
  const colons = places.flatMap((place, at) => (place === COLON ? [at] : []));
  const [, , , before = -1, after = -1] = colons;
  if (after < 0 || places.slice(0, before).some((place) => MAY_CROSS.has(place) || isSymbol(place)))
    return null;
  return places.slice(before + 1, after);
}

const MAY_CROSS: ReadonlySet<Place> = new Set([RUN, ANY]);
