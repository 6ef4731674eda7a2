import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { isFilterPatternError } from './filter-pattern.ts';
import { matchesFilterPattern, matchesWildcards } from './match-filter-pattern.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const TRAIL: JsonObject = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  'cluster.name': 'c',
  latency: 0.001,
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
};

function matches(text: string, event: JsonObject = TRAIL): boolean {
  const pattern = parseFilterPattern(text);
  if (isFilterPatternError(pattern)) throw new Error(`${text}: ${pattern.error}`);
  return matchesFilterPattern(pattern, event);
}

test.each([
  ['', true],
  ['   ', true],
  ['{ $.eventType = "UpdateTrail" }', true],
  ['{$.eventType="UpdateTrail"}', true],
  ['{ $.eventType = UpdateTrail }', true],
  ['{ $.eventType = "updatetrail" }', false],
  ['{ $.eventType = "Update*" }', true],
  ['{ $.eventType = *Trail }', true],
  ['{ $.eventType = "*" }', true],
  ['{ $.sourceIPAddress != 123.123.* }', true],
  ['{ $.sourceIPAddress != 111.111.* }', false],
  ['{ $.arrayKey[0] = "value" }', true],
  ['{ $.arrayKey[1] = "value" }', false],
  ['{ $.arrayKey = "value" }', false],
  ['{ $.arrayKey != "value" }', false],
  ['{ $.user != "x" }', false],
  ['{ $.objectList[1].id = 2 }', true],
  ['{ $.objectList[1].id = "2" }', true],
  ['{ $.objectList[1].id != 2 }', false],
  ['{ $.latency = 1e-3 }', true],
  ['{ $.latency < 50 }', true],
  ['{ $.objectList[1].id >= 2 }', true],
  ['{ $.objectList[1].id > 2 }', false],
  ['{ $.objectList[1].id <= 1.5 }', false],
  ['{ $.eventType > 1 }', false],
  ['{ $.eventType = %Trail% }', true],
  ['{ $.eventType = %^Trail% }', false],
  ['{ $.eventType != %Trail% }', false],
  ['{ $.arrayKey[*] = %val.{2}% }', true],
  ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', true],
  ['{ $.[\'cluster.name\'] = "c" }', true],
  ['{ $.SomeObject IS NULL }', true],
  ['{ $.eventType IS NULL }', false],
  ['{ $.SomeObject != "x" }', false],
  ['{ $.SomeOtherObject NOT EXISTS }', true],
  ['{ $.SomeOtherObject EXISTS }', false],
  ['{ $.SomeObject NOT EXISTS }', false],
  ['{ $.user NOT EXISTS }', false],
  ['{ $.user EXISTS }', true],
  ['{ $.ThisFlag IS TRUE }', true],
  ['{ $.ThisFlag is false }', false],
  ['{ $.ThisFlag = "true" }', false],
  ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
  [
    '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    true,
  ],
  [
    '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
    false,
  ],
  ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
  ['{ (($.user.id = 1)) }', true],
  ['{($.eventType=CreateTrail)||($.eventType=UpdateTrail)||($.eventType=DeleteTrail)}', true],
  ['{ $.eventType=CreateTrail||$.eventType=UpdateTrail }', true],
])('%s: %s', (pattern, expected) => {
  expect(matches(pattern)).toBe(expected);
});

// As the test of a metric filter in AWS's console answers: DataBiosphere/azul, issue 5884.
test('a condition on a missing field does not hold, != included', () => {
  const event = { errorCode: 'AccessDenied', userIdentity: { accountId: 'anonymous' } };
  const pattern =
    '{($.errorCode = "AccessDenied") && ($.userIdentity.invokedBy != "cloudfront.amazonaws.com")}';
  expect(matches(pattern, event)).toBe(false);
  expect(matches(pattern, { ...event, userIdentity: { invokedBy: 'config.amazonaws.com' } })).toBe(true);
});

test('quoted text may hold an escaped quote', () => {
  expect(matches('{ $.a = "say \\"hi\\"" }', { a: 'say "hi"' })).toBe(true);
});

test.each([
  'ERROR',
  '"ConsoleLogin" "Failed"',
  '?ERROR ?WARN',
  '[ip, user, status = 4*]',
  '%AUTHORIZED%',
  '{ }',
  '{ $ = 1 }',
  '{ eventName = "x" }',
  '{ $.a }',
  '{ $.a = }',
  '{ $.a > x }',
  '{ $.a = 1 & $.b = 2 }',
  '{ $.a = 1 && }',
  '{ ($.a = 1 }',
  '{ $.a = 1) }',
  '{ $.a = 1 $.b = 2 }',
  '{ $.a IS NOT NULL }',
  '{ $.a = %(x|y)% }',
  '{ $.a = %[% }',
])('%s is outside the grammar', (pattern) => {
  expect(parseFilterPattern(pattern)).toHaveProperty('error');
});

test.each([
  ['a', 'a', true],
  ['a', 'ab', false],
  ['a*', 'a', true],
  ['a*a', 'a', false],
  ['*b*', 'abc', true],
  ['a*b*c', 'aXbYc', true],
  ['a*bc*c', 'abc', false],
  ['*', '', true],
])('%s over %s: %s', (pattern, text, expected) => {
  expect(matchesWildcards(pattern, text)).toBe(expected);
});
