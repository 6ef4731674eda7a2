import { Refusal, type RulePath } from './refusal.ts';
import type { Expression } from './rule.ts';

/**
 * `selection and not 1 of filter*`.
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#condition
 */
export function conditionOf(
  text: string,
  selections: ReadonlyMap<string, Expression>,
  at: RulePath,
): Expression {
  const pipe = text.indexOf('|');
  if (pipe >= 0)
    throw new Refusal(at, 'aggregations after "|" are not supported: Sigma has correlations in their place');
  return new Reader(text, selections, at).whole();
}

class Reader {
  readonly #words: readonly string[];
  readonly #selections: ReadonlyMap<string, Expression>;
  readonly #at: RulePath;
  #index = 0;
  #depth = 0;

  constructor(text: string, selections: ReadonlyMap<string, Expression>, at: RulePath) {
    this.#words = text.match(/[()]|[^\s()]+/g) ?? [];
    this.#selections = selections;
    this.#at = at;
  }

  whole(): Expression {
    const expression = this.#any();
    const rest = this.#next();
    if (rest !== undefined) throw this.#refusal(`expected "and" or "or" before ${JSON.stringify(rest)}`);
    return expression;
  }

  #any(): Expression {
    return this.#joined('any', 'or', () => this.#joined('all', 'and', () => this.#not()));
  }

  #joined(kind: 'all' | 'any', word: string, operand: () => Expression): Expression {
    const first = operand();
    const of = [first];
    while (this.#taken(word)) of.push(operand());
    return of.length === 1 ? first : { kind, of };
  }

  #not(): Expression {
    let isNegated = false;
    while (this.#taken('not')) isNegated = !isNegated;
    const of = this.#operand();
    return isNegated ? { kind: 'not', of } : of;
  }

  #operand(): Expression {
    const word = this.#take();
    if (word === '(') return this.#group();
    if (this.#next()?.toLowerCase() === 'of') return this.#several(word);
    const found = this.#selections.get(word);
    if (!found) throw this.#refusal(`there is no search identifier ${JSON.stringify(word)}`);
    return found;
  }

  #group(): Expression {
    if (++this.#depth > 100) throw this.#refusal('it is nested too deeply');
    const expression = this.#any();
    if (!this.#taken(')')) throw this.#refusal('")" is missing');
    this.#depth -= 1;
    return expression;
  }

  /** `1 of them`, `all of selection*`. */
  #several(quantity: string): Expression {
    this.#take();
    const kind = QUANTITIES[quantity.toLowerCase()];
    if (!kind) throw this.#refusal(`"${quantity} of" is not supported: expected "1 of" or "all of"`);
    const pattern = this.#take();
    const of = this.#named(pattern);
    if (of.length === 0) throw this.#refusal(`no search identifier fits ${JSON.stringify(pattern)}`);
    return { kind, of };
  }

  #named(pattern: string): readonly Expression[] {
    const all = [...this.#selections];
    if (pattern.toLowerCase() === 'them')
      return all.flatMap(([name, each]) => (name.startsWith('_') ? [] : [each]));
    const parts = pattern.split('*').map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const regex = new RegExp(`^${parts.join('.*')}$`);
    return all.flatMap(([name, each]) => (regex.test(name) ? [each] : []));
  }

  #next(): string | undefined {
    return this.#words[this.#index];
  }

  #taken(word: string): boolean {
    const isNext = this.#next()?.toLowerCase() === word;
    if (isNext) this.#index += 1;
    return isNext;
  }

  #take(): string {
    const word = this.#next();
    if (word === undefined) throw this.#refusal('it ends too early');
    this.#index += 1;
    return word;
  }

  #refusal(what: string): Refusal {
    return new Refusal(this.#at, `condition: ${what}`);
  }
}

const QUANTITIES: Readonly<Record<string, 'all' | 'any'>> = { 1: 'any', any: 'any', all: 'all' };
