import type { Severity } from '../../model/finding.ts';
import { isObject } from '../../model/json.ts';
import { conditionOf } from './condition.ts';
import { Refusal, type RulePath } from './refusal.ts';
import type { DetectionRule, Expression, RuleHead } from './rule.ts';
import { selectionOf } from './selection.ts';

type Mapping = Readonly<Record<string, unknown>>;

const LEVELS: Readonly<Record<string, Severity>> = {
  informational: 'info',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};

/** @throws Refusal */
export function detectionRule(document: Mapping): DetectionRule {
  const head = ruleHead(document);
  const detection = document['detection'];
  const at: RulePath = ['detection'];
  if (!isObject(detection)) throw new Refusal(at, 'detection: expected a mapping');
  if (detection['timeframe'] !== undefined)
    throw new Refusal(
      [...at, 'timeframe'],
      'timeframe is not supported: Sigma has correlations in its place',
    );
  const selections = new Map<string, Expression>();
  for (const [name, value] of Object.entries(detection))
    if (name !== 'condition') selections.set(name, selectionOf(value, [...at, name]));
  return { ...head, kind: 'detection', condition: wholeCondition(detection['condition'], selections) };
}

/** Several conditions: any of them. */
function wholeCondition(value: unknown, selections: ReadonlyMap<string, Expression>): Expression {
  const at: RulePath = ['detection', 'condition'];
  const conditions: readonly unknown[] = Array.isArray(value) ? value : [value];
  const of = conditions.map((each) => {
    if (typeof each !== 'string') throw new Refusal(at, 'condition: expected a text');
    return conditionOf(each, selections, at);
  });
  if (of.length === 0) throw new Refusal(at, 'condition: an empty list');
  return { kind: 'any', of };
}

/** Whether it is about CloudTrail's events; others are not Rampart's to run. */
export function isOfCloudTrail({ logsource }: Mapping): boolean {
  if (!isObject(logsource)) return false;
  const { product, service, category } = logsource;
  return product === 'aws' && (service ?? 'cloudtrail') === 'cloudtrail' && (category ?? null) === null;
}

export function ruleHead(document: Mapping): RuleHead {
  const { title, status, taxonomy } = document;
  if (typeof title !== 'string' || title === '') throw new Refusal(['title'], 'title: expected a text');
  if (status === 'unsupported') throw new Refusal(['status'], 'its status is unsupported');
  if (taxonomy !== undefined && taxonomy !== 'sigma')
    throw new Refusal(['taxonomy'], 'a taxonomy of its own is not supported');
  return {
    title,
    id: textOrNull(document, 'id'),
    name: textOrNull(document, 'name'),
    level: levelOf(document),
    description: textOrNull(document, 'description'),
    references: texts(document, 'references'),
    falsePositives: texts(document, 'falsepositives'),
    tags: texts(document, 'tags'),
  };
}

/** A rule without a level says nothing of its weight. */
function levelOf({ level }: Mapping): Severity {
  if (level === undefined || level === null) return 'medium';
  const known = typeof level === 'string' && Object.hasOwn(LEVELS, level) ? LEVELS[level] : undefined;
  if (!known) throw new Refusal(['level'], `level: expected one of ${Object.keys(LEVELS).join(', ')}`);
  return known;
}

function textOrNull(document: Mapping, key: string): string | null {
  const value = document[key] ?? null;
  if (value !== null && typeof value !== 'string') throw new Refusal([key], `${key}: expected a text`);
  return value;
}

function texts(document: Mapping, key: string): readonly string[] {
  const value = document[key] ?? [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === 'string');
}
