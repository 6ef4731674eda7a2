import { expect, test } from 'vitest';
import { aFinding, anAssessment } from '../../../../test/builders/finding.ts';
import { sampleAssessment } from '../../../../test/sample-assessment.ts';
import type { Finding } from '../../../model/finding.ts';
import type { JsonObject } from '../../../model/json.ts';
import { exposedResources, stateOf } from '../exposed-resource.ts';
import { tallyOf } from '../tally.ts';
import { exposureSection } from './exposure.ts';

function section(...findings: readonly Finding[]) {
  const assessment = anAssessment(findings);
  return exposureSection(assessment, tallyOf(assessment));
}

const layer = (name: string, state: string, says = '') => ({ layer: name, state, says });
const way = (layers: readonly JsonObject[]) => ({
  operation: 'read',
  by: 'bucket-policy',
  grant: 'statement 1',
  stoppedBy: [],
  layers,
  request: { principal: '*', action: 's3:GetObject', resource: 'arn:aws:s3:::ledger/example' },
});
const OPEN = [layer('account-block-public-access', 'passes'), layer('policy', 'grants', 'statement 1')];
const HELD = [layer('account-block-public-access', 'stops'), layer('policy', 'grants', 'statement 1')];

function bucketFinding(id: string, layers: readonly JsonObject[], overrides: Partial<Finding> = {}): Finding {
  return aFinding({
    id: `finding-of-${id}`,
    check: 's3-bucket-not-public-read',
    resource: { type: 'AWS::S3::Bucket', id, arn: `arn:aws:s3:::${id}`, name: null, tags: null },
    evidence: { bucket: `arn:aws:s3:::${id}`, bucketName: id, ways: [way(layers)] },
    ...overrides,
  });
}

const queue = (evidence: JsonObject, overrides: Partial<Finding> = {}): Finding =>
  aFinding({
    id: 'finding-of-queue',
    check: 'sqs-queue-no-external-access',
    resource: {
      type: 'AWS::SQS::Queue',
      id: 'orders',
      arn: 'arn:aws:sqs:eu-west-1:1:orders',
      name: null,
      tags: null,
    },
    evidence: {
      policy: 'arn:aws:sqs:eu-west-1:1:orders',
      statements: [{ statement: 2, sid: 'Partner' }],
      witness: {
        principal: 'arn:aws:iam::999900001111:role/example',
        action: 'sqs:SendMessage',
        resource: 'q',
      },
      ...evidence,
    },
    ...overrides,
  });

test('is not there where nobody gets in', () => {
  expect(section(aFinding())).toBeNull();
  expect(section(queue({}, { status: 'pass' }))).toBeNull();
});

test('each way with its layers, from what lets it pass to where it ends', () => {
  const text = section(bucketFinding('ledger', OPEN))?.body.text ?? '';
  expect(text).toContain('<b>Anybody</b>: read');
  const drawn = [...text.matchAll(/class="layer ([a-z ]+)">(?:<span class="layer-name">([^<]*))?/g)];
  expect(drawn.map(([, state, name = '']) => `${name} ${state}`)).toEqual([
    'Block Public Access of the account passes',
    'Bucket policy grants',
    ' end open',
  ]);
  expect(text).toContain('s3:GetObject on arn:aws:s3:::ledger/example');
  expect(text).toContain('href="#status=fail&#38;finding=finding-of-ledger"');
});

test('open ones first, and what settings alone hold last; the badge counts open failures', () => {
  const suppressed = { rule: 'r', reason: 'known', expires: null };
  const findings = [
    bucketFinding('held', HELD, { status: 'pass' }),
    queue({ outsiders: ['account 999900001111'] }),
    bucketFinding('known', OPEN, { suppressed }),
    bucketFinding('open', OPEN),
  ];
  const found = exposedResources(findings);
  expect(found.map(({ id }) => id)).toEqual(['known', 'open', 'orders', 'held']);
  expect(found.map(stateOf)).toEqual(['open', 'open', 'open', 'stopped']);
  expect(section(...findings)?.badge).toBe(2);
});

test('a policy that names accounts, a share, and what is not settled', () => {
  const [named] = exposedResources([queue({ outsiders: ['account 999900001111'] })]);
  expect(named?.ways).toMatchObject([
    {
      who: 'account 999900001111',
      does: 'sqs:SendMessage',
      outcome: 'open',
      layers: [{ name: 'Policy', state: 'grants', says: 'statement 2 "Partner"' }],
    },
  ]);
  const [unsure] = exposedResources([queue({}, { status: 'unknown' })]);
  expect(unsure?.ways).toMatchObject([{ who: 'Whoever has an AWS account', outcome: 'unknown' }]);
  const shared = queue({ policy: null, sharedWith: ['all'], outsiders: ['all'] });
  expect(exposedResources([shared])[0]?.ways).toMatchObject([
    { who: 'Whoever has an AWS account', does: 'copy' },
  ]);
});

test('accounts that a bucket lets in, beside strangers, and those that a setting keeps out', () => {
  const access = (more: JsonObject): Finding =>
    bucketFinding('ledger', OPEN, {
      id: 'finding-of-accounts',
      check: 's3-bucket-cross-account-access',
      evidence: {
        bucket: 'arn:aws:s3:::ledger',
        access: [
          { who: 'account 999900001111', open: [], held: [], grant: 'statement 2 of its policy', ...more },
        ],
      },
    });
  const [inside] = exposedResources([bucketFinding('ledger', OPEN), access({ open: ['read', 'write'] })]);
  expect(inside?.ways).toMatchObject([
    { who: 'Anybody' },
    { who: 'account 999900001111', does: 'read, write', outcome: 'open', layers: [{ state: 'grants' }] },
  ]);
  const held = access({ held: ['read'], stoppedBy: ['restrictPublicBuckets of 111122223333'] });
  const [kept] = exposedResources([{ ...held, status: 'pass' }]);
  expect(kept?.ways).toMatchObject([
    { outcome: 'stopped', layers: [{ state: 'stops' }, { state: 'grants' }] },
  ]);
  expect(exposedResources([access({})])).toEqual([]);
});

test("what a trail's check tells of its bucket is the bucket's, once", () => {
  const trail = bucketFinding('ledger', OPEN, {
    id: 'finding-of-trail',
    resource: {
      type: 'AWS::CloudTrail::Trail',
      id: 'main',
      arn: 'arn:aws:cloudtrail:x',
      name: null,
      tags: null,
    },
  });
  const [only, ...others] = exposedResources([trail, bucketFinding('ledger', OPEN)]);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ type: 'AWS::S3::Bucket', id: 'ledger' });
  expect(only?.ways).toHaveLength(1);
});

test('names of others stay text', () => {
  const hostile = bucketFinding('<img src=x>\u202e', [layer('policy', 'grants', '<b>')]);
  expect(section(hostile)?.body.text ?? '').not.toMatch(/<img|says"><b>|\u202e/);
});

test('evidence of other shapes tells nothing, or what it can', () => {
  for (const ways of [null, 'x', [7], [{}], [{ layers: 'x' }]])
    expect(exposedResources([aFinding({ evidence: { ways } })])).toEqual([]);
  const [odd] = exposedResources([aFinding({ evidence: { ways: [{ layers: [7] }] } })]);
  expect(odd?.ways[0]?.layers).toEqual([{ name: '', state: 'unread', says: '' }]);
});

test('the flawed account of the sample organisation has many, the others none', async () => {
  const { findings } = await sampleAssessment();
  const open = exposedResources(findings).filter((each) => stateOf(each) === 'open');
  expect(open.length).toBeGreaterThan(20);
  expect(new Set(open.map(({ account }) => account))).toEqual(new Set(['111122223333']));
  const ways = open.flatMap((each) => each.ways);
  for (const { who, does, layers } of ways) {
    expect(who).not.toBe('');
    expect(does).not.toBe('');
    expect(layers.some(({ state }) => state === 'grants')).toBe(true);
  }
});
