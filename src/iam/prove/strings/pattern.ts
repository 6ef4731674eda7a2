/**
 * A text with wildcards as AWS's policies have it, as a list of places: a character by its code unit, a symbol that
 * stands for the unknown value of a policy variable, or a wildcard.
 */
export interface Pattern {
  readonly places: readonly Place[];
  /** Upper and lower case are the same. */
  readonly fold: boolean;
}

export type Place = number;

/** `?` */
export const ANY = -1;
/** `*` */
export const RUN = -2;
/** `?` that takes no colon. */
export const ANY_IN_PART = -3;
/** `*` that takes no colon: it stays in its part of an ARN. */
export const RUN_IN_PART = -4;
/** One of `0` to `9`: policies cannot say it, but it is what accounts are made of. */
export const DIGIT = -5;

/** Symbols lie beyond Unicode. */
export const FIRST_SYMBOL = 0x110000;
/** The first symbols stand for accounts: twelve digits. */
export const ACCOUNT_SYMBOLS = 2;
export const ACCOUNT_DIGITS = 12;

export const COLON = 0x3a;

/** A piece of a pattern; `bounded` wildcards take no colon. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'star' | 'one'; readonly bounded: boolean }
  | { readonly kind: 'symbol'; readonly symbol: Place }
  | { readonly kind: 'digit' };

export function patternOf(pieces: readonly Piece[], fold = false): Pattern {
  const places = withoutRepeatedRuns(pieces.flatMap(placesOf));
  return { places: fold ? places.map(folded) : places, fold };
}

export function literalPattern(text: string): Pattern {
  return { places: codesOf(text), fold: false };
}

/** Whatever begins with the text. */
export function startPattern(text: string): Pattern {
  return { places: [...codesOf(text), RUN], fold: false };
}

export function isRun(place: Place | undefined): boolean {
  return place === RUN || place === RUN_IN_PART;
}

export function isSymbol(place: Place): boolean {
  return place >= FIRST_SYMBOL;
}

export function isAccount(place: Place): boolean {
  return isSymbol(place) && place < FIRST_SYMBOL + ACCOUNT_SYMBOLS;
}

/** The only text that it matches; null: it has wildcards, symbols, or both cases of a letter. */
export function onlyText({ places, fold }: Pattern): string | null {
  if (places.some((place) => place < 0 || isSymbol(place))) return null;
  if (fold && places.some((place) => place !== otherCase(place))) return null;
  return textOf(places);
}

/** The same letter in the other case; the code itself where it has none. */
export function otherCase(code: number): number {
  if (code < 0 || code > 0xffff) return code;
  const text = String.fromCharCode(code);
  const lower = text.toLowerCase();
  const other = lower === text ? text.toUpperCase() : lower;
  return other.length === 1 ? other.charCodeAt(0) : code;
}

export function folded(code: number): number {
  if (code < 0x41 || code > 0xffff) return code;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

export function codesOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** Symbols are shown as U+FFFD. */
export function textOf(places: readonly Place[]): string {
  return places.map((place) => (isSymbol(place) ? '\uFFFD' : String.fromCharCode(place))).join('');
}

function placesOf(piece: Piece): readonly Place[] {
  switch (piece.kind) {
    case 'text':
      return codesOf(piece.text);
    case 'symbol':
      return [piece.symbol];
    case 'digit':
      return [DIGIT];
    case 'star':
      return [piece.bounded ? RUN_IN_PART : RUN];
    case 'one':
      return [piece.bounded ? ANY_IN_PART : ANY];
  }
}

/** `**` is `*`. */
function withoutRepeatedRuns(places: readonly Place[]): readonly Place[] {
  return places.filter((place, at) => !isRun(place) || places[at - 1] !== place);
}
