import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { UsageError } from '../errors.ts';
import { parseYaml } from '../yaml-file.ts';
import { configKeys } from './config-keys.ts';
import { configJsonSchema } from './config-schema.ts';
import { type Config, configOf } from './load-config.ts';

const EXAMPLE = join(import.meta.dirname, '../../../docs/guides/rampart.example.yaml');
const example = readFileSync(EXAMPLE, 'utf8');

function configFrom(text: string, path = 'rampart.yaml'): Config {
  return configOf(parseYaml(path, text));
}

test('without a key everything is as by default', () => {
  expect(configFrom('{}')).toEqual({
    path: 'rampart.yaml',
    settings: DEFAULT_SETTINGS,
    suppressions: null,
    organization: null,
    trail: null,
  });
});

test('a key takes the place of its default and leaves the others', () => {
  const { settings } = configFrom(
    'thresholds: { maxSessionHours: 4, passwordPolicy: { minimumLength: 20 } }',
  );
  expect(settings).toEqual({
    ...DEFAULT_SETTINGS,
    maxSessionHours: 4,
    passwordPolicy: { ...DEFAULT_SETTINGS.passwordPolicy, minimumLength: 20 },
  });
});

test('the example has every key, and the thresholds their defaults', () => {
  const document: unknown = parse(example);
  const missing = configKeys().filter(({ path }) => valueAt(document, path) === undefined);
  expect(missing.map((each) => each.path)).toEqual([]);
  const { settings, organization, suppressions, trail } = configFrom(example);
  const { trustedAccounts, administrators, trailReaders, administrationOrigins, intents, ...rest } = settings;
  expect({ ...DEFAULT_SETTINGS, ...rest }).toEqual(DEFAULT_SETTINGS);
  expect(trustedAccounts).toEqual(['999988887777']);
  expect(administrators).toHaveLength(2);
  expect(trailReaders).toHaveLength(2);
  expect(administrationOrigins).toEqual(['203.0.113.0/24']);
  expect(Object.keys(intents.selectors)).toEqual(['web', 'database', 'private', 'bastion', 'office']);
  expect(intents.rules).toHaveLength(6);
  expect(intents.selectors).toMatchObject({
    web: { tags: { tier: 'web' } },
    database: { securityGroups: ['sg-0123456789abcdef0', 'database-*'] },
    private: { subnets: ['subnet-0123456789abcdef0'] },
    bastion: { names: ['bastion-*'] },
    office: { addresses: ['203.0.113.0/24', '2001:db8::/32'] },
  });
  expect(organization).toEqual({
    roleName: 'audit/rampart',
    externalId: '7f0c2e6a-rampart',
    managementRoleArn: 'arn:aws:iam::111122223333:role/audit/rampart',
    excludeAccounts: ['444455556666'],
  });
  expect(suppressions).toBe('suppressions.yaml');
  expect(trail).toBe('rampart-trail');
});

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((found, key) => (found as Record<string, unknown> | undefined)?.[key], value);
}

test('every setting has its key', () => {
  const keys = new Set(configKeys().map(({ path }) => path.replace(/^thresholds\./, '').split('.')[0]));
  expect(Object.keys(DEFAULT_SETTINGS).filter((each) => !keys.has(each))).toEqual([]);
});

test('every number is taken at its limits and refused beyond them', () => {
  const numbers = configKeys().filter(({ schema }) => schema['type'] === 'integer');
  expect(numbers.length).toBeGreaterThan(15);
  for (const { path, schema } of numbers) {
    const { minimum, maximum } = schema as { minimum: number; maximum: number };
    for (const [value, right] of [
      [minimum, true],
      [maximum, true],
      [minimum - 1, false],
      [maximum + 1, false],
      [minimum + 0.5, false],
    ] as const) {
      const text = stringify(path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));
      const attempt = (): Config => configFrom(text);
      if (right) expect(valueAt(attempt().settings, path.replace('thresholds.', ''))).toBe(value);
      else expect(attempt).toThrow(`${path}: found ${value}, expected a whole number`);
    }
  }
});

test('the published schema takes what Rampart takes, and refuses another key', () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const valid = ajv.compile(configJsonSchema());
  expect(valid(parse(example)), JSON.stringify(valid.errors)).toBe(true);
  expect(valid({ trustedAccounts: [111_122_223_333] })).toBe(true); // no quotes
  expect(valid({ threshold: {} })).toBe(false);
  expect(valid({ thresholds: { maxSessionHours: 13 } })).toBe(false);
});

test('a path in the file is relative to it', () => {
  expect(configFrom('suppressions: accepted.yaml', 'audit/rampart.yaml').suppressions).toBe(
    'audit/accepted.yaml',
  );
  expect(configFrom('suppressions: /etc/accepted.yaml', 'audit/rampart.yaml').suppressions).toBe(
    '/etc/accepted.yaml',
  );
});

test.each([
  ['', 'rampart.yaml is empty: expected settings'],
  ['# nothing', 'rampart.yaml is empty: expected settings'],
  ['- a', '1:1: found a list, expected a mapping of settings'],
  ['hello', '1:1: found "hello", expected a mapping of settings'],
  ['tresholds: {}', '1:1: "tresholds" is no key here; did you mean thresholds?'],
  [
    'thresholds:\n  maxSesionHours: 3',
    '2:3: "maxSesionHours" is no key of thresholds; did you mean maxSessionHours?',
  ],
  ['maxSessionHours: 3', '1:1: "maxSessionHours" is no key here; it belongs in thresholds'],
  [
    'thresholds: {minimumLength: 8}',
    '1:14: "minimumLength" is no key of thresholds; it belongs in thresholds.passwordPolicy',
  ],
  ['thresholds: {publicPorts: [1]}', 'it belongs in the top of the file'],
  ['completely: 1', '1:1: "completely" is no key here; expected one of thresholds, trustedAccounts'],
  ['thresholds:', '1:12: thresholds: found nothing, expected a mapping of thresholds'],
  ['thresholds: [1]', '1:13: thresholds: found a list, expected a mapping of thresholds'],
  [
    'thresholds: {rootUnusedDays: 90 days}',
    '1:30: thresholds.rootUnusedDays: found "90 days", expected a whole number of days from 1 to 3650',
  ],
  ['thresholds: {rootUnusedDays: .inf}', 'found Infinity, expected'],
  ['thresholds: {passwordPolicy: {requireSymbols: yes}}', 'found "yes", expected true or false'],
  [
    'thresholds: {passwordPolicy: {maxAgeDays: 2000}}',
    'found 2000, expected a whole number of days from 1 to 1095, or null',
  ],
  ['trustedAccounts: 111122223333', 'trustedAccounts: found "111122223333", expected a list of account ids'],
  [
    'trustedAccounts: [1111]',
    '1:19: trustedAccounts[0]: found 1111, expected an account id of twelve digits',
  ],
  ['administrators: ["*"]', 'administrators[0]: found "*", expected the ARN of a user, a role or a group'],
  ['trailReader: []', '1:1: "trailReader" is no key here; did you mean trailReaders?'],
  [
    'trailReaders: [auditor]',
    'trailReaders[0]: found "auditor", expected the ARN of a user, a role or a group',
  ],
  [
    'administrationOrigins: [office]',
    '1:25: administrationOrigins[0]: found "office", expected an address range such as 203.0.113.0/24 or 2001:db8::/32',
  ],
  ['publicPorts: [443, 0]', '1:20: publicPorts[1]: found 0, expected a TCP port from 1 to 65535'],
  ['selectors: {web: {}}', 'selectors.web: found an empty mapping, expected a mapping of tags'],
  ['selectors: {web: {adress: x}}', '1:19: "adress" is no key of selectors.web; did you mean address?'],
  ['selectors: {web: {address: 10.0.0.1}}', 'found "10.0.0.1", expected an address range'],
  ['selectors: {web: {name: [a, 3]}}', '1:29: selectors.web.name[1]: found 3, expected a name'],
  ['selectors: {web: {name: []}}', 'selectors.web.name: found an empty list, expected names'],
  ['selectors: {web: {tags: {}}}', 'selectors.web.tags: found an empty mapping, expected at least one tag'],
  ['selectors: {internet: {name: x}}', '1:13: selectors: found "internet", expected a name of letters'],
  [
    'selectors: {constructor: {name: x}}\nintents: [allow toString -> constructor]',
    'there is no selector "toString"',
  ],
  ['intents: allow internet -> web', 'intents: found "allow internet -> web", expected a list of intents'],
  ['intents:\n  - allow internet -> web', '2:5: intents[0]: there is no selector "web"'],
  ['intents: [{a: 1}]', 'intents[0]: found a mapping, expected an intent such as'],
  ['suppressions: [a]', 'suppressions: found a list, expected the path of a file'],
  ['organization: {roleName: "a b"}', 'organization.roleName: found "a b", expected the name of a role'],
  [
    'organization: {roleName: a, externalId: "x"}',
    'organization.externalId: found "x", expected an external id',
  ],
  ['organization: {roleName: a, managementRoleArn: b}', 'expected the ARN of a role'],
  [
    'organization: {roleName: a, excludeAccounts: [1]}',
    'organization.excludeAccounts[0]: found 1, expected an account id',
  ],
  ['thresholds: {a: 1, b: 2}\nc: 3', '(and 2 more to mend)'],
])('refuses %j', (text, message) => {
  expect(() => configFrom(text)).toThrow(UsageError);
  expect(() => configFrom(text)).toThrow(message);
});

test('whatever is in it, it is a configuration or one short sentence', () => {
  const keys = fc.constantFrom(
    'thresholds',
    'intents',
    'selectors',
    'organization',
    'publicPorts',
    'constructor',
    'a'.repeat(10_000),
    '\u001b[2J\u202e',
  );
  const values = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.string(),
    fc.array(fc.jsonValue()),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.dictionary(keys, values), (document) => {
      try {
        configFrom(stringify(document));
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message.length).toBeLessThan(600);
        expect((error as Error).message).not.toMatch(/undefined|\n/);
      }
    }),
    { numRuns: 100 },
  );
});
