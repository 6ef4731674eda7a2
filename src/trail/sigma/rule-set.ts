import { isObject } from '../../model/json.ts';
import { type CorrelationRule, correlationRule, relatedNames } from './correlation.ts';
import { detectionRule, isOfCloudTrail } from './parse-rule.ts';
import { Refusal, type RulePath } from './refusal.ts';
import type { DetectionRule } from './rule.ts';

export type Rule = DetectionRule | CorrelationRule;

/** One document of a rule file. */
export interface RuleDocument {
  readonly value: unknown;
  /** `rules/root.yml:12` */
  readonly placeOf: (path: RulePath) => string;
}

export interface RuleSet {
  readonly rules: readonly { readonly rule: Rule; readonly place: string }[];
  readonly refused: readonly RefusedRule[];
  /** Rules about other logs than CloudTrail's. */
  readonly otherSources: number;
}

export interface RefusedRule {
  readonly place: string;
  readonly title: string | null;
  readonly why: string;
}

type Mapping = Readonly<Record<string, unknown>>;
type Read<R> = { readonly rule: R; readonly document: RuleDocument } | RefusedRule;

/** What can be run of the documents, and why the others cannot. */
export function ruleSetOf(documents: readonly RuleDocument[]): RuleSet {
  const sorted = Map.groupBy(documents.map(sortedDocument), ({ kind }) => kind);
  const [detections, correlations, others] = [
    sorted.get('detection') ?? [],
    sorted.get('correlation') ?? [],
    sorted.get('other') ?? [],
  ];
  const single = detections.map((each) => attempt(each, () => detectionRule(each.value)));
  const byName = namesOf(single);
  const isCorrelation = new Set(correlations.flatMap(ownNames));
  const isOther = new Set(others.flatMap(ownNames));
  const ours = correlations.filter(({ value }) => !relatedNames(value).every((each) => isOther.has(each)));
  const several = ours.map((each) =>
    attempt(each, () =>
      correlationRule(
        each.value,
        (name) => byName.get(name) ?? (isCorrelation.has(name) ? 'correlation' : null),
      ),
    ),
  );
  const refused = (sorted.get('none') ?? []).map((each) => refusal(each, noRule(each.value)));
  const otherSources = others.length + correlations.length - ours.length;
  return assembled([...single, ...several], refused, otherSources);
}

interface SortedDocument {
  readonly kind: 'detection' | 'correlation' | 'other' | 'none';
  readonly document: RuleDocument;
  readonly value: Mapping;
}

function sortedDocument(document: RuleDocument): SortedDocument {
  const value: Mapping = isObject(document.value) ? document.value : {};
  return { kind: kindOf(value), document, value };
}

function kindOf(value: Mapping): SortedDocument['kind'] {
  if (value['correlation'] !== undefined) return 'correlation';
  if (value['detection'] === undefined) return 'none';
  return isOfCloudTrail(value) ? 'detection' : 'other';
}

function ownNames({ value }: SortedDocument): readonly unknown[] {
  return [value['name'], value['id']];
}

/** Rules that only serve a correlation do not speak for themselves. */
function assembled(
  read: readonly Read<Rule>[],
  refused: readonly RefusedRule[],
  otherSources: number,
): RuleSet {
  const rules = read.flatMap((each) =>
    'rule' in each ? [{ rule: each.rule, place: each.document.placeOf([]) }] : [],
  );
  const serving = new Set(
    rules.flatMap(({ rule }) =>
      rule.kind === 'correlation' && !rule.generate ? rule.related.map((each) => each.rule) : [],
    ),
  );
  return {
    rules: rules.filter(({ rule }) => rule.kind === 'correlation' || !serving.has(rule)),
    refused: [...refused, ...read.flatMap((each) => ('rule' in each ? [] : [each]))],
    otherSources,
  };
}

function namesOf(read: readonly Read<DetectionRule>[]): ReadonlyMap<string, DetectionRule> {
  const rules = read.flatMap((each) => ('rule' in each ? [each.rule] : []));
  return new Map(
    rules.flatMap((rule) =>
      [rule.id, rule.name].flatMap((each) => (each === null ? [] : [[each, rule] as const])),
    ),
  );
}

function attempt<R>(sorted: SortedDocument, read: () => R): Read<R> {
  try {
    return { rule: read(), document: sorted.document };
  } catch (error) {
    if (error instanceof Refusal) return refusal(sorted, error);
    throw error;
  }
}

function noRule(value: Mapping): Refusal {
  if (value['filter'] !== undefined) return new Refusal(['filter'], 'Sigma filters are not supported');
  if (value['action'] !== undefined)
    return new Refusal(['action'], 'rule collections (action) are not supported');
  return new Refusal([], 'it is no Sigma rule: expected detection or correlation');
}

function refusal({ document, value }: SortedDocument, { path, message }: Refusal): RefusedRule {
  const { title } = value;
  return { place: document.placeOf(path), title: typeof title === 'string' ? title : null, why: message };
}
