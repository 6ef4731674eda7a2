import { isObject } from '../../model/json.ts';
import { type EventField, fieldNamed } from './field.ts';
import { ruleHead } from './parse-rule.ts';
import { Refusal, type RulePath } from './refusal.ts';
import type { DetectionRule, RuleHead } from './rule.ts';

export const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=', eq: '=' } as const;
const TYPES = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const;

/** Upon the count of events, of values or of rules that matched. */
export interface CountLimit {
  readonly comparison: keyof typeof COMPARISONS;
  readonly count: number;
}

/** A rule, and its own fields behind the names that the correlation gives them. */
export interface RelatedRule {
  readonly rule: DetectionRule;
  readonly groupBy: readonly EventField[];
  /** Of value_count. */
  readonly value: EventField | null;
}

/** Finds events that come together. */
export interface CorrelationRule extends RuleHead {
  readonly kind: 'correlation';
  readonly type: (typeof TYPES)[number];
  /** In the order of temporal_ordered. */
  readonly related: readonly RelatedRule[];
  readonly groupBy: readonly string[];
  readonly seconds: number;
  /** All of them. */
  readonly limits: readonly CountLimit[];
  /** Whether the related rules speak for themselves, too. */
  readonly generate: boolean;
}

type Mapping = Readonly<Record<string, unknown>>;

const AT: RulePath = ['correlation'];
const KEYS = new Set(['type', 'rules', 'aliases', 'group-by', 'timespan', 'condition', 'generate']);

/**
 * `ruleNamed` finds a rule by its name or id.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html
 *
 * @throws Refusal
 */
export function correlationRule(
  document: Mapping,
  ruleNamed: (name: string) => DetectionRule | 'correlation' | null,
): CorrelationRule {
  const { correlation } = document;
  if (!isObject(correlation)) throw new Refusal(AT, 'correlation: expected a mapping');
  const unknown = Object.keys(correlation).find((each) => !KEYS.has(each));
  if (unknown)
    throw new Refusal([...AT, unknown], `correlation: the key ${JSON.stringify(unknown)} is not supported`);
  const type = TYPES.find((each) => each === correlation['type']);
  if (!type)
    throw new Refusal(
      [...AT, 'type'],
      `correlation: the type ${shown(correlation['type'])} is not supported`,
    );
  const rules = namedRules(correlation, ruleNamed);
  const groupBy = listOf(correlation['group-by'] ?? [], [...AT, 'group-by']);
  const valueField = fieldOf(correlation['condition']);
  if ((type === 'value_count') !== (valueField !== null))
    throw new Refusal(
      [...AT, 'condition'],
      'correlation: value_count, and no other type, counts the values of a field',
    );
  const fieldFor = aliasesOf(correlation['aliases']);
  return {
    ...ruleHead(document),
    kind: 'correlation',
    type,
    related: rules.map(({ name, rule }) => ({
      rule,
      groupBy: groupBy.map((each) => fieldFor(each, name, [...AT, 'group-by'])),
      value: valueField === null ? null : fieldFor(valueField, name, [...AT, 'condition', 'field']),
    })),
    groupBy,
    seconds: secondsOf(correlation['timespan']),
    limits: limitsOf(correlation['condition'], type, rules.length),
    generate: (correlation['generate'] ?? document['generate']) === true,
  };
}

/** Names of rules that are only there for a correlation. */
export function relatedNames({ correlation }: Mapping): readonly string[] {
  const rules = isObject(correlation) ? correlation['rules'] : null;
  const list: readonly unknown[] = Array.isArray(rules) ? rules : [rules];
  return list.filter((each) => typeof each === 'string');
}

function namedRules(
  correlation: Mapping,
  ruleNamed: (name: string) => DetectionRule | 'correlation' | null,
): readonly { readonly name: string; readonly rule: DetectionRule }[] {
  const at = [...AT, 'rules'];
  const names = listOf(correlation['rules'], at);
  if (names.length === 0) throw new Refusal(at, 'correlation: it names no rule');
  return names.map((name) => {
    const rule = ruleNamed(name);
    if (rule === 'correlation') throw new Refusal(at, 'a correlation of correlations is not supported');
    if (!rule) throw new Refusal(at, `correlation: there is no rule ${shown(name)} that could be run`);
    return { name, rule };
  });
}

/** The field that a name stands for in a rule's events. */
function aliasesOf(aliases: unknown): (name: string, rule: string, at: RulePath) => EventField {
  if (aliases !== undefined && !isObject(aliases))
    throw new Refusal([...AT, 'aliases'], 'aliases: expected a mapping');
  return (name, rule, at) => {
    const byRule = aliases !== undefined && Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    if (byRule === undefined) return fieldNamed(name, at);
    const field = isObject(byRule) && Object.hasOwn(byRule, rule) ? byRule[rule] : undefined;
    const place = [...AT, 'aliases', name];
    if (typeof field !== 'string')
      throw new Refusal(place, `aliases: ${name} names no field of the rule ${shown(rule)}`);
    return fieldNamed(field, place);
  };
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(value: unknown): number {
  const { count, unit = '' } = /^(?<count>\d{1,6})(?<unit>[smhd])$/.exec(String(value))?.groups ?? {};
  const seconds = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (!(seconds > 0))
    throw new Refusal([...AT, 'timespan'], 'correlation: timespan: expected 30s, 10m, 1h or 7d');
  return seconds;
}

function fieldOf(condition: unknown): string | null {
  const field = isObject(condition) ? (condition['field'] ?? null) : null;
  if (field !== null && typeof field !== 'string')
    throw new Refusal(
      [...AT, 'condition', 'field'],
      'correlation: several fields together are not supported',
    );
  return field;
}

/** All of the rules, where temporal proximity says no more. */
function limitsOf(condition: unknown, type: string, rules: number): readonly CountLimit[] {
  const at = [...AT, 'condition'];
  const isTemporal = type.startsWith('temporal');
  if (condition === undefined && isTemporal) return [{ comparison: 'gte', count: rules }];
  if (type === 'temporal_ordered') throw new Refusal(at, 'a condition of temporal_ordered is not supported');
  if (!isObject(condition))
    throw new Refusal(at, 'correlation: condition: expected a mapping such as gte: 10');
  const limits = Object.entries(condition)
    .filter(([key]) => key !== 'field')
    .map(([key, count]): CountLimit => {
      if (!isComparison(key))
        throw new Refusal([...at, key], `correlation: the condition ${shown(key)} is not supported`);
      if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
        throw new Refusal([...at, key], 'correlation: condition: expected a whole number');
      return { comparison: key, count };
    });
  if (limits.length === 0) throw new Refusal(at, 'correlation: condition: expected one such as gte: 10');
  return limits;
}

function isComparison(key: string): key is keyof typeof COMPARISONS {
  return Object.hasOwn(COMPARISONS, key);
}

function listOf(value: unknown, at: RulePath): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each) => {
    if (typeof each !== 'string') throw new Refusal(at, `${String(at.at(-1))}: expected a list of texts`);
    return each;
  });
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 80);
}
