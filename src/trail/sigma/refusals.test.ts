import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { type RuleDocument, ruleSetOf } from './rule-set.ts';

const LOGSOURCE = { product: 'aws', service: 'cloudtrail' };

function documentOf(value: JsonObject): RuleDocument {
  return { value, placeOf: (path) => `rule.yml/${path.join('/')}` };
}

function rule(detection: JsonObject, more: JsonObject = {}): RuleDocument {
  return documentOf({ title: 'rule', logsource: LOGSOURCE, detection, ...more });
}

function selecting(selection: JsonObject): RuleDocument {
  return rule({ selection, condition: 'selection' });
}

const NAMED = rule({ a: { eventName: 'A' }, condition: 'a' }, { name: 'base' });

function correlating(correlation: JsonObject): readonly RuleDocument[] {
  const whole = {
    type: 'event_count',
    rules: ['base'],
    'group-by': [],
    timespan: '5m',
    condition: { gte: 2 },
    ...correlation,
  };
  return [NAMED, documentOf({ title: 'together', correlation: whole })];
}

function whyOf(...documents: readonly RuleDocument[]): readonly string[] {
  return ruleSetOf(documents).refused.map(({ place, why }) => `${place}: ${why}`);
}

test.each<[JsonObject, string]>([
  [{ 'eventName|expand': '%x%' }, 'the modifier "expand" is not supported'],
  [{ 'eventTime|hour': 3 }, 'the modifier "hour" is not supported'],
  [{ 'eventName|re|m': '^a' }, 'the modifier "m" is not supported'],
  [{ 'eventName|re|contains': 'a' }, 'the modifiers re and contains together are not supported'],
  [{ 'eventName|i': 'a' }, 'the modifier i belongs to re'],
  [{ 'eventName|neq|all': ['a'] }, 'the modifiers neq and all together are not supported'],
  [{ 'eventName|base64': 'a*' }, 'base64: a value with wildcards is not supported'],
  [{ 'eventName|wide': 'a' }, 'UTF-16 is supported with base64 or base64offset only'],
  [{ 'sourceIPAddress|cidr': '2001:db8::/32' }, 'cidr: an IPv6 network is not supported'],
  [{ 'sourceIPAddress|cidr': '10.0.0.0/33' }, 'cidr: expected 10.0.0.0/8'],
  [{ eventname: 'a' }, 'the lake has no field "eventname"; did you mean eventName?'],
  [{ eventVersion: '1' }, 'the lake has no field "eventVersion"'],
  [
    { "requestParameters.a'b": 'a' },
    'the field "requestParameters.a\'b": its name has a character that is not supported',
  ],
  [{ 'eventName|re': '(?=a)' }, 'this regular expression: "(?=" is not supported'],
  [{ 'eventName|re': '\\bword' }, 'this regular expression: "\\b" is not supported'],
  [{ 'eventName|re': '(a)\\1' }, 'this regular expression: "\\1" is not supported'],
  [{ 'eventName|re': 'a++' }, 'this regular expression: a possessive quantifier is not supported'],
  [{ 'eventName|re': 'a$b' }, 'this regular expression: "$" before something else is not supported'],
  [{ 'eventName|re': '(a$)b' }, 'this regular expression: "$" before something else is not supported'],
  [{ 'eventName|re': '(a' }, 'this regular expression: a group is not closed'],
  [{ 'eventName|re': '[[:alpha:]]' }, 'this regular expression: a POSIX class is not supported'],
  [{ eventName: [] }, 'eventName: an empty list'],
  [{ eventName: 2 ** 60 }, 'this number is too large to be kept whole: put it in quotes'],
  [{ eventName: 'a\0' }, 'a value with the character 0 is not supported'],
])('%j: %s', (selection, why) => {
  const [key] = Object.keys(selection);
  const refused = whyOf(selecting(selection)).map((each) =>
    each.slice(`rule.yml/detection/selection/${key}: `.length),
  );
  expect(refused).toEqual([expect.stringContaining(why)]);
});

test.each<[JsonObject, string]>([
  [
    { a: { eventName: 'A' }, condition: 'a | count() > 5' },
    'aggregations after "|" are not supported: Sigma has correlations in their place',
  ],
  [
    { a: { eventName: 'A' }, condition: '2 of them' },
    'condition: "2 of" is not supported: expected "1 of" or "all of"',
  ],
  [{ a: { eventName: 'A' }, condition: 'b' }, 'condition: there is no search identifier "b"'],
  [{ a: { eventName: 'A' }, condition: '1 of b*' }, 'condition: no search identifier fits "b*"'],
  [{ a: { eventName: 'A' }, condition: '(a' }, 'condition: ")" is missing'],
  [{ a: { eventName: 'A' }, condition: 'a a' }, 'condition: expected "and" or "or" before "a"'],
  [{ a: { eventName: 'A' } }, 'condition: expected a text'],
  [
    { a: { eventName: 'A' }, timeframe: '5m', condition: 'a' },
    'timeframe is not supported: Sigma has correlations in its place',
  ],
])('%j: %s', (detection, why) => {
  expect(whyOf(rule(detection))).toEqual([expect.stringContaining(why)]);
});

test.each<[JsonObject, string]>([
  [{ type: 'value_avg' }, 'correlation: the type "value_avg" is not supported'],
  [{ rules: ['nobody'] }, 'correlation: there is no rule "nobody" that could be run'],
  [{ timespan: '5 minutes' }, 'correlation: timespan: expected 30s, 10m, 1h or 7d'],
  [{ condition: { neq: 1 } }, 'correlation: the condition "neq" is not supported'],
  [
    { condition: { field: 'eventName', gte: 1 } },
    'correlation: value_count, and no other type, counts the values of a field',
  ],
  [{ 'group-by': ['user'] }, 'the lake has no field "user"'],
  [{ unheard: 1 }, 'correlation: the key "unheard" is not supported'],
  [{ type: 'temporal_ordered', condition: { gte: 1 } }, 'a condition of temporal_ordered is not supported'],
])('a correlation with %j: %s', (correlation, why) => {
  expect(whyOf(...correlating(correlation))).toEqual([expect.stringContaining(why)]);
});

test('a correlation of correlations, a filter, a collection and what is no rule are refused by name', () => {
  const [base, one] = correlating({});
  const outer = documentOf({
    title: 'outer',
    correlation: { type: 'temporal', rules: ['inner'], timespan: '5m' },
  });
  const inner = documentOf({ ...(one?.value as JsonObject), name: 'inner' });
  expect(whyOf(base ?? NAMED, inner, outer)).toEqual([
    expect.stringContaining('a correlation of correlations is not supported'),
  ]);
  expect(whyOf(documentOf({ title: 'f', filter: {} }))).toEqual([
    'rule.yml/filter: Sigma filters are not supported',
  ]);
  expect(whyOf(documentOf({ action: 'global' }))).toEqual([
    'rule.yml/action: rule collections (action) are not supported',
  ]);
  expect(whyOf(documentOf({ key: 1 }))).toEqual([
    'rule.yml/: it is no Sigma rule: expected detection or correlation',
  ]);
});

test('the others run: a refused rule costs itself alone, and those about other logs are counted', () => {
  const windows = documentOf({
    title: 'w',
    logsource: { product: 'windows', category: 'process_creation' },
    detection: { a: { Image: 'x' }, condition: 'a' },
  });
  const { rules, refused, otherSources } = ruleSetOf([selecting({ 'a|b': 1 }), NAMED, windows]);
  expect({ rules: rules.length, refused: refused.length, otherSources }).toEqual({
    rules: 1,
    refused: 1,
    otherSources: 1,
  });
});

test('a rule that serves a correlation does not speak for itself, unless it is to', () => {
  expect(ruleSetOf(correlating({})).rules.map(({ rule: each }) => each.title)).toEqual(['together']);
  expect(ruleSetOf(correlating({ generate: true })).rules.map(({ rule: each }) => each.title)).toEqual([
    'rule',
    'together',
  ]);
});
