import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findTrace, printedTrace, traceExitCode } from '../../src/app/network/find-trace.ts';
import { traceSchema } from '../../src/report/json/network/trace-schema.ts';
import { aNetworkInterface } from '../builders/network.ts';
import { deniedListing, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';
import { twoTiers } from './two-tiers.ts';

const TERMINAL = { color: false, width: 100 };
const BATFISH = join(
  import.meta.dirname,
  '../../../shared/data/network/batfish/test-public-subnet/aws_configs',
);

const whole = snapshotOf({ resources: twoTiers().resources });

function ask(traffic: string, snapshot = whole) {
  return findTrace(snapshot, { from: 'internet', to: 'i-web', traffic });
}

test('the verdict, why, and each hop', () => {
  expect(printedTrace(ask('tcp/22'), 'table', TERMINAL)).toBe(
    [
      'blocked  internet → i-web, tcp/22',
      '  tcp 198.51.100.1:49152 → 203.0.113.10:22',
      '  at security group sg-web: no ingress rule of sg-web admits it (ENI_SG_RULES_MISMATCH)',
      '',
      'There',
      '  ⇄ internet gateway igw-1',
      '    sends it to the private address 10.0.1.10',
      '    tcp 198.51.100.1:49152 → 10.0.1.10:22',
      '  ✓ network ACL acl-public',
      '    ingress rule 100 allows it',
      '  ✗ security group sg-web',
      '    no ingress rule of sg-web admits it',
      '',
    ].join('\n'),
  );
});

test.each(['tcp/443', 'tcp/22', 'icmp', '47'])('JSON of %s is as the schema says', (traffic) => {
  const answer = ask(traffic);
  expect(validAnswer(printedTrace(answer, 'json', TERMINAL), traceSchema)).toEqual(answer);
  expect(traceExitCode(answer)).toBe(0);
});

test('what was not read makes it unknown, exit code 3, and is named', () => {
  const resources = twoTiers().resources.filter((each) => each.type !== 'AWS::EC2::RouteTable');
  const answer = ask('tcp/443', snapshotOf({ resources, denied: ['AWS::EC2::RouteTable'] }));
  expect(traceExitCode(answer)).toBe(3);
  expect(printedTrace(answer, 'table', TERMINAL)).toContain(deniedListing('AWS::EC2::RouteTable').call);
});

test('names from outside do not reach the terminal as they are', () => {
  const hostile = '\u001b[31meni\u202e';
  const resources = [...twoTiers().resources, aNetworkInterface({ id: hostile })];
  const answer = findTrace(snapshotOf({ resources }), { from: hostile, to: 'i-web', traffic: 'tcp/22' });
  expect(printedTrace(answer, 'table', TERMINAL)).not.toMatch(/[\u001b\u202e]/);
  validAnswer(printedTrace(answer, 'json', TERMINAL), traceSchema);
});

test.each([
  ['tcp', /tcp is no traffic: expected tcp\/443/],
  ['icmp/8', /icmp\/8 is no traffic/],
  ['tcp/70000', /tcp\/70000 is no traffic/],
])('%s is refused with what was expected', (traffic, message) => {
  expect(() => ask(traffic)).toThrow(message);
});

describe.skipIf(!existsSync(BATFISH))('the command (skipped where ../shared is absent)', () => {
  test('answers from a folder of aws output', async () => {
    const { code, stdout, stderr } = await rampart([
      'network',
      'trace',
      'internet',
      'i-06669a407b2ef3ae5',
      'tcp/22',
      '--aws-json',
      BATFISH,
      '--quiet',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^reachable {2}internet → i-06669a407b2ef3ae5, tcp\/22/);
  });

  test('says in one sentence what is not there', async () => {
    const { code, stderr } = await rampart([
      'network',
      'trace',
      'internet',
      'i-0',
      'tcp/22',
      '--aws-json',
      BATFISH,
      '--quiet',
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe('rampart: i-0: no network interface or instance of this id was read\n');
  });
});
