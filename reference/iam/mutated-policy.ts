import * as fc from 'fast-check';

/** A change of a policy's text: of its characters, or of the JSON that it holds. */
export interface Mutation {
  readonly kind: 'insert' | 'cut' | 'repeat' | 'replace-value' | 'remove' | 'rename' | 'nest' | 'many';
  /** Where, as a share of the text or of its values. */
  readonly at: number;
  readonly with: number;
}

const SCRAPS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '*',
  '?',
  '${',
  '${*}',
  '${aws:username}',
  'null',
  '0',
  '-1e999',
  '"Effect":"Deny",',
  '"Action":"*",',
  '"__proto__":{},',
  '\u0000',
  '\u2028',
  '😀',
];

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  1e21,
  '',
  '*',
  '**',
  'Allow',
  'Deny',
  'arn:aws:s3',
  '${aws:username}',
  '111122223333',
  [],
  [[]],
  ['*', '*'],
  {},
  { AWS: '*' },
  { Service: [] },
  { StringEquals: { 'aws:username': [] } },
  { 'ForAllValues:StringLike': { 'aws:TagKeys': '*' } },
  { StringSame: { a: 'b' } },
  { NullIfExists: { a: 'true' } },
];

const NAMES = [
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
  'Sid',
  'Foo',
  '__proto__',
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'cut', 'repeat', 'replace-value', 'remove', 'rename', 'nest', 'many'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  with: fc.nat(1000),
});

export function mutate(text: string, { kind, at, with: choice }: Mutation): string {
  const place = Math.floor(at * text.length);
  if (kind === 'insert') return text.slice(0, place) + pick(SCRAPS, choice) + text.slice(place);
  if (kind === 'cut') return text.slice(0, place) + text.slice(place + (choice % 40) + 1);
  if (kind === 'repeat') return text.slice(0, place) + text.slice(Math.max(0, place - (choice % 60)));
  if (kind === 'nest') return nested(text, at, choice);
  return changedJson(
    text,
    (holder, key) => {
      if (kind === 'remove') remove(holder, key);
      else if (kind === 'rename') rename(holder, key, pick(NAMES, choice));
      else if (kind === 'replace-value') holder[key] = pick(VALUES, choice);
      else holder[key] = many(choice);
    },
    at,
  );
}

function pick<T>(all: readonly T[], choice: number): T {
  return all[choice % all.length] as T;
}

type Holder = Record<string, unknown>;

/** The text as it is where it is no JSON any more, or is nested too deeply to be written again. */
function changedJson(text: string, change: (holder: Holder, key: string) => void, at: number): string {
  try {
    const json: unknown = JSON.parse(text);
    const places = placesOf(json);
    const place = places[Math.floor(at * places.length)];
    if (place) change(place.holder, place.key);
    return JSON.stringify(json);
  } catch {
    return text;
  }
}

function placesOf(root: unknown): readonly { holder: Holder; key: string }[] {
  const places: { holder: Holder; key: string }[] = [];
  const waiting = [root];
  while (waiting.length > 0 && places.length < 5000) {
    const holder = waiting.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as Holder, key });
      waiting.push((holder as Holder)[key]);
    }
  }
  return places;
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function rename(holder: Holder, key: string, name: string): void {
  if (Array.isArray(holder)) return;
  const value = holder[key];
  delete holder[key];
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Up to 10,000 lists in each other. */
function nested(text: string, at: number, choice: number): string {
  const depth = choice % 50 === 0 ? 10_000 : (choice % 5) + 1;
  const marked = changedJson(
    text,
    (holder, key) => {
      holder[key] = [MARK, holder[key]];
    },
    at,
  );
  const [before = '', after] = marked.split(`"${MARK}",`);
  if (after === undefined) return text;
  return `${before}${'['.repeat(depth)}"*"${']'.repeat(depth)},${after}`;
}

const MARK = 'nested here';

/** Much of one thing: wildcards, variables, values. */
function many(choice: number): unknown {
  const count = choice % 10 === 0 ? 10_000 : (choice % 100) + 1;
  const texts = ['*a', '?', '${aws:username}', '*:', 'a', '${'];
  const text = pick(texts, choice);
  if (choice % 3 === 0) return text.repeat(count);
  if (choice % 3 === 1) return Array.from({ length: count }, (_, index) => `${text}${index}`);
  return { StringLike: { 'aws:username': Array.from({ length: count }, (_, index) => `${text}${index}`) } };
}
