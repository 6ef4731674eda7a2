import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { UsageError } from './errors.ts';
import { parseYaml, readYaml } from './yaml-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'rampart-yaml-'));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function place(message: string): string {
  return message.replaceAll(`${folder}/`, '');
}

test('knows the place of values, of keys and of what is missing', () => {
  const file = parseYaml('f.yaml', 'a:\n  - x\n  - b: &same { c: 1 }\n    d: *same\n');
  expect(file.value).toEqual({ a: ['x', { b: { c: 1 }, d: { c: 1 } }] });
  expect(file.place(['a', 0])).toBe('f.yaml:2:5');
  expect(file.place(['a', 1, 'b', 'c'])).toBe('f.yaml:3:19');
  expect(file.place(['a', 1], 'b')).toBe('f.yaml:3:5');
  expect(file.place(['a', 1, 'd', 'c'])).toBe('f.yaml:3:19');
  expect(file.place(['a', 1, 'nothing', 'deeper'])).toBe('f.yaml:3:5');
  expect(file.line(['a', 1])).toBe('f.yaml:3');
});

test('takes the last of a repeated key where that is asked for, and names the others', () => {
  const file = parseYaml('f', 'a: 1\nb: {c: 1}\na: 2\nb: {d: 3}\na: 4', { repeatedKeys: 'last' });
  expect(file.value).toEqual({ a: 4, b: { d: 3 } });
  expect(file.repeated).toEqual([
    { line: 'f:1', key: 'a' },
    { line: 'f:2', key: 'b' },
    { line: 'f:3', key: 'a' },
  ]);
  expect(file.place(['a'])).toBe('f:5:4');
  expect(file.line(['b'], 'd')).toBe('f:4');
});

test('account ids keep their zeros, quoted or not, as keys too', () => {
  expect(parseYaml('f', '[012345678901, "012345678901", 12345678901, 1e3]').value).toEqual([
    '012345678901',
    '012345678901',
    12_345_678_901,
    1000,
  ]);
  expect(parseYaml('f', '012345678901: 1').value).toEqual({ '012345678901': 1 });
});

test('a byte order mark and Windows line ends are no fault', async () => {
  const file = await readYaml(written('bom.yaml', '\ufeffa: 1\r\nb: 2\r\n'));
  expect(file.value).toEqual({ a: 1, b: 2 });
});

test('gives back what any YAML writer wrote', () => {
  const key = fc.string({ unit: 'grapheme' }).filter((each) => each !== '__proto__');
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, 1.5, 7),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (each) => {
      expect(parseYaml('f', stringify(each)).value).toEqual(each);
    }),
  );
});

test('text that is no YAML is a sentence, never a crash', () => {
  const yamlish = fc.array(
    fc.constantFrom('a', ':', ' ', '\n', '- ', '[', '{', '}', '&x ', '*x', '"', '!', '|', '\t', '<<'),
  );
  fc.assert(
    fc.property(yamlish, (pieces) => {
      try {
        parseYaml('f', pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message).toMatch(/^f:\d+:\d+: [^\n]+$/);
      }
    }),
    { numRuns: 2000 },
  );
});

const BOMB = ['a: &a [1,1,1,1,1,1,1,1,1,1]'];
for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => pair.split('')))
  BOMB.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`);

test.each([
  ['a key twice', 'a: 1\nb: 2\na: 3', 'f:3:1: this key stands here twice'],
  ['two documents', 'a: 1\n---\nb: 1', 'f:2:1: a second document begins here'],
  ['a tab', 'a:\n\tb: 1', 'f:2:1: a tab indents this line'],
  ['an unknown anchor', 'a: *b', 'f:1:4: there is no anchor of this name'],
  ['an alias of itself', 'a: &x [*x]', 'f:1:7: it holds itself by an alias'],
  ['a bomb of aliases', BOMB.join('\n'), 'aliases make it too large'],
  ['nesting without end', '['.repeat(50_000), 'it is nested too deeply'],
  ['a tag', 'a: !!js/function x', 'f:1:4: a YAML tag (a word after "!") stands here'],
  ['a key that is a list', '? [1]\n: 2', 'f:1:3: this key is no text'],
  ['a prototype', 'a: {__proto__: {b: 1}}', 'f:1:5: the key "__proto__" is not allowed'],
  ['an open quote', 'a: "b', 'f:1:6: not valid YAML: Missing closing "quote'],
  ['an unfinished list', 'a: [1', 'f:1:6: not valid YAML'],
])('refuses %s', (_what, text, message) => {
  expect(() => parseYaml('f', text)).toThrow(UsageError);
  expect(() => parseYaml('f', text)).toThrow(message);
});

const huge = written('huge.yaml', '');
truncateSync(huge, 100 * 1024 * 1024);

test.each([
  [join(folder, 'nowhere.yaml'), /^there is no file nowhere\.yaml$/],
  [folder, /is a folder: expected a YAML file$/],
  [huge, /^huge\.yaml is larger than 4 MB: expected a YAML file$/],
  ['/dev/zero', /^\/dev\/zero is larger than 4 MB/],
  [written('latin1.yaml', Buffer.from('name: Zürich', 'latin1')), /^latin1\.yaml is not UTF-8 text/],
  [written('utf16.yaml', Buffer.from('\ufeffa: 1', 'utf16le')), /^utf16\.yaml is not UTF-8 text/],
  ['nul\u0000.yaml', /^cannot read nul/],
])('refuses the file %s', async (path, message) => {
  const error = await readYaml(path).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UsageError);
  expect(place((error as Error).message)).toMatch(message);
});
