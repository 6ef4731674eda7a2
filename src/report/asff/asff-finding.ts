import type { Assessment } from '../../model/assessment.ts';
import type { Finding, FindingResource, FindingStatus, Severity } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { GLOBAL_REGION } from '../../model/resource.ts';
import { clipped } from '../clipped.ts';
import { introductionText } from '../introduction/introduction-text.ts';
import { partitionOf } from '../partition-of.ts';
import { printable } from '../printable.ts';
import { asffResourceType } from './asff-resource-type.ts';

/**
 * A finding for Security Hub, under the account's own ("default") product. The lengths are Security Hub's limits:
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 */
export function asffFinding(finding: Finding, assessment: Assessment): JsonObject {
  const { id, check, status, severity, account, title, summary, remediation, controls, suppressed } = finding;
  const { partition, region } = hubOf(finding, assessment);
  const { asOf } = assessment;
  const label = status === 'pass' ? 'INFORMATIONAL' : LABELS[severity];
  return {
    SchemaVersion: '2018-10-08',
    Id: `rampart/${id}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: 'Rampart',
    CompanyName: 'Rampart',
    Region: region,
    GeneratorId: `rampart/${check}`,
    AwsAccountId: account,
    Types: [TYPE],
    CreatedAt: asOf,
    UpdatedAt: asOf,
    Severity: { Label: label, Original: severity },
    Title: shown(title, 256),
    Description: shown(summary, 1024),
    Remediation: { Recommendation: { Text: shown(remediation, 512) } },
    ProductFields: productFields(finding),
    Resources: [resourceOf(finding, partition, region)],
    Compliance: {
      Status: STATUSES[status],
      ...(controls.length > 0
        ? { RelatedRequirements: controls.slice(0, 32).map((each) => shown(each, 256)) }
        : {}),
      ...reasons(finding),
    },
    FindingProviderFields: { Severity: { Label: label, Original: severity }, Types: [TYPE] },
    RecordState: 'ACTIVE',
    // Taken when the finding is new; later a customer's own change alone moves it.
    Workflow: { Status: suppressed ? 'SUPPRESSED' : 'NEW' },
    ...(suppressed
      ? { Note: { Text: shown(suppressed.reason, 512), UpdatedBy: 'rampart', UpdatedAt: asOf } }
      : {}),
  };
}

/** The Security Hub that takes it: of the finding's account, in its Region, in the partition's first for a global one. */
export function hubOf(
  finding: Finding,
  assessment: Assessment,
): { readonly account: string; readonly partition: string; readonly region: string } {
  const partition = partitionOf(finding, assessment);
  const region = finding.region === GLOBAL_REGION ? (HOME_REGIONS[partition] ?? 'us-east-1') : finding.region;
  return { account: finding.account, partition, region };
}

const HOME_REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
};

const TYPE = 'Software and Configuration Checks/AWS Security Best Practices';

const LABELS: Readonly<Record<Severity, string>> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFORMATIONAL',
};

/** `WARNING`: some information is missing. */
const STATUSES: Readonly<Record<FindingStatus, string>> = {
  fail: 'FAILED',
  unknown: 'WARNING',
  pass: 'PASSED',
};

function reasons({ unread }: Finding): JsonObject {
  if (unread.length === 0) return {};
  return {
    StatusReasons: unread
      .slice(0, 10)
      .map(({ call, why }) => ({ ReasonCode: shown(call, 100), Description: shown(why, 1024) })),
  };
}

function resourceOf({ resource }: Finding, partition: string, region: string): JsonObject {
  return {
    Type: asffResourceType(resource.type),
    Id: shown(resource.arn, 512),
    Partition: partition,
    Region: region,
    ...tagsOf(resource),
  };
}

const MOST_TAGS = 50;

/** A tag without a value is left out: Security Hub takes none. */
function tagsOf({ tags }: FindingResource): JsonObject {
  const kept = Object.entries(tags ?? {})
    .filter(([key, value]) => key.trim() !== '' && value.trim() !== '')
    .slice(0, MOST_TAGS);
  if (kept.length === 0) return {};
  return { Tags: Object.fromEntries(kept.map(([key, value]) => [shown(key, 128), shown(value, 256)])) };
}

function productFields({
  id,
  check,
  practice,
  severity,
  evidence,
  resource,
  suppressed,
  introducedBy,
}: Finding): JsonObject {
  const fields: Readonly<Record<string, string>> = {
    'rampart/FindingId': id,
    'rampart/Check': check,
    'rampart/Practice': String(practice),
    'rampart/Severity': severity,
    'rampart/ResourceType': resource.type,
    'rampart/ResourceId': resource.id,
    'rampart/ResourceName': resource.name ?? '',
    'rampart/Evidence': JSON.stringify(evidence),
    'rampart/SuppressedBy': suppressed?.rule ?? '',
    'rampart/IntroducedBy': introducedBy ? introductionText(introducedBy) : '',
    'rampart/IntroducedByEvent': introducedBy?.kind === 'event' ? introducedBy.event.eventId : '',
    'rampart/IntroducedByFile': introducedBy?.kind === 'event' ? introducedBy.event.file : '',
  };
  const kept = Object.entries(fields).filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(kept.map(([key, value]) => [key, shown(value, 2048)]));
}

/** Security Hub counts characters, takes no empty text and no line breaks. */
function shown(text: string, length: number): string {
  const whole = clipped(printable(text), length);
  return whole.trim() === '' ? '-' : whole;
}
