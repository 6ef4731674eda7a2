import type { FilterPattern, FilterPatternError, Operand, Ordering, Step } from './filter-pattern.ts';
import { readSelector } from './property-selector.ts';

/**
 * Reads a CloudWatch Logs filter pattern for JSON events: `{ ($.a = x*) && ($.b NOT EXISTS || $.c IS TRUE) }`.
 * Patterns of plain terms or of space-delimited fields are errors here: they ask about text, not about fields.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-for-Metric-Filters.html
 */
export function parseFilterPattern(text: string): FilterPattern | FilterPatternError {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'everything' };
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return { error: 'it is not a pattern for JSON' };
  try {
    const parser = new Parser(trimmed.slice(1, -1));
    const pattern = parser.alternatives();
    parser.expectEnd();
    return pattern;
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { error: error.message };
    throw error;
  }
}

class PatternSyntaxError extends Error {}

const IS = /IS\s+(NULL|TRUE|FALSE)\b/iy;
const EXISTS = /(NOT\s+)?EXISTS?\b/iy;
const OPERATOR = /!=|<=|>=|=|<|>/y;
const REGEX = /%((?:\\.|[^%\\])+)%/y;
const QUOTED = /"((?:\\.|[^"\\])*)"/y;
/** AWS takes bare text up to a space, a parenthesis or a logical operator. */
const BARE = /(?:[^\s()"&|]|&(?!&)|\|(?!\|))+/y;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const VALUES = { NULL: null, TRUE: true, FALSE: false } as const;

/** Recursive descent; `&&` binds tighter than `||`. */
class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  alternatives(): FilterPattern {
    return this.#chain('or', '||', () => this.#chain('and', '&&', () => this.#term()));
  }

  expectEnd(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail('the end');
  }

  #chain(kind: 'and' | 'or', operator: string, operand: () => FilterPattern): FilterPattern {
    const first = operand();
    const operands = [first];
    while (this.#take(operator)) operands.push(operand());
    return operands.length === 1 ? first : { kind, operands };
  }

  #term(): FilterPattern {
    if (!this.#take('(')) return this.#condition();
    const inner = this.alternatives();
    if (!this.#take(')')) this.#fail('")"');
    return inner;
  }

  #condition(): FilterPattern {
    const path = this.#selector();
    const is = this.#match(IS);
    if (is) return { kind: 'is', path, value: valueOf(is[1]) };
    const exists = this.#match(EXISTS);
    if (exists) return { kind: 'exists', path, negated: exists[1] !== undefined };
    const operator = this.#match(OPERATOR)?.[0];
    if (operator === '=' || operator === '!=')
      return { kind: 'equality', path, negated: operator === '!=', operand: this.#operand() };
    if (operator === undefined) return this.#fail('an operator');
    return this.#ordering(path, orderingOf(operator));
  }

  #selector(): readonly Step[] {
    this.#skipSpace();
    const selector = readSelector(this.#text, this.#at);
    if (!selector) return this.#fail('a property selector');
    this.#at = selector.end;
    return selector.path;
  }

  #ordering(path: readonly Step[], operator: Ordering): FilterPattern {
    const text = this.#match(BARE)?.[0] ?? '';
    if (!NUMBER.test(text)) return this.#fail('a number');
    return { kind: 'ordering', path, operator, number: Number(text) };
  }

  #operand(): Operand {
    const regex = this.#match(REGEX)?.[1];
    if (regex !== undefined) return { kind: 'regex', regex: this.#regex(regex) };
    const quoted = this.#match(QUOTED)?.[1];
    if (quoted !== undefined) return { kind: 'text', text: quoted.replace(/\\(.)/gs, '$1') };
    const bare = this.#match(BARE)?.[0];
    return bare === undefined ? this.#fail('a value') : { kind: 'text', text: bare };
  }

  /** AWS's regular expressions are a subset of JavaScript's: no groups, so that they take linear to cubic time. */
  #regex(source: string): RegExp {
    if (/(?<!\\)[()]/.test(source)) return this.#fail('a regular expression without groups');
    try {
      return new RegExp(source);
    } catch {
      return this.#fail('a valid regular expression');
    }
  }

  #take(token: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    this.#skipSpace();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #fail(expected: string): never {
    const found = this.#text.slice(this.#at, this.#at + 20).trim();
    throw new PatternSyntaxError(`${expected} was expected at "${found}"`);
  }
}

function valueOf(word: string | undefined): true | false | null {
  const upper = word?.toUpperCase();
  return upper === 'TRUE' || upper === 'FALSE' ? VALUES[upper] : VALUES.NULL;
}

function orderingOf(operator: string): Ordering {
  return operator === '<' || operator === '<=' || operator === '>' ? operator : '>=';
}
