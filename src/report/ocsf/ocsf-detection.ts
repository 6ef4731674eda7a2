import type { JsonObject } from '../../model/json.ts';
import { PRACTICES } from '../../model/practice.ts';
import type { DetectDocument, DetectionFinding } from '../../trail/answers/detect-document.ts';
import type { TrailEvent } from '../../trail/answers/event.ts';
import type { Pieces } from '../pieces.ts';
import { ocsfArray } from './ocsf-array.ts';
import { ocsfAccount, ocsfMetadata, ocsfSeverity } from './ocsf-product.ts';

export function ocsfDetections(answer: DetectDocument): Pieces {
  return ocsfArray(answer.findings.map((each) => ocsfDetection(each, answer)));
}

/** https://schema.ocsf.io/1.8.0/classes/detection_finding?profiles=cloud */
export function ocsfDetection(finding: DetectionFinding, { tool }: DetectDocument): JsonObject {
  const { rule, severity, summary, firstTime, lastTime, eventCount, account, region, principal } = finding;
  const partition = /^arn:(aws[\w-]*):/.exec(principal ?? '')?.[1] ?? 'aws';
  return {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2004,
    class_name: 'Detection Finding',
    activity_id: 1,
    activity_name: 'Create',
    type_uid: 200401,
    type_name: 'Detection Finding: Create',
    time: Date.parse(lastTime),
    start_time: Date.parse(firstTime),
    end_time: Date.parse(lastTime),
    count: eventCount,
    ...ocsfSeverity(severity),
    status_id: 1,
    status: 'New',
    message: summary,
    metadata: ocsfMetadata(rule.id ?? rule.title, tool.version, lastTime),
    finding_info: findingInfo(finding),
    evidences: finding.events.map(evidence),
    cloud: {
      provider: 'AWS',
      cloud_partition: partition,
      ...(region === null ? {} : { region }),
      ...(account === null ? {} : { account: ocsfAccount(account) }),
    },
  };
}

function findingInfo({ id, title, rule, firstTime, lastTime }: DetectionFinding): JsonObject {
  const practice = rule.practice === null ? undefined : PRACTICES[rule.practice - 1];
  return {
    uid: id,
    title,
    ...(rule.description === null ? {} : { desc: rule.description }),
    ...(practice ? { types: [`${practice.practice}. ${practice.title}`] } : {}),
    ...(rule.references[0] === undefined ? {} : { src_url: rule.references[0] }),
    first_seen_time: Date.parse(firstTime),
    last_seen_time: Date.parse(lastTime),
    analytic: { uid: rule.id ?? rule.title, name: rule.title, type_id: 1, type: 'Rule' },
  };
}

/** The call, who made it and whence; the rest as it stands in the answer of `trail detect`. */
function evidence(event: TrailEvent): JsonObject {
  const { name, source, principal, sourceIpAddress, outcome, errorCode } = event;
  return {
    api: {
      operation: name,
      service: { name: source },
      request: { uid: event.eventId },
      response: errorCode === null ? { message: outcome } : { message: outcome, error: errorCode },
    },
    ...(principal === null ? {} : { actor: { user: { uid: principal } } }),
    ...(sourceIpAddress !== null && ADDRESS.test(sourceIpAddress)
      ? { src_endpoint: { ip: sourceIpAddress } }
      : {}),
    data: { ...event },
  };
}

/** Services stand where addresses do when they call. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$/;
