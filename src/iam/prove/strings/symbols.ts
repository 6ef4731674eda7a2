import { codesOf, FIRST_SYMBOL, folded, type Pattern, type Place } from './pattern.ts';

/**
 * The symbol of a policy variable, by its condition key in lower case: the same for all policies, so that they can be
 * compared.
 */
export function symbolOf(key: string): Place {
  const known = symbols.get(key);
  if (known !== undefined) return known;
  const symbol = FIRST_SYMBOL + symbols.size;
  symbols.set(key, symbol);
  keys.set(symbol, key);
  return symbol;
}

export function keyOf(symbol: Place): string {
  const key = keys.get(symbol);
  if (key === undefined) throw new RangeError(`no variable has the symbol ${symbol}`);
  return key;
}

const symbols = new Map<string, Place>();
const keys = new Map<Place, string>();

/** Only principals and resources of accounts have these: the first of `ACCOUNT_SYMBOLS`. */
for (const key of ['aws:principalaccount', 'aws:resourceaccount']) symbolOf(key);

/** The pattern once a symbol's value is known. */
export function withValue({ places, fold }: Pattern, symbol: Place, value: string): Pattern {
  const codes = fold ? codesOf(value).map(folded) : codesOf(value);
  return { places: places.flatMap((place) => (place === symbol ? codes : [place])), fold };
}
