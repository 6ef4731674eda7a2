import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { SuppressionRule } from '../../model/suppression-rule.ts';
import { UsageError } from '../errors.ts';
import { parseYaml } from '../yaml-file.ts';
import { suppressionsOf } from './read-suppressions.ts';
import { refuseImpossible } from './refuse-impossible.ts';
import { suppressionsJsonSchema } from './suppressions-schema.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../../docs/guides/suppressions.md'), 'utf8');

function rulesOf(text: string): readonly SuppressionRule[] {
  return suppressionsOf(parseYaml('s.yaml', text));
}

test('one value or a list, each rule known by its line', () => {
  const rules = rulesOf(`# accepted
- check: root-mfa
  account: 012345678901
  reason: token ordered
  expires: 2026-12-31

- practice: [11, 12]
  region: [global, eu-west-1]
  resource: [arn:aws:s3:::web, '*-logs']
  tags: { env: dev* }
  reason: >
    a sandbox
`);
  expect(rules).toEqual([
    {
      rule: 's.yaml:2',
      reason: 'token ordered',
      expires: '2026-12-31',
      checks: ['root-mfa'],
      accounts: ['012345678901'],
    },
    {
      rule: 's.yaml:7',
      reason: 'a sandbox',
      expires: null,
      practices: [11, 12],
      regions: ['global', 'eu-west-1'],
      resources: ['arn:aws:s3:::web', '*-logs'],
      tags: { env: 'dev*' },
    },
  ]);
});

test('no rules are no rules', () => {
  expect(rulesOf('[]')).toEqual([]);
});

test("the guide's rules are right, by the published schema too", () => {
  const blocks = [...GUIDE.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1] ?? '');
  expect(blocks.length).toBeGreaterThan(0);
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const valid = ajv.compile(suppressionsJsonSchema());
  for (const block of blocks) {
    expect(rulesOf(block).length).toBeGreaterThan(0);
    expect(valid(parse(block)), JSON.stringify(valid.errors)).toBe(true);
  }
  expect(valid([{ check: 'no-such-check', reason: 'x' }])).toBe(false);
});

test.each([
  ['', 's.yaml is empty: expected a list of suppression rules, or [] for none'],
  ['check: root-mfa', '1:1: found a mapping, expected a list of suppression rules'],
  ['- root-mfa', '1:3: found "root-mfa", expected a rule with at least one of check'],
  ['- reason: x', '1:3: found a mapping, expected a rule with at least one of check'],
  ['- {expires: 2027-01-01, reason: x}', 'expected a rule with at least one of check'],
  ['- check: root-mfa', '1:3: reason is missing: expected a text that says why'],
  ['- {check: root-mfa, reason: " "}', 'reason: found " ", expected a text that says why'],
  [
    '- {check: root-mfaa, reason: x}',
    '1:11: check: found "root-mfaa", expected the id of a check (rampart checks list); did you mean root-mfa?',
  ],
  ['- {check: [root-mfa, 7], reason: x}', '1:22: check[1]: found 7, expected the id of a check'],
  ['- {check: [], reason: x}', 'check: found an empty list, expected the id of a check'],
  ['- {check: s3-*, reason: x}', 'check: found "s3-*", expected the id of a check'],
  ['- {practice: 13, reason: x}', 'practice: found 13, expected a practice from 1 to 12'],
  ['- {practice: "3", reason: x}', 'practice: found "3", expected a practice from 1 to 12'],
  ['- {account: 1234, reason: x}', 'account: found 1234, expected an account id of twelve digits'],
  [
    '- {region: eu-wst-1, reason: x}',
    'region: found "eu-wst-1", expected a region such as eu-west-1, or global for what an account has once; did you mean eu-west-1?',
  ],
  ['- {region: golbal, reason: x}', 'did you mean global?'],
  ['- {region: eu-*, reason: x}', 'region: found "eu-*", expected a region'],
  ['- {resource: "", reason: x}', 'resource: found "", expected an ARN'],
  ['- {resource: "arn:aws:s3", reason: x}', 'resource: found "arn:aws:s3", expected an ARN'],
  ['- {tags: [env], reason: x}', 'tags: found a list, expected a mapping of tags'],
  ['- {tags: {env: 1}, reason: x}', 'tags.env: found 1, expected the value of a tag'],
  ['- {tags: {}, reason: x}', 'tags: found an empty mapping, expected at least one tag'],
  [
    '- {check: root-mfa, reason: x, expires: 2026-02-30}',
    'expires: found "2026-02-30", expected a date such as',
  ],
  ['- {check: root-mfa, reason: x, expires: tomorrow}', 'expires: found "tomorrow", expected a date such as'],
  [
    '- {check: root-mfa, reason: x, until: 2027-01-01}',
    '1:32: "until" is no key here; expected one of check, practice',
  ],
  ['- {chek: root-mfa, reason: x}', '1:4: "chek" is no key here; did you mean check?'],
  [
    '- {check: root-mfa, practice: 12, reason: x}',
    's.yaml:1: check root-mfa is of practice 3, and the rule is for practice 12 only',
  ],
])('refuses %j', (text, message) => {
  expect(() => rulesOf(text)).toThrow(UsageError);
  expect(() => rulesOf(text)).toThrow(message);
});

test('newer regions than Rampart are taken', () => {
  expect(rulesOf('- {region: eu-west-9, reason: x}')[0]?.regions).toEqual(['eu-west-9']);
});

test('rules that are data are held to the same', () => {
  const rule = { rule: 'mine', reason: 'x', expires: null };
  expect(() => refuseImpossible([{ ...rule, checks: ['root-mfa'] }])).not.toThrow();
  expect(() => refuseImpossible([rule])).toThrow('mine: a suppression rule must say what it is about');
  expect(() => refuseImpossible([{ ...rule, checks: [] }])).toThrow('must say what it is about');
  expect(() => refuseImpossible([{ ...rule, tags: {} }])).toThrow('must say what it is about');
  expect(() => refuseImpossible([{ ...rule, practices: [3], reason: '' }])).toThrow('must give its reason');
  expect(() => refuseImpossible([{ ...rule, checks: ['root-mfaa'] }])).toThrow('did you mean root-mfa?');
});

test('any list is rules or one short sentence', () => {
  const keys = fc.constantFrom(
    'check',
    'practice',
    'account',
    'region',
    'resource',
    'tags',
    'reason',
    'expires',
    'constructor',
    '\u001b[2J\u202e',
  );
  const values = fc.oneof(
    fc.constant('root-mfa'),
    fc.integer(),
    fc.string(),
    fc.jsonValue(),
    fc.constant('x'.repeat(10_000)),
  );
  fc.assert(
    fc.property(fc.array(fc.dictionary(keys, values), { maxLength: 3 }), (document) => {
      try {
        for (const rule of rulesOf(stringify(document))) expect(rule.reason).not.toBe('');
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message.length).toBeLessThan(500);
        expect((error as Error).message).not.toMatch(/undefined|\n/);
      }
    }),
    { numRuns: 300 },
  );
});
