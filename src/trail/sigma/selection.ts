import { isObject } from '../../model/json.ts';
import { cidrRegex } from './cidr.ts';
import { ENCODINGS } from './encode.ts';
import { fieldNamed } from './field.ts';
import { ANY_TEXT, literal, type Pattern, patternOf, plainText } from './pattern.ts';
import { Refusal, type RulePath } from './refusal.ts';
import { portableRegex } from './regex.ts';
import { type Expression, ORDERS, type ValueTest } from './rule.ts';

/**
 * A search identifier: a mapping (all of its fields), or a list (any of its mappings, any of its keywords).
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#search-identifier
 */
export function selectionOf(value: unknown, at: RulePath): Expression {
  if (isObject(value)) return mapping(value, at);
  if (!Array.isArray(value)) return keywords([value], new Modifiers([], [...at]), at);
  if (value.length === 0) throw new Refusal(at, 'an empty list');
  const of = value.map((each: unknown, index): Expression => {
    const place = [...at, index];
    return isObject(each) ? mapping(each, place) : keywords([each], new Modifiers([], place), place);
  });
  return { kind: 'any', of };
}

function mapping(value: Readonly<Record<string, unknown>>, at: RulePath): Expression {
  const keys = Object.keys(value);
  if (keys.length === 0) throw new Refusal(at, 'an empty mapping');
  return { kind: 'all', of: keys.map((key) => fieldItem(key, value[key], [...at, key])) };
}

function fieldItem(key: string, value: unknown, at: RulePath): Expression {
  const [name = '', ...words] = key.split('|');
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) throw new Refusal(at, `${key}: an empty list`);
  const modifiers = new Modifiers(words, at);
  return name === '' ? keywords(values, modifiers, at) : ofField(name, values, modifiers, at);
}

function ofField(name: string, values: readonly unknown[], modifiers: Modifiers, at: RulePath): Expression {
  const field = fieldNamed(name, at);
  return modifiers.combined(
    values.map((value): Expression => {
      if (modifiers.has('exists')) return existence(value, { kind: 'exists', field }, at);
      if (modifiers.has('fieldref'))
        return { kind: 'same', fields: [field, fieldNamed(textOf(value, at), at)] };
      if (value === null) return modifiers.whole({ kind: 'absent', field });
      const tests = modifiers.tests(value);
      return { kind: 'any', of: tests.map((test) => ({ kind: 'field', field, test })) };
    }),
  );
}

function existence(value: unknown, exists: Expression, at: RulePath): Expression {
  if (typeof value !== 'boolean') throw new Refusal(at, 'exists: expected true or false');
  return value ? exists : { kind: 'not', of: exists };
}

/** Anywhere in the event. */
function keywords(values: readonly unknown[], modifiers: Modifiers, at: RulePath): Expression {
  const misplaced = ['exists', 'fieldref', 'startswith', 'endswith', 'cidr', ...Object.keys(ORDERS)];
  const wrong = misplaced.find((each) => modifiers.has(each));
  if (wrong) throw new Refusal(at, `the modifier ${wrong} has no meaning for keywords`);
  return modifiers.combined(
    values.map((value) => {
      if (value === null) throw new Refusal(at, 'null is no keyword');
      const of = modifiers.tests(value).map((test): Expression => ({ kind: 'keyword', test: within(test) }));
      return { kind: 'any', of };
    }),
  );
}

function within(test: ValueTest): ValueTest {
  if (test.kind !== 'text') return test;
  return { ...test, pattern: [ANY_TEXT, ...test.pattern, ANY_TEXT] };
}

const PLACES: Readonly<Record<string, (pattern: Pattern) => Pattern>> = {
  contains: (pattern) => [ANY_TEXT, ...pattern, ANY_TEXT],
  startswith: (pattern) => [...pattern, ANY_TEXT],
  endswith: (pattern) => [ANY_TEXT, ...pattern],
};
const OF_REGEX = ['i', 's'];
const OF_VALUES = ['re', 'cidr', 'exists', 'fieldref', ...Object.keys(ORDERS)];
const OF_TEXTS = [...Object.keys(PLACES), ...Object.keys(ENCODINGS), 'cased'];
const KNOWN = new Set([...OF_REGEX, ...OF_VALUES, ...OF_TEXTS, 'all', 'neq']);

/** https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html */
class Modifiers {
  readonly #words: readonly string[];
  readonly #at: RulePath;

  constructor(words: readonly string[], at: RulePath) {
    this.#words = words;
    this.#at = at;
    this.#check();
  }

  has(word: string): boolean {
    return this.#words.includes(word);
  }

  /** `all`: every value; `neq`: none. */
  combined(of: readonly Expression[]): Expression {
    const together: Expression = { kind: this.has('all') ? 'all' : 'any', of };
    return this.has('neq') ? { kind: 'not', of: together } : together;
  }

  /** For a value that modifiers change nothing of. */
  whole(expression: Expression): Expression {
    const wrong = this.#words.find((each) => each !== 'all' && each !== 'neq');
    if (wrong) throw this.#refusal(`the modifier ${wrong} has no meaning for null`);
    return expression;
  }

  /** Of a value, or of what it is encoded as. */
  tests(value: unknown): readonly ValueTest[] {
    const order = (['lt', 'lte', 'gt', 'gte'] as const).find((each) => this.has(each));
    if (order) return [{ kind: 'number', order, than: this.#number(value) }];
    const text = textOf(value, this.#at);
    if (this.has('re')) return [{ kind: 'regex', regex: this.#regex(text) }];
    if (this.has('cidr')) return [{ kind: 'regex', regex: cidrRegex(text, this.#at) }];
    return this.#patterns(typeof value === 'string' ? patternOf(text) : literal(text)).map((pattern) => ({
      kind: 'text',
      pattern,
      isCased: this.has('cased'),
    }));
  }

  #regex(text: string): string {
    return portableRegex(text, { ignoresCase: this.has('i'), dotIsAll: this.has('s') }, this.#at);
  }

  #number(value: unknown): number {
    const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw this.#refusal('expected a number');
    return number;
  }

  /** The modifiers in their order. */
  #patterns(pattern: Pattern): readonly Pattern[] {
    let values: readonly (Pattern | Uint8Array)[] = [pattern];
    for (const word of this.#words) {
      const place = PLACES[word];
      const encode = ENCODINGS[word];
      if (encode) values = values.flatMap((each) => this.#encoded(each, encode, word));
      if (place) values = values.map((each) => place(this.#asPattern(each)));
    }
    return values.map((each) => this.#asPattern(each));
  }

  #encoded(
    value: Pattern | Uint8Array,
    encode: NonNullable<(typeof ENCODINGS)[string]>,
    word: string,
  ): readonly (Pattern | Uint8Array)[] {
    if (word === 'windash' && !(value instanceof Uint8Array)) return this.#dashed(value, encode);
    const plain = value instanceof Uint8Array ? value : plainText(value);
    if (plain === null) throw this.#refusal(`${word}: a value with wildcards is not supported`);
    return encode(plain, this.#at).map((each) => (typeof each === 'string' ? literal(each) : each));
  }

  /** Wildcards stay; the texts between them take each form. */
  #dashed(pattern: Pattern, encode: NonNullable<(typeof ENCODINGS)[string]>): readonly Pattern[] {
    let variants: readonly Pattern[] = [[]];
    for (const piece of pattern) {
      const forms: Pattern = typeof piece === 'string' ? encode(piece, this.#at).map(String) : [piece];
      variants = variants.flatMap((start) => forms.map((form): Pattern => [...start, form]));
      if (variants.length > 625) throw this.#refusal('windash: more than four dashes are not supported');
    }
    return variants;
  }

  #asPattern(value: Pattern | Uint8Array): Pattern {
    if (value instanceof Uint8Array)
      throw this.#refusal('UTF-16 is supported with base64 or base64offset only');
    return value;
  }

  #check(): void {
    const unknown = this.#words.find((each) => !KNOWN.has(each));
    if (unknown !== undefined)
      throw this.#refusal(`the modifier ${JSON.stringify(unknown)} is not supported`);
    const regexOnly = OF_REGEX.find((each) => this.has(each));
    if (regexOnly && !this.has('re')) throw this.#refusal(`the modifier ${regexOnly} belongs to re`);
    const types = OF_VALUES.filter((each) => this.has(each));
    const texts = OF_TEXTS.filter((each) => this.has(each));
    const clash =
      types.length > 1 ? types : types.length === 1 && texts.length > 0 ? [...types, ...texts] : [];
    if (clash.length > 0)
      throw this.#refusal(`the modifiers ${clash.join(' and ')} together are not supported`);
    if (this.has('neq') && this.has('all'))
      throw this.#refusal('the modifiers neq and all together are not supported');
  }

  #refusal(what: string): Refusal {
    return new Refusal(this.#at, what);
  }
}

/** Numbers and truth values as CloudTrail's JSON has them. */
function textOf(value: unknown, at: RulePath): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new Refusal(at, 'a value with the character 0 is not supported');
    return value;
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw new Refusal(at, 'this number is too large to be kept whole: put it in quotes');
    return String(value);
  }
  throw new Refusal(
    at,
    `expected a text, a number, true, false or null${value === null ? ' of its own' : ''}`,
  );
}
