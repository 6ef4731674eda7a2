import { findingId } from '../../assess/finding-id.ts';
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { ocsfDetections } from '../../report/ocsf/ocsf-detection.ts';
import { detectText } from '../../report/trail/detect-text.ts';
import { ApiError } from '../../sources/aws/api-error.ts';
import { QUERY_FAILED } from '../../sources/aws/athena-queries.ts';
import type {
  DetectDocument,
  Detection,
  DetectionFinding,
  RanRule,
} from '../../trail/answers/detect-document.ts';
import { LakeError } from '../../trail/lake-error.ts';
import type { Events } from '../../trail/open-events.ts';
import { detectionsOf } from '../../trail/questions/detect.ts';
import type { RefusedRule, Rule, RuleSet } from '../../trail/sigma/rule-set.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { askLake, type LakeOptions } from './ask-lake.ts';
import { ownRules, readRules } from './sigma-rules.ts';

export type DetectFormat = 'table' | 'json' | 'ocsf';

export interface DetectOptions extends LakeOptions {
  /** A folder of Sigma rules, or a file; else Rampart's own. */
  readonly rules?: string | undefined;
}

/** What Sigma rules find in a lake. */
export async function findDetections(options: DetectOptions): Promise<DetectDocument> {
  const { rules: path, from = null, to = null } = options;
  const set = path === undefined ? await ownRules() : await readRules(path);
  return askLake(options, async (events) => {
    const { findings, refused } = await ran(set, events, options);
    return {
      from,
      to,
      source: path ?? null,
      rules: set.rules.length - (refused.length - set.refused.length),
      otherSources: set.otherSources,
      refused,
      findings,
    };
  });
}

interface Found {
  readonly findings: readonly DetectionFinding[];
  readonly refused: readonly RefusedRule[];
}

/** A rule that the engine does not take costs its own detections and no other's. */
async function ran(set: RuleSet, events: Events, window: LakeOptions): Promise<Found> {
  const findings: DetectionFinding[] = [];
  const refused = [...set.refused];
  for (const { rule, place } of set.rules)
    try {
      const detections = await detectionsOf(events, rule, window);
      findings.push(...detections.map((each) => findingOf(rule, place, each)));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof LakeError || isOfAthena(error)) throw error;
      const engine = events.database ? 'DuckDB' : 'Athena';
      refused.push({
        place,
        title: rule.title,
        why: `${engine}: ${error.message.replace(/\s+/g, ' ').trim()}`,
      });
    }
  return { findings: findings.sort(worstFirst), refused };
}

/** Not what it says of the rule. */
function isOfAthena(error: Error): boolean {
  return error instanceof ApiError && error.code !== QUERY_FAILED;
}

function worstFirst(a: DetectionFinding, b: DetectionFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (a.lastTime === b.lastTime ? 0 : a.lastTime < b.lastTime ? 1 : -1) ||
    (a.id < b.id ? -1 : 1)
  );
}

function findingOf(rule: Rule, place: string, detection: Detection): DetectionFinding {
  const { account, region, principal, group, firstTime } = detection;
  const own = group.map(({ name, value }) => `${name}=${value}`);
  const key = rule.kind === 'correlation' ? [...own, firstTime] : [region, principal];
  return {
    id: findingId(rule.id ?? rule.title, account ?? '', '', key.join('\n')),
    severity: rule.level,
    title: rule.title,
    summary: summaryOf(detection),
    rule: ruleOf(rule, place),
    ...detection,
  };
}

function ruleOf(rule: Rule, place: string): RanRule {
  const { title, id, level, description, tags, references, falsePositives } = rule;
  return {
    place,
    title,
    id,
    severity: level,
    description,
    practice: practiceOf(tags),
    tags,
    references,
    falsePositives,
  };
}

/** `rampart.practice-1` */
function practiceOf(tags: readonly string[]): number | null {
  const found = tags.flatMap((each) => /^rampart\.practice-(\d{1,2})$/.exec(each)?.[1] ?? []).map(Number);
  return found.find((each) => each >= 1 && each <= 12) ?? null;
}

function summaryOf({ events, eventCount, counted, principal, group, account, region }: Detection): string {
  const names = [...new Set(events.map(({ name }) => name))].sort().join(', ');
  const what = eventCount > events.length ? `the latest ${names}` : names;
  const denied = events.every(({ outcome }) => outcome === 'denied') ? ', all denied' : '';
  const by = group.length === 0 ? (principal ?? 'nobody named') : group.map(({ value }) => value).join(', ');
  const of = counted === null ? '' : ` (${counted} at once)`;
  return `${eventCount} ${eventCount === 1 ? 'event' : 'events'}${of}: ${what} by ${by} in ${account ?? 'an account that is not told'}, ${region ?? 'a region that is not told'}${denied}`;
}

/** Findings come before rules that could not be run. */
export function detectExitCode({ findings, refused }: DetectDocument, failOn: Severity | 'never'): number {
  const limit = failOn === 'never' ? -1 : SEVERITIES.indexOf(failOn);
  if (findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= limit)) return EXIT.findings;
  return refused.length > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedDetections(answer: DetectDocument, format: DetectFormat, terminal: Terminal): string {
  if (format === 'json') return [...jsonDocument(answer)].join('');
  return format === 'ocsf' ? [...ocsfDetections(answer)].join('') : detectText(answer, terminal);
}
