import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from '../budget.ts';
import { type Piece, patternOf } from '../strings/pattern.ts';
import { symbolOf } from '../strings/symbols.ts';
import { TextSet } from '../strings/text-set.ts';
import { type Constraint, textRegion } from '../values/region.ts';
import { type Assignment, assign } from './assign.ts';
import { Box } from './box.ts';
import { and, type Formula, not, or, some } from './formula.ts';
import { search } from './search.ts';
import { NO_CONSEQUENCES, NO_PREFERENCE, type Universe } from './universe.ts';

/** Keys `a` and `b` have one value at most, `c` always one, `n` a number, `m` several; `a` and `b` are variables. */
const KEYS = ['a', 'b', 'c', 'n', 'm'] as const;
const TEXTS = ['', 'x', 'y', 'xx', 'xy'];
const NUMBERS = ['1', '2', '2.5', '3', '4'];

const ALL: Constraint = {
  region: textRegion(new TextSet([patternOf([{ kind: 'star', bounded: false }])])),
  negated: false,
};

const universe: Universe = {
  dimension: (key) => ({
    multivalued: key === 'm',
    always: key === 'c',
    base: [],
    leads: false,
    preference: NO_PREFERENCE,
  }),
  consequences: () => NO_CONSEQUENCES,
  told: () => null,
};

const textPiece = fc.constantFrom<Piece>(
  { kind: 'text', text: 'x' },
  { kind: 'text', text: 'y' },
  { kind: 'star', bounded: false },
  { kind: 'one', bounded: false },
);
const textConstraint = fc.record({
  patterns: fc.array(fc.array(textPiece, { maxLength: 3 }), { minLength: 1, maxLength: 2 }),
  negated: fc.boolean(),
});
const numberConstraint = fc.record({
  bound: fc.integer({ min: 1, max: 4 }),
  less: fc.boolean(),
  negated: fc.boolean(),
});

/** A formula as it is written, to be read by the solver and by enumeration. */
type Written =
  | { kind: 'and' | 'or'; of: Written[] }
  | { kind: 'not'; of: Written }
  | { kind: 'text'; key: string; patterns: Piece[][]; negated: boolean }
  | { kind: 'number'; bound: number; less: boolean; negated: boolean }
  | { kind: 'variable'; key: string; before: string; variable: 'a' | 'b' };

const written = fc.letrec<{ formula: Written }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .record({ kind: fc.constant('text' as const), key: fc.constantFrom('a', 'b', 'c', 'm') })
      .chain((atom) => textConstraint.map((constraint): Written => ({ ...atom, ...constraint }))),
    numberConstraint.map((constraint): Written => ({ kind: 'number', ...constraint })),
    fc
      .record({
        key: fc.constantFrom('a', 'b', 'c'),
        before: fc.constantFrom('', 'x'),
        variable: fc.constantFrom('a' as const, 'b' as const),
      })
      .filter(({ key, variable }) => key !== variable)
      .map((atom): Written => ({ kind: 'variable', ...atom })),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('formula'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('formula') }),
  ),
})).formula;

function formulaOf(of: Written): Formula {
  switch (of.kind) {
    case 'and':
      return and(of.of.map(formulaOf));
    case 'or':
      return or(of.of.map(formulaOf));
    case 'not':
      return not(formulaOf(of.of));
    case 'text':
      return some(of.key, {
        region: textRegion(new TextSet(of.patterns.map((each) => patternOf(each)))),
        negated: of.negated,
      });
    case 'number':
      return some('n', {
        region: { kind: 'number', edges: [String(of.bound)], has: (value) => compares(of, value) },
        negated: of.negated,
      });
    case 'variable': {
      const pieces: Piece[] = [
        { kind: 'text', text: of.before },
        { kind: 'symbol', symbol: symbolOf(of.variable) },
      ];
      return and([
        some(of.variable, ALL),
        some(of.key, { region: textRegion(new TextSet([patternOf(pieces)])), negated: false }),
      ]);
    }
  }
}

function compares({ bound, less }: { bound: number; less: boolean }, value: string): boolean {
  return less ? Number(value) < bound : Number(value) === bound;
}

function holds(of: Written, values: Assignment): boolean {
  switch (of.kind) {
    case 'and':
      return of.of.every((each) => holds(each, values));
    case 'or':
      return of.of.some((each) => holds(each, values));
    case 'not':
      return !holds(of.of, values);
    case 'text':
      return (values.get(of.key) ?? []).some(
        (value) => of.patterns.some((each) => fits(each, value)) !== of.negated,
      );
    case 'number':
      return (values.get('n') ?? []).some((value) => compares(of, value) !== of.negated);
    case 'variable': {
      const [variable] = values.get(of.variable) ?? [];
      return variable !== undefined && (values.get(of.key) ?? []).includes(of.before + variable);
    }
  }
}

function fits(pieces: readonly Piece[], text: string): boolean {
  const source = pieces
    .map((each) => (each.kind === 'text' ? each.text : each.kind === 'star' ? '.*' : '.'))
    .join('');
  return new RegExp(`^${source}$`).test(text);
}

const optional = (all: readonly string[]): readonly (readonly string[])[] => [
  [],
  ...all.map((each) => [each]),
];
const SEVERAL = [...optional(TEXTS), ['', 'x'], ['x', 'y'], ['xx', 'y'], ['xy', '']];

const values = (key: string, all: readonly (readonly string[])[]): readonly Assignment[] =>
  all.map((each) => new Map([[key, each]]));

/** Every choice of one of each. */
function combined(of: readonly (readonly Assignment[])[]): readonly Assignment[] {
  return of.reduce((some, next) => some.flatMap((each) => next.map((more) => new Map([...each, ...more]))));
}

const ALL_REQUESTS = combined([
  values('a', optional(TEXTS)),
  values('b', optional(TEXTS)),
  values(
    'c',
    TEXTS.map((text) => [text]),
  ),
  values('n', optional(NUMBERS)),
  values('m', SEVERAL),
]);

function solve(formula: Formula) {
  const budget = new Budget(300_000);
  return search(formula, Box.all(universe, budget), (box) => assign(box, universe, budget));
}

let unsure = 0;

test('what is met has values of which the formula holds; what is unmet has none among all small requests', () => {
  fc.assert(
    fc.property(written, (of) => {
      const outcome = solve(formulaOf(of));
      if (outcome === 'unmet') expect(ALL_REQUESTS.find((each) => holds(of, each))).toBeUndefined();
      else if ('met' in outcome) {
        const values = new Map(KEYS.map((key) => [key, outcome.met.get(key) ?? []] as const));
        if (values.get('c')?.length === 0) values.set('c', ['']);
        expect({ of, holds: holds(of, values) }).toEqual({ of, holds: true });
      } else unsure += 1;
    }),
    { numRuns: 2000 },
  );
  expect(unsure).toBeLessThan(10);
});
