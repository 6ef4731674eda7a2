import { Refusal, type RulePath } from './refusal.ts';

export interface RegexFlags {
  readonly ignoresCase: boolean;
  readonly dotIsAll: boolean;
}

/**
 * The regular expressions that Sigma allows (PCRE's wildcard, anchors, quantifiers, classes, groups, alternation), and
 * \d, \w, \s, written so that RE2 (DuckDB) and Joni (Trino) find what PCRE would: nothing is left to their own reading
 * of a class, a dot or an end.
 * https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html#regular-expression
 *
 * @throws Refusal for everything else, by name.
 */
export function portableRegex(source: string, flags: RegexFlags, at: RulePath): string {
  const inline = /^\(\?([is]+)\)/.exec(source);
  const given = inline?.[1] ?? '';
  return new Translation(source.slice(inline?.[0].length ?? 0), at, {
    ignoresCase: flags.ignoresCase || given.includes('i'),
    dotIsAll: flags.dotIsAll || given.includes('s'),
  }).whole();
}

/** ASCII's alone, as PCRE has them. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: ' \\t\\n\\x0B\\f\\r',
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };
const PUNCTUATION = /^[!-/:-@[-`{-~ ]$/;
/** RE2's limit. */
const MOST_REPEATS = 1000;

class Translation {
  readonly #characters: readonly string[];
  readonly #at: RulePath;
  readonly #flags: RegexFlags;
  #index = 0;

  constructor(source: string, at: RulePath, flags: RegexFlags) {
    this.#characters = Array.from(source);
    this.#at = at;
    this.#flags = flags;
  }

  whole(): string {
    const text = this.#alternatives();
    if (this.#index < this.#characters.length) throw this.#refusal('")" closes no group');
    return text;
  }

  #alternatives(): string {
    const branches = [this.#branch()];
    while (this.#taken('|')) branches.push(this.#branch());
    return branches.join('|');
  }

  #branch(): string {
    let text = '';
    while (!this.#isAtEnd()) {
      if (this.#taken('^')) text += '\\A';
      else if (this.#taken('$')) text += this.#end();
      else text += this.#repeated(this.#atom());
    }
    return text;
  }

  #isAtEnd(): boolean {
    return this.#index >= this.#characters.length || this.#next() === '|' || this.#next() === ')';
  }

  /** PCRE's `$` is before a last newline, too; which no more can follow when it is the last. */
  #end(): string {
    if (!this.#isAtEnd()) throw this.#refusal('"$" before something else is not supported');
    return '\\n?\\z';
  }

  #atom(): string {
    const character = this.#take();
    if (character === '.') return this.#flags.dotIsAll ? '[\\s\\S]' : '[^\\n]';
    if (character === '(') return this.#group();
    if (character === '[') return this.#class();
    if (character === '\\') return this.#escape();
    if (character === '*' || character === '+' || character === '?')
      throw this.#refusal(`"${character}" repeats nothing`);
    return this.#literal(character);
  }

  #group(): string {
    if (this.#taken('?') && !this.#taken(':'))
      throw this.#refusal(`"(?${this.#next() ?? ''}" is not supported`);
    if (this.#next() === '*') throw this.#refusal('"(*" is not supported');
    const text = this.#alternatives();
    if (!this.#taken(')')) throw this.#refusal('a group is not closed');
    if (text.includes('\\z') && this.#next() !== undefined && !this.#isAtEnd())
      throw this.#refusal('"$" before something else is not supported');
    return `(?:${text})`;
  }

  #escape(): string {
    const character = this.#take();
    const known = CLASSES[character.toLowerCase()];
    if (known !== undefined) return character === character.toLowerCase() ? `[${known}]` : `[^${known}]`;
    return this.#literal(this.#escaped(character));
  }

  #escaped(character: string): string {
    const control = CONTROLS[character];
    if (control !== undefined) return control;
    if (PUNCTUATION.test(character)) return character;
    throw this.#refusal(`"\\${character}" is not supported`);
  }

  #literal(character: string): string {
    const both = this.#cases(character);
    return both.length === 1 ? quoted(character) : `[${both.map(quoted).join('')}]`;
  }

  #repeated(atom: string): string {
    const quantifier = this.#quantifier();
    if (quantifier === '') return atom;
    this.#taken('?'); // lazy: it finds no other texts
    if (this.#next() === '+') throw this.#refusal('a possessive quantifier is not supported');
    if (this.#next() === '*' || this.#next() === '?') throw this.#refusal('a quantifier of a quantifier');
    if (atom.includes('\\z') || atom.includes('\\A'))
      throw this.#refusal('a repeated anchor is not supported');
    return `${atom}${quantifier}`;
  }

  #quantifier(): string {
    const character = this.#next();
    if (character === '*' || character === '+' || character === '?') return this.#take();
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(
      this.#characters.slice(this.#index, this.#index + 20).join(''),
    );
    if (!counted) return '';
    const [whole, from, , to] = counted;
    if (Number(from) > MOST_REPEATS || Number(to ?? 0) > MOST_REPEATS)
      throw this.#refusal(`more than ${MOST_REPEATS} repetitions are not supported`);
    if (to !== undefined && to !== '' && Number(to) < Number(from))
      throw this.#refusal(`"${whole}" ends before it begins`);
    this.#index += whole.length;
    return whole;
  }

  #class(): string {
    const negation = this.#taken('^') ? '^' : '';
    if (this.#next() === ']') throw this.#refusal('"]" as the first of a class is not supported');
    let text = '';
    while (!this.#taken(']')) text += this.#classItem();
    return `[${negation}${text}]`;
  }

  #classItem(): string {
    const first = this.#classMember();
    if (first.length > 2) return first; // a class such as \d
    if (this.#next() !== '-' || this.#characters[this.#index + 1] === ']')
      return this.#cases(first).map(quoted).join('');
    this.#take();
    const last = this.#classMember();
    if (last.length > 2) throw this.#refusal('a range that ends with a class is not supported');
    return this.#range(first, last);
  }

  /** A character, or what stands for a class. */
  #classMember(): string {
    const character = this.#take();
    if (character === '[' && /[:.=]/.test(this.#next() ?? ''))
      throw this.#refusal('a POSIX class is not supported');
    if (character !== '\\') return character;
    const name = this.#take();
    const known = CLASSES[name];
    if (known !== undefined) return known;
    if (CLASSES[name.toLowerCase()]) throw this.#refusal(`"\\${name}" in a class is not supported`);
    return this.#escaped(name);
  }

  #range(first: string, last: string): string {
    const [from = 0, to = 0] = [first.codePointAt(0), last.codePointAt(0)];
    if (from > to) throw this.#refusal(`the range ${first}-${last} ends before it begins`);
    const own = `${quoted(first)}-${quoted(last)}`;
    if (!this.#flags.ignoresCase) return own;
    if (to > 127) throw this.#refusal('a range beyond ASCII without regard to case is not supported');
    const others: string[] = [];
    for (let code = from; code <= to; code += 1)
      others.push(...this.#cases(String.fromCodePoint(code)).slice(1));
    return own + others.map(quoted).join('');
  }

  /** The character, and its other case where that is as good. */
  #cases(character: string): readonly string[] {
    if (!this.#flags.ignoresCase) return [character];
    const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
    if (lower === upper) return [character];
    if (!/^[a-z]$/i.test(character))
      throw this.#refusal(`"${character}" without regard to case is not supported`);
    return character === lower ? [character, upper] : [character, lower];
  }

  #next(): string | undefined {
    return this.#characters[this.#index];
  }

  #taken(character: string): boolean {
    const isNext = this.#next() === character;
    if (isNext) this.#index += 1;
    return isNext;
  }

  #take(): string {
    const character = this.#next();
    if (character === undefined) throw this.#refusal('it ends too early');
    this.#index += 1;
    return character;
  }

  #refusal(what: string): Refusal {
    return new Refusal(this.#at, `this regular expression: ${what}`);
  }
}

function quoted(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 32 || code === 127) return `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
  return /^[\\^$.|?*+()[\]{}&~-]$/.test(character) ? `\\${character}` : character;
}
