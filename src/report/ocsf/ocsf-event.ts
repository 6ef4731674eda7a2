import ipaddr from 'ipaddr.js';
import type { Assessment } from '../../model/assessment.ts';
import type { Finding, FindingStatus } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { PRACTICES } from '../../model/practice.ts';
import type { Introduction } from '../../model/trail-change.ts';
import { partitionOf } from '../partition-of.ts';
import { ocsfAccount, ocsfMetadata, ocsfSeverity } from './ocsf-product.ts';

/** A finding as a Compliance Finding. https://schema.ocsf.io/1.8.0/classes/compliance_finding?profiles=cloud */
export function ocsfEvent(finding: Finding, assessment: Assessment, rationale: string | null): JsonObject {
  const { check, severity, summary, evidence, remediation, account, region, suppressed, introducedBy } =
    finding;
  const partition = partitionOf(finding, assessment);
  return {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    activity_id: 1,
    activity_name: 'Create',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time: Date.parse(assessment.asOf),
    ...ocsfSeverity(severity),
    ...(suppressed
      ? { status_id: 3, status: 'Suppressed', comment: `${suppressed.reason} (${suppressed.rule})` }
      : { status_id: 1, status: 'New' }),
    message: summary,
    metadata: ocsfMetadata(check, assessment.tool.version, assessment.asOf),
    finding_info: findingInfo(finding, rationale),
    compliance: compliance(finding),
    resources: [resourceDetails(finding, partition)],
    evidences: [{ data: evidence }, ...introducingCall(introducedBy)],
    remediation: { desc: remediation },
    cloud: {
      provider: 'AWS',
      cloud_partition: partition,
      region,
      account: ocsfAccount(account),
    },
  };
}

/** https://schema.ocsf.io/1.8.0/objects/evidences */
function introducingCall(introduction: Introduction | undefined): readonly JsonObject[] {
  if (introduction?.kind !== 'event') return [];
  const { event } = introduction;
  const { source, name, principal, sourceIpAddress, eventId } = event;
  return [
    {
      name: 'introducedBy',
      uid: eventId,
      api: { operation: name, service: { name: source } },
      ...(principal === null ? {} : { actor: { user: { uid: principal } } }),
      ...(sourceIpAddress !== null && ipaddr.isValid(sourceIpAddress)
        ? { src_endpoint: { ip: sourceIpAddress } }
        : {}),
      data: { ...event },
    },
  ];
}

function findingInfo({ id, title, practice, check }: Finding, rationale: string | null): JsonObject {
  return {
    uid: id,
    title,
    ...(rationale === null ? {} : { desc: rationale }),
    types: [`${practice}. ${PRACTICES[practice - 1]?.title ?? ''}`],
    analytic: { uid: check, name: title, type_id: 1, type: 'Rule' },
  };
}

/** "Warning" is OCSF's word for a check that gave no result for want of information. */
const STATUSES: Readonly<Record<FindingStatus, JsonObject>> = {
  fail: { status_id: 3, status: 'Fail' },
  unknown: { status_id: 2, status: 'Warning' },
  pass: { status_id: 1, status: 'Pass' },
};

function compliance({ status, check, controls, unread }: Finding): JsonObject {
  return {
    ...STATUSES[status],
    control: check,
    standards: [...new Set(controls.map((each) => each.split(':', 1).join()))],
    requirements: controls,
    ...(unread.length > 0 ? { status_details: unread.map(({ call, why }) => `${call}: ${why}`) } : {}),
  };
}

function resourceDetails({ resource, account, region }: Finding, partition: string): JsonObject {
  const { type, id, arn, name, tags } = resource;
  return {
    uid: arn,
    ...(arn === id ? {} : { uid_alt: id }),
    name: name ?? id,
    type,
    region,
    cloud_partition: partition,
    owner: { account: ocsfAccount(account) },
    ...(tags ? { tags: Object.entries(tags).map(([key, value]) => ({ name: key, value })) } : {}),
  };
}
