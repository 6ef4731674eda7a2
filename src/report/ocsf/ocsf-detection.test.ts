import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ocsfValidator } from '../../../test/validators/ocsf-validator.ts';
import { INSTALLED, OCSF_DETECTION_SCHEMA } from '../../../test/validators/validators.ts';
import type { DetectDocument, DetectionFinding } from '../../trail/answers/detect-document.ts';
import type { TrailEvent } from '../../trail/answers/event.ts';
import { ocsfDetections } from './ocsf-detection.ts';

const EVENT: TrailEvent = {
  time: '2026-11-19T10:00:00Z',
  eventId: 'e-1',
  source: 'cloudtrail.amazonaws.com',
  name: 'StopLogging',
  region: 'eu-west-1',
  account: '111122223333',
  principal: 'arn:aws:iam::111122223333:user/ada',
  sessionName: null,
  sourceIdentity: null,
  accessKeyId: null,
  invokedBy: null,
  sourceIpAddress: '198.51.100.7',
  userAgent: 'aws-cli',
  outcome: 'allowed',
  errorCode: null,
  errorMessage: null,
  file: 'file.json.gz',
};

const FINDING: DetectionFinding = {
  id: '0123456789abcdef0123',
  severity: 'high',
  title: 'A trail was stopped or deleted',
  summary: '1 event: StopLogging by ada',
  rule: {
    place: 'rules/trail_stopped.yml:1',
    title: 'A trail was stopped or deleted',
    id: '6e6f7468-696e-4720-a973-207265636f72',
    severity: 'high',
    description: 'Nothing is recorded.',
    practice: 1,
    tags: [],
    references: ['https://docs.aws.amazon.com/'],
    falsePositives: [],
  },
  account: '111122223333',
  region: 'eu-west-1',
  principal: 'arn:aws:iam::111122223333:user/ada',
  group: [],
  firstTime: '2026-11-19T10:00:00Z',
  lastTime: '2026-11-19T10:00:00Z',
  eventCount: 1,
  counted: null,
  events: [EVENT],
};

function documentOf(findings: readonly DetectionFinding[]): DetectDocument {
  const lake = {
    folder: 'lake',
    accounts: [],
    firstDay: null,
    lastDay: null,
    events: 0,
    quarantinedFiles: 0,
  };
  return {
    schemaVersion: 1,
    tool: { name: 'rampart', version: '0.1.0' },
    lake,
    from: null,
    to: null,
    source: null,
    rules: 1,
    otherSources: 0,
    refused: [],
    findings,
  };
}

function eventsOf(...findings: readonly DetectionFinding[]): readonly object[] {
  return JSON.parse([...ocsfDetections(documentOf(findings))].join('')) as readonly object[];
}

test('a detection is a Detection Finding with its rule, its times and its calls', () => {
  expect(eventsOf(FINDING)).toMatchObject([
    {
      class_uid: 2004,
      type_uid: 200401,
      severity_id: 4,
      count: 1,
      time: Date.parse('2026-11-19T10:00:00Z'),
      finding_info: { uid: FINDING.id, analytic: { uid: FINDING.rule.id } },
      evidences: [{ api: { operation: 'StopLogging' }, src_endpoint: { ip: '198.51.100.7' } }],
      cloud: { account: { uid: '111122223333' } },
    },
  ]);
  expect(eventsOf()).toEqual([]);
});

describe.skipIf(!INSTALLED)('the official schema (skipped until npm run validators)', () => {
  test('holds, and would tell what is wrong', () => {
    const valid = ocsfValidator(OCSF_DETECTION_SCHEMA);
    const [event] = eventsOf(FINDING);
    expect(valid(event), JSON.stringify(valid.errors)).toBe(true);
    expect(valid({ ...event, severity_id: 7 })).toBe(false);
    expect(valid({ ...event, made_up: 1 })).toBe(false);
  });

  test('holds whatever the log says, and without what it does not say', () => {
    const valid = ocsfValidator(OCSF_DETECTION_SCHEMA);
    const text = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('s3.amazonaws.com', '::1'),
    );
    const event = fc.record({
      account: text,
      region: text,
      principal: text,
      sourceIpAddress: text,
      errorCode: text,
      userAgent: text,
    });
    fc.assert(
      fc.property(event, fc.option(fc.string({ unit: 'binary' }), { nil: null }), (fields, id) => {
        const { account, region, principal } = fields;
        const rule = { ...FINDING.rule, id, description: id, practice: null, references: [] };
        const events = [{ ...EVENT, ...fields }];
        const [found] = eventsOf({ ...FINDING, rule, account, region, principal, events });
        expect(valid(found), JSON.stringify(valid.errors)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
