/**
 * Prowler matches by Python's `re.search` after it has put `.*` in the place of every `*`; a rule of Rampart by globs
 * over a whole text. This gives the globs that fit the very same texts, or says why there are none.
 * https://docs.prowler.com/user-guide/cli/tutorials/mutelist
 */
export function globsOf(pattern: string): readonly string[] {
  const alternatives = new PatternParser(pattern.replaceAll('*', '.*')).parse();
  return [...new Set(alternatives.map(globOf))];
}

/** Why a pattern has no globs, to follow "cannot be written as globs:". */
export class NoGlob extends Error {}

/** Fits every name that there is: `*`, and `?*` of a `.*`, for names are not empty. */
export function fitsAll(glob: string): boolean {
  return /^\*?\??\*$/.test(glob);
}

/** More would be no rule that a person can read. */
const MOST_ALTERNATIVES = 64;

/** A character of its own, or one of the signs below, which are longer. */
type Token = string;
const ANY = 'any';
const RUN = 'run';
const START = 'start';
const END = 'end';

type Tokens = readonly Token[];
type Alternatives = readonly Tokens[];

function globOf(tokens: Tokens): string {
  const atStart = tokens[0] === START;
  const atEnd = tokens.length > 0 && tokens.at(-1) === END;
  const inner = tokens.slice(atStart ? 1 : 0, atEnd ? -1 : tokens.length);
  if (inner.some((each) => each === START || each === END)) throw new NoGlob('an anchor stands within it');
  const text = inner.map((each) => (each === ANY ? '?' : each === RUN ? '*' : each)).join('');
  return `${atStart ? '' : '*'}${text}${atEnd ? '' : '*'}`.replaceAll(/\*+/g, '*');
}

class PatternParser {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  parse(): Alternatives {
    const all = this.#alternatives();
    if (this.#at < this.#characters.length) throw new NoGlob('it is no valid regular expression');
    return all;
  }

  #alternatives(): Alternatives {
    const all = [...this.#sequence()];
    while (this.#take('|')) all.push(...this.#sequence());
    return few(all);
  }

  #sequence(): Alternatives {
    let all: Alternatives = [[]];
    while (this.#at < this.#characters.length && !'|)'.includes(this.#next)) {
      const atom = this.#atom();
      all = joined(all, this.#repeated(atom));
    }
    return all;
  }

  #atom(): Alternatives {
    const character = this.#shift();
    if (character === '.') return [[ANY]];
    if (character === '^') return [[START]];
    if (character === '$') return [[END]];
    if (character === '(') return this.#group();
    if (character === '[') return this.#class();
    if (character === '\\') return this.#escape();
    const repeats = character === '{' && /^\d*,?\d*\}/.test(this.#rest);
    if ('*+?'.includes(character) || repeats) throw new NoGlob('it is no valid regular expression');
    return [[literal(character)]];
  }

  #group(): Alternatives {
    if (this.#take('?') && !this.#take(':')) throw new NoGlob('it has a group of a special kind, (?…)');
    const all = this.#alternatives();
    if (!this.#take(')')) throw new NoGlob('it is no valid regular expression');
    return all;
  }

  /** A short list of characters, ranges among them. */
  #class(): Alternatives {
    if (this.#next === '^') throw new NoGlob('it leaves characters out, [^…]');
    const members: string[] = [];
    while (this.#next !== ']' || members.length === 0) {
      const first = this.#member();
      const last = this.#next === '-' && this.#characters[this.#at + 1] !== ']' ? this.#rangeEnd() : first;
      members.push(...charactersFrom(first, last));
      few(members);
    }
    this.#at++;
    return members.map((each) => [literal(each)]);
  }

  #member(): string {
    const character = this.#shift();
    return character === '\\' ? escaped(this.#shift()) : character;
  }

  #rangeEnd(): string {
    this.#at++;
    return this.#member();
  }

  #escape(): Alternatives {
    const character = this.#shift();
    if (character === 'A') return [[START]];
    if (character === 'Z') return [[END]];
    if (character === 'd') return Array.from('0123456789', (digit) => [digit]);
    return [[literal(escaped(character))]];
  }

  #repeated(atom: Alternatives): Alternatives {
    const bounds = this.#bounds();
    if (bounds === null) return atom;
    this.#take('?'); // as few as can be: which texts it fits stays the same
    if (this.#bounds() !== null) throw new NoGlob('it is no valid regular expression');
    const [from, to] = bounds;
    const many = Array.from({ length: from }).reduce<Alternatives>((all) => joined(all, atom), [[]]);
    if (to === Number.POSITIVE_INFINITY) {
      if (atom.length !== 1 || atom[0]?.length !== 1 || atom[0][0] !== ANY)
        throw new NoGlob('it repeats something other than any character');
      return joined(many, [[RUN]]);
    }
    const all = [...many];
    let longer = many;
    for (let times = from; times < to; times++) {
      longer = joined(longer, atom);
      all.push(...longer);
    }
    return few(all);
  }

  #bounds(): readonly [number, number] | null {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const rest = this.#rest;
    const [whole = '', from = '', comma, to] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(rest) ?? [];
    if (/^\{,\d*\}/.test(rest)) throw new NoGlob('it repeats something up to a number of times');
    if (whole === '') return null;
    this.#at += whole.length;
    const most = comma === undefined ? Number(from) : to === '' ? Number.POSITIVE_INFINITY : Number(to);
    if (
      most < Number(from) ||
      (Number.isFinite(most) && most > MOST_ALTERNATIVES) ||
      Number(from) > MOST_ALTERNATIVES
    )
      throw new NoGlob('it repeats something too often');
    return [Number(from), most];
  }

  get #next(): string {
    return this.#characters[this.#at] ?? '';
  }

  get #rest(): string {
    return this.#characters.slice(this.#at).join('');
  }

  #shift(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) throw new NoGlob('it is no valid regular expression');
    return character;
  }

  #take(character: string): boolean {
    if (this.#next !== character) return false;
    this.#at++;
    return true;
  }
}

/** What a glob cannot hold as itself. */
function literal(character: string): Token {
  if (character === '*' || character === '?')
    throw new NoGlob(`it asks for the character ${character} itself`);
  return character;
}

/** Punctuation stands for itself; letters and digits behind a backslash mean something. */
function escaped(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) throw new NoGlob(`it holds \\${character}`);
  return character;
}

function charactersFrom(first: string, last: string): readonly string[] {
  const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  if (to < from) throw new NoGlob('it is no valid regular expression');
  if (to - from >= MOST_ALTERNATIVES) throw new NoGlob('it stands for too many alternatives');
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
}

function joined(before: Alternatives, after: Alternatives): Alternatives {
  if (before.length * after.length > MOST_ALTERNATIVES)
    throw new NoGlob('it stands for too many alternatives');
  return before.flatMap((start) => after.map((end) => [...start, ...end]));
}

function few<T>(all: readonly T[]): readonly T[] {
  if (all.length > MOST_ALTERNATIVES) throw new NoGlob('it stands for too many alternatives');
  return all;
}
