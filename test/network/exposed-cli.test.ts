import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exposedExitCode, findExposed, printedExposed } from '../../src/app/network/find-exposed.ts';
import { exposedSchema } from '../../src/report/json/network/exposed-schema.ts';
import { aNetworkInterface, aRule, aSecurityGroup } from '../builders/network.ts';
import { deniedListing, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';
import { twoTiers } from './two-tiers.ts';

const TERMINAL = { color: false, width: 100 };
const DEMO = join(import.meta.dirname, '../../lab/demo/organisation.snapshot');

const group = aSecurityGroup({
  id: 'sg-web',
  ingress: [aRule('tcp', 443, '0.0.0.0/0'), aRule('tcp', 22, '192.0.2.0/24'), aRule('icmp', [8, -1], '::/0')],
});
const whole = snapshotOf({ resources: twoTiers(group).resources });

test('by VPC, each address with what gets through', () => {
  expect(printedExposed(findExposed(whole), 'table', TERMINAL)).toBe(
    [
      'The internet reaches 1 of 3 network interfaces, of which 2 have an address that it knows.',
      '',
      'vpc-1, account 111122223333, us-east-1',
      '  203.0.113.10  eni-web  i-web',
      '    tcp 22   from as many as a /24 holds  by sg-web',
      '    tcp 443  from everywhere              by sg-web',
      '',
    ].join('\n'),
  );
  expect(exposedExitCode(findExposed(whole))).toBe(0);
});

test('one port alone', () => {
  const { interfaces, summary } = findExposed(whole, { port: 22 });
  expect(interfaces.flatMap(({ traffic }) => traffic)).toMatchObject([
    { traffic: 'tcp 22', packet: 'tcp 192.0.2.1:49152 → 203.0.113.10:22' },
  ]);
  expect(findExposed(whole, { port: 3306 }).summary.reached).toBe(0);
  expect(summary.reached).toBe(1);
});

test('JSON is as the schema says', () => {
  const answer = findExposed(whole);
  expect(validAnswer(printedExposed(answer, 'json', TERMINAL), exposedSchema)).toEqual(answer);
});

test('what was not read is named, exit code 3', () => {
  for (const type of ['AWS::EC2::RouteTable', 'AWS::EC2::NetworkInterface'] as const) {
    const resources = twoTiers().resources.filter((each) => each.type !== type);
    const answer = findExposed(snapshotOf({ resources, denied: [type] }));
    expect(exposedExitCode(answer)).toBe(3);
    expect(printedExposed(answer, 'table', TERMINAL)).toContain(deniedListing(type).call);
  }
});

test('names from outside do not reach the terminal as they are', () => {
  const hostile = aNetworkInterface({
    id: 'eni-web',
    description: '\u001b[31m\u202eELB',
    subnetId: 'subnet-public',
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
    attachment: null,
  });
  const answer = findExposed(snapshotOf({ resources: twoTiers(hostile).resources }));
  expect(printedExposed(answer, 'table', TERMINAL)).not.toMatch(/[\u001b\u202e]/);
  validAnswer(printedExposed(answer, 'json', TERMINAL), exposedSchema);
});

test('the command, on the sample organisation', async () => {
  const { code, stdout } = await rampart(['network', 'exposed', '--port', '3306', '--snapshot', DEMO]);
  expect(code).toBe(0);
  expect(stdout).toContain('RDSNetworkInterface orders');
  expect(stdout).not.toContain('444455556666');
});
