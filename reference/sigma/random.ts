import fc from 'fast-check';
import type { Json, JsonMap } from './evaluate.ts';

/** Few words, so that rules and events meet; with all that a quote, a wildcard or a pattern could trip over. */
const WORDS = [
  'a',
  'A',
  'ab',
  'aB',
  'Ba',
  'b',
  '',
  ' ',
  '*',
  '?',
  '%',
  '_',
  '\\',
  'a\\',
  "'",
  "a'b",
  '"',
  'a"b',
  'ä',
  'Ä',
  'é😀',
  'a\nb',
  '1',
  '10',
  '-2',
  '2.5',
  'true',
  'null',
  '10.1.2.3',
  '10.200.0.1',
  '192.168.0.7',
  '010.1.2.3',
  "'; DROP TABLE events; --",
  '--',
  '?1',
  '$1',
  '{}',
  '[]',
];
const KEYS = ['a', 'b', 'items', 'k:1', 'b-c'];

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'A', 'ab', 'b', '1') },
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map((both) => both.join('')),
);

const leaf: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.integer({ min: -3, max: 12 }),
  fc.boolean(),
  fc.constant(null),
);

const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    leaf,
    fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('tree'), { maxLength: 3 }),
  ),
}));

const object = fc.dictionary(fc.constantFrom(...KEYS), tree, { maxKeys: 4, noNullPrototype: true });
const mayLack = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(arbitrary, { nil: null, freq: 3 });

/** An event as CloudTrail's JSON has it; the rest is the caller's. */
export const randomEvent: fc.Arbitrary<JsonMap> = fc.record({
  eventName: word.map((each) => `E${each}`),
  awsRegion: mayLack(word),
  errorCode: mayLack(word),
  userAgent: mayLack(word),
  sourceIPAddress: mayLack(word),
  requestParameters: mayLack(object),
  responseElements: mayLack(object),
  userIdentity: fc.record({
    type: fc.constantFrom('IAMUser', 'Root', 'iamuser'),
    userName: mayLack(word),
    sessionContext: mayLack(object),
  }),
});

const path = fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.'));
const field = fc.oneof(
  fc.constantFrom('eventName', 'awsRegion', 'errorCode', 'userAgent', 'sourceIPAddress'),
  fc.constantFrom('userIdentity.type', 'userIdentity.userName', 'requestParameters', 'responseElements'),
  fc
    .tuple(fc.constantFrom('requestParameters', 'responseElements', 'userIdentity.sessionContext'), path)
    .map((both) => both.join('.')),
);

const pattern = fc
  .array(fc.oneof(word, fc.constantFrom('*', '?', '\\*', '\\?', '\\\\', '\\')), { maxLength: 3 })
  .map((parts) => parts.join(''));

const regexAtom = fc.constantFrom(
  'a',
  'b',
  'A',
  '.',
  '\\.',
  '[a-c]',
  '[^a]',
  '\\d',
  '\\w',
  '\\s',
  '(?:ab|b)',
  '(a)',
  'ä',
  "'",
  '\\\\',
  '[0-9_]',
  '\\*',
  '[.]',
  '"',
  ' ',
);
const regex = fc
  .tuple(
    fc.constantFrom('', '^'),
    fc.array(
      fc
        .tuple(regexAtom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '+?'))
        .map((both) => both.join('')),
      { minLength: 1, maxLength: 4 },
    ),
    fc.constantFrom('', '$'),
  )
  .map(([start, atoms, end]) => `${start}${atoms.join('')}${end}`);

const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: pattern },
  fc.integer({ min: -3, max: 12 }),
  fc.boolean(),
);
const listOf = (arbitrary: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 2, arbitrary }, fc.array(arbitrary, { minLength: 1, maxLength: 3 }));
const suffixes = fc.constantFrom('', '|all', '|neq');

type Item = readonly [string, Json];
const textItem = (name: fc.Arbitrary<string>): fc.Arbitrary<Item> =>
  fc
    .tuple(
      name,
      fc.constantFrom('', '|contains', '|startswith', '|endswith', '|cased', '|contains|cased'),
      suffixes,
    )
    .chain(([key, how, suffix]) =>
      listOf(how === '' ? fc.oneof({ weight: 5, arbitrary: scalar }, fc.constant(null)) : scalar).map(
        (value): Item => [`${key}${how}${suffix}`, value],
      ),
    );

const item: fc.Arbitrary<Item> = fc.oneof(
  { weight: 6, arbitrary: textItem(field) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(field, fc.constantFrom('|re', '|re|s'), suffixes, listOf(regex))
      .map(([name, how, suffix, value]): Item => [`${name}${how}${suffix}`, value]),
  },
  fc
    .tuple(
      field,
      fc.constantFrom('|re|i'),
      regex.filter((each) => !/ä/.test(each)),
    )
    .map(([name, how, value]): Item => [`${name}${how}`, value]),
  fc
    .tuple(field, fc.constantFrom('lt', 'lte', 'gt', 'gte'), fc.integer({ min: -3, max: 11 }))
    .map(([name, order, value]): Item => [`${name}|${order}`, value]),
  fc
    .tuple(field, fc.constantFrom('10.0.0.0/8', '10.128.0.0/9', '10.1.2.3', '192.168.0.4/30', '0.0.0.0/0'))
    .map(([name, value]): Item => [`${name}|cidr`, value]),
  fc.tuple(field, fc.boolean()).map(([name, value]): Item => [`${name}|exists`, value]),
  fc
    .tuple(field, field, fc.constantFrom('', '|neq'))
    .map(([name, other, suffix]): Item => [`${name}|fieldref${suffix}`, other]),
  fc
    .tuple(fc.constantFrom('|all', '|contains', '|cased'), listOf(pattern))
    .map(([how, value]): Item => [how, value]),
);

const mapping: fc.Arbitrary<Json> = fc
  .array(item, { minLength: 1, maxLength: 2 })
  .map((items) => Object.fromEntries(items));
const selection: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: mapping },
  fc.array(mapping, { minLength: 1, maxLength: 3 }),
  fc.array(pattern, { minLength: 1, maxLength: 2 }),
  fc.array(fc.oneof(mapping, pattern), { minLength: 1, maxLength: 2 }),
);

const NAMES = ['selection', 'selection_b', 'filter', '_own'];
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom(
      ...NAMES,
      ...NAMES,
      '1 of them',
      'all of them',
      '1 of selection*',
      'all of selection*',
      'any of *er',
      'all of *',
    ),
    tie('condition').map((each) => `not ${each}`),
    tie('condition').map((each) => `(${each})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or', 'AND', 'OR'), tie('condition'))
      .map((parts) => parts.join(' ')),
  ),
}));

/** The part `detection` of a rule. */
export const randomDetection: fc.Arbitrary<JsonMap> = fc
  .tuple(
    selection,
    selection,
    selection,
    selection,
    fc.oneof(condition, fc.array(condition, { minLength: 1, maxLength: 2 })),
  )
  .map(([one, two, three, four, what]) => ({
    selection: one,
    selection_b: two,
    filter: three,
    _own: four,
    condition: what,
  }));
