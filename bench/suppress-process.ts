import { suppress } from '../src/assess/suppress.ts';
import type { Finding, FindingResource } from '../src/model/finding.ts';
import type { SuppressionRule } from '../src/model/suppression-rule.ts';
import { sampleAssessment } from '../test/sample-assessment.ts';

const FINDINGS = 500_000;
const RULES = 500;
const AS_OF = '2026-11-23T12:00:00.000Z';

/** What `suppress.ts` runs in a process of its own. */
export interface SuppressFigures {
  readonly findings: number;
  readonly resources: number;
  readonly kinds: readonly KindFigures[];
}

export interface KindFigures {
  readonly kind: string;
  readonly cpuSeconds: number;
  readonly hidden: number;
}

const { findings: shapes } = await sampleAssessment();
const findings = failures();
const resources = [...new Set(findings.map((each) => each.resource))];
const figures: SuppressFigures = {
  findings: findings.length,
  resources: resources.length,
  kinds: Object.entries(kindsOfRules()).map(([kind, rules]) => measured(kind, rules)),
};
process.stdout.write(JSON.stringify(figures));

/** The sample's findings again and again, each time of resources of other names, and all of them failures. */
function failures(): readonly Finding[] {
  const made: Finding[] = [];
  for (let copy = 0; made.length < FINDINGS; copy++) {
    const renamed = new Map<string, FindingResource>();
    for (const finding of shapes.slice(0, FINDINGS - made.length)) {
      const { arn } = finding.resource;
      const resource = renamed.get(arn) ?? named(finding.resource, copy);
      renamed.set(arn, resource);
      made.push({ ...finding, status: 'fail', resource });
    }
  }
  return made;
}

function named(resource: FindingResource, copy: number): FindingResource {
  const { id, arn, tags } = resource;
  const end = `-${copy % 7}-${copy}`;
  return { ...resource, id: `${id}${end}`, arn: `${arn}${end}`, tags: { ...tags, copy: String(copy) } };
}

/** Five hundred rules of one kind each; of every kind some hide and some do not. */
function kindsOfRules(): Readonly<Record<string, readonly SuppressionRule[]>> {
  const checks = [...new Set(shapes.map((each) => each.check))];
  const ofAll = (about: (place: number, sample: Finding) => Partial<SuppressionRule>): SuppressionRule[] =>
    Array.from({ length: RULES }, (_, place) => {
      const sample = findings[Math.floor((place * findings.length) / RULES)] ?? findings[0];
      if (!sample) throw new Error('the sample has no findings');
      return { rule: `rules.yaml:${place + 1}`, reason: 'measured', expires: null, ...about(place, sample) };
    });
  const middle = (text: string): string => text.slice(Math.floor(text.length / 3));
  const globs = (place: number, { resource: { arn, id } }: Finding): string =>
    [
      `${arn.slice(0, -1)}*`,
      `*${middle(id)}`,
      `*${middle(id)}*`,
      `arn:aws:*:${middle(arn)}*`,
      `${id.slice(0, -1)}?`,
    ][place % 5] ?? '*';
  return {
    'globs of any check': ofAll((place, sample) => ({ resources: [globs(place, sample)] })),
    'globs of a check each': ofAll((place, sample) => ({
      resources: [globs(place, sample)],
      checks: [checks[place % checks.length] ?? ''],
    })),
    'a glob that nearly all resources fit, of an account each': ofAll((place) => ({
      resources: ['arn:aws:*'],
      accounts: [String(100000000000 + place)],
    })),
    'tags, globs among them': ofAll((place) => ({ tags: { copy: place % 2 ? `${place}*` : `${place}` } })),
    'whole ARNs': ofAll((_, sample) => ({ resources: [sample.resource.arn] })),
  };
}

function measured(kind: string, rules: readonly SuppressionRule[]): KindFigures {
  const before = process.cpuUsage();
  const judged = suppress(findings, rules, AS_OF);
  const { user, system } = process.cpuUsage(before);
  const hidden = judged.findings.filter((each) => each.suppressed).length;
  return { kind, cpuSeconds: (user + system) / 1e6, hidden };
}
