import { expect, test } from 'vitest';
import { ec2Defaults } from '../../../test/builders/ec2.ts';
import { aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { deniedListing, type EvaluateOptions, evaluate, inventoryOf } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { parseIntent } from '../../app/config/parse-intent.ts';
import { assess } from '../../assess/assess.ts';
import type { Resource } from '../../model/resource-types.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { networkTiering } from './network-tiering.ts';

const SELECTORS = {
  web: { securityGroups: ['sg-web'] },
  db: { securityGroups: ['sg-db'] },
  gone: { names: ['gone'] },
};

function wanting(...texts: readonly string[]): Pick<Settings, 'intents'> {
  const names = Object.keys(SELECTORS);
  return { intents: { selectors: SELECTORS, rules: texts.map((text) => parseIntent(text, names)) } };
}

const CLOSED = aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 3306, 'sg-web')], egress: [] });

function judged(texts: readonly string[], changed: readonly Resource[] = [], options: EvaluateOptions = {}) {
  const { resources } = twoTiers(...changed);
  const vpc = resources.find(({ type }) => type === 'AWS::EC2::VPC');
  if (!vpc) throw new Error('no VPC');
  const all = [...resources.filter((each) => each !== vpc), ec2Defaults()];
  return evaluate(networkTiering, vpc, { resources: all, settings: wanting(...texts), ...options });
}

const TIERS = [
  'allow internet -> web tcp/443',
  'allow web -> db tcp/3306',
  'deny db -> internet',
  'deny internet -> * except web tcp/443',
];

test('without intents there is nothing to judge', () => {
  expect(judged([])).toEqual([]);
});

test('two tiers that are as they are wanted', () => {
  const outcomes = judged(TIERS, [CLOSED]);
  expect(outcomes.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass']);
  expect(outcomes[1]).toMatchObject({
    key: 'allow web -> db tcp/3306',
    summary: 'In vpc-1, "allow web -> db tcp/3306" holds for the one pair of ends.',
  });
});

test('what gets through that must not, and what does not that must', () => {
  const [allow, deny] = judged(['allow web -> db tcp/3306', 'deny db -> internet']);
  expect(allow).toMatchObject({
    status: 'fail',
    summary:
      'In vpc-1, "allow web -> db tcp/3306" does not hold: tcp 10.0.1.10:49152 → 10.0.2.20:3306 does not get from eni-web to eni-db: no ingress rule of sg-db admits it.',
    evidence: {
      refutations: [{ from: 'eni-web', to: 'eni-db', blockedAt: { kind: 'security-group', id: 'sg-db' } }],
    },
  });
  expect(deny).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('gets from eni-db to internet'),
    evidence: {
      refutations: [
        {
          from: 'eni-db',
          to: 'internet',
          path: expect.arrayContaining([expect.objectContaining({ id: 'nat-1' })]),
        },
      ],
    },
  });
});

test('unknown while lists are missing', () => {
  const [outcome] = judged(['deny internet -> db'], [CLOSED], { denied: ['AWS::EC2::NetworkInterface'] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing('AWS::EC2::NetworkInterface')] });
  expect(judged(['allow web -> db tcp/3306'], [CLOSED], { denied: ['AWS::EC2::NetworkAcl'] })).toMatchObject([
    { status: 'pass' },
  ]);
});

test('a selector that names nothing is an error of the assessment, and no verdict', () => {
  const { snapshot } = inventoryOf({ resources: twoTiers().resources });
  const settings = { ...DEFAULT_SETTINGS, ...wanting('deny gone -> db', 'deny internet -> db') };
  const { errors, findings } = assess(snapshot, { checks: [networkTiering], settings });
  expect(errors).toEqual([
    {
      check: 'network-tiering',
      resource: 'rampart.yaml',
      message: 'intent "deny gone -> db": no network interface that was read is named by gone',
    },
  ]);
  expect(findings.map(({ evidence }) => evidence['intent'])).toEqual(['deny internet -> db']);
});
