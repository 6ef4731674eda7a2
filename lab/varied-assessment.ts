import { summaryOf } from '../src/assess/summary.ts';
import type { Assessment, DeniedCall, SuppressionUse } from '../src/model/assessment.ts';
import type { Finding, Suppression } from '../src/model/finding.ts';

export interface VariedOptions {
  /** An assessment of real shapes: the sample organisation's. */
  readonly base: Assessment;
  readonly findings: number;
  /** Other numbers give other names and other choices, the same number always the same. */
  readonly seed?: number;
}

/** Of the base's passes: most of a large report shall carry evidence. */
const PASSES_KEPT = 0.4;
const SUPPRESSED = 0.03;
const UNKNOWN = 0.05;

/**
 * As many findings as asked for: the base's again and again, each time in accounts, regions, names, ids, times and
 * numbers of their own, as a large organisation has them. For trying what reads assessments at any size.
 */
export function variedAssessment({ base, findings: wanted, seed = 1 }: VariedOptions): Assessment {
  const random = randomNumbers(seed);
  const findings: Finding[] = [];
  for (let copy = 0; findings.length < wanted; copy++) {
    const renamed = renamer(copy, seed);
    for (const finding of base.findings) {
      if (findings.length === wanted) break;
      if (finding.status === 'pass' && random() > PASSES_KEPT) continue;
      const other = renamed(finding);
      const id = findings.length.toString(16).padStart(8, '0') + other.id.slice(8); // no two alike
      findings.push(withFate({ ...other, id }, random));
    }
  }
  return completed(base, findings);
}

type Random = () => number;

/** mulberry32: from 0 up to 1. https://github.com/cprosche/mulberry32 */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const RULES: readonly Suppression[] = [
  {
    rule: 'suppressions.yaml rule 1',
    reason: 'Sandbox accounts are emptied every night',
    expires: '2027-01-31',
  },
  { rule: 'suppressions.yaml rule 2', reason: 'Accepted by the risk board, RISK-1182', expires: null },
  {
    rule: 'suppressions.yaml rule 3',
    reason: 'Migration to organisation trails runs until June',
    expires: '2027-06-30',
  },
];

function withFate(finding: Finding, random: Random): Finding {
  const fate = random();
  if (finding.status === 'fail' && fate < SUPPRESSED) {
    const suppressed = RULES[Math.floor((fate / SUPPRESSED) * RULES.length)];
    return suppressed ? { ...finding, suppressed } : finding;
  }
  if (finding.status !== 'pass' || fate > UNKNOWN) return finding;
  const call = CALLS[Math.floor((fate / UNKNOWN) * CALLS.length)] ?? 's3:GetBucketPolicy';
  const why = `AccessDeniedException: ${finding.account} may not call ${call}`;
  return {
    ...finding,
    status: 'unknown',
    summary: `Not known: ${call} (AccessDeniedException).`,
    unread: [{ status: 'unread', call, why }],
  };
}

const CALLS = ['s3:GetBucketPolicy', 'iam:GetRolePolicy', 'kms:GetKeyRotationStatus', 'ec2:DescribeFlowLogs'];

function completed(base: Assessment, findings: readonly Finding[]): Assessment {
  const accounts = [...new Set(findings.map((each) => each.account))].sort();
  const regions = [...new Set(findings.map((each) => each.region))]
    .filter((each) => each !== 'global')
    .sort();
  const resources = new Set(findings.map((each) => each.resource.arn)).size;
  const checks = new Set(findings.map((each) => each.check)).size;
  return {
    ...base,
    accounts: accounts.map((account, index) => ({
      account,
      name: `${WORDS[index % WORDS.length]}-${STAGES[index % STAGES.length]}`,
      partition: 'aws',
      callerArn: `arn:aws:sts::${account}:assumed-role/RampartAudit/scan`,
      regions,
      skippedRegions: [],
    })),
    coverage: {
      ...base.coverage,
      calls: resources * 3,
      regions,
      denied: deniedCalls(findings, regions),
      notEntered: [
        {
          account: '909090909090',
          name: 'payments-prod',
          roleArn: 'arn:aws:iam::909090909090:role/RampartAudit',
          why: 'AccessDenied: the role does not trust the caller',
        },
      ],
      leftOut: [{ account: '808080808080', name: 'sandbox-old', why: 'closed' }],
    },
    summary: summaryOf(findings, resources, checks),
    findings,
    suppressions: ruleUses(findings),
  };
}

function deniedCalls(findings: readonly Finding[], regions: readonly string[]): readonly DeniedCall[] {
  const unknown = findings.filter((each) => each.unread.length > 0);
  const groups = Map.groupBy(unknown, (each) => `${each.account} ${each.unread[0]?.call}`);
  return [...groups.values()].slice(0, 200).flatMap((group) => {
    const [first] = group;
    const [gap] = first?.unread ?? [];
    return first && gap
      ? [
          {
            call: gap.call,
            account: first.account,
            regions: regions.slice(0, 3),
            failed: group.length,
            why: gap.why,
          },
        ]
      : [];
  });
}

function ruleUses(findings: readonly Finding[]): readonly SuppressionUse[] {
  const uses = RULES.map(
    (rule): SuppressionUse => ({
      ...rule,
      state: 'active',
      findings: findings.filter((each) => each.suppressed === rule).length,
    }),
  );
  return [
    ...uses,
    {
      rule: 'suppressions.yaml rule 4',
      reason: 'Until the audit',
      expires: '2026-03-31',
      state: 'expired',
      findings: 7,
    },
    {
      rule: 'suppressions.yaml rule 5',
      reason: 'Old bastion',
      expires: null,
      state: 'unmatched',
      findings: 0,
    },
  ];
}

const STAGES = ['prod', 'staging', 'dev', 'sandbox', 'shared'];

const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-central-1',
  'eu-north-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
];

const WORDS =
  'amber anchor atlas aurora basalt beacon birch cargo cedar cobalt comet coral delta drift ember falcon fjord flint garnet glacier grove harbor hazel heron indigo iris jasper juniper kestrel lagoon lark linden lotus maple marble meadow merlin mesa nimbus nova oak onyx orchid osprey otter pebble pine plover prairie quartz quill raven reef ridge robin saffron sage sierra slate sparrow spruce summit tern thistle timber topaz tundra umber vale violet walnut willow wren zephyr'.split(
    ' ',
  );

/**
 * What names things in a finding's JSON: accounts, regions, times, long hexadecimal or capital ids, and words of
 * resource names. A word of AWS's (a field, a type, an action) is none: it is not among the words of the sample.
 */
const NAMES =
  /\b\d{12}\b|\b[a-z]{2}-(?:north|south|east|west|central|northeast|southeast)+-\d\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16,64}\b|\b[A-Z0-9]{13,20}\b|\b(?:harbourline|meridian|tracking|dispatch|orders|parcel|partner|ledger|depot|freight|telemetry|golden|portal|lindqvist|sorensen|tanaka|petrova|novak|reyes|wolf|magda|tomas|olga|petra)\w*/g;

/** The same name in one copy becomes the same other name everywhere in it. */
function renamer(copy: number, seed: number): (finding: Finding) => Finding {
  const known = new Map<string, string>();
  return (finding) => {
    const { check, practice, title, controls, remediation, ...own } = finding;
    const text = JSON.stringify(own).replace(NAMES, (name) => {
      const other = known.get(name) ?? renamed(name, copy, seed);
      known.set(name, other);
      return other;
    });
    return { ...(JSON.parse(text) as typeof own), check, practice, title, controls, remediation };
  };
}

function renamed(name: string, copy: number, seed: number): string {
  const random = randomNumbers(hashOf(`${seed} ${copy} ${name}`));
  const drawn = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  if (/^\d{12}$/.test(name)) return drawn('123456789', 1) + drawn('0123456789', 11);
  if (/^\d{4}-\d\d-\d\dT/.test(name)) return shifted(name, random());
  if (REGIONS.includes(name)) return REGIONS[Math.floor(random() * REGIONS.length)] ?? name;
  if (/^[0-9a-f-]{16,}$/.test(name)) return name.replace(/[0-9a-f]/g, () => drawn('0123456789abcdef', 1));
  if (/^[A-Z0-9]+$/.test(name))
    return name.slice(0, 4) + drawn('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', name.length - 4);
  return `${WORDS[Math.floor(random() * WORDS.length)]}-${Math.floor(random() * 100)}`;
}

/** Up to a year earlier. */
function shifted(time: string, share: number): string {
  return new Date(Date.parse(`${time}Z`) - share * 365 * 86_400_000).toISOString().slice(0, 19);
}

/** FNV-1a. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
