import { expect, test } from 'vitest';
import { findReach, printedReach, reachExitCode } from '../../src/app/network/find-reach.ts';
import { reachSchema } from '../../src/report/json/network/reach-schema.ts';
import { deniedListing, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';
import { twoTiers } from './two-tiers.ts';

const TERMINAL = { color: false, width: 100 };
const whole = snapshotOf({ resources: twoTiers().resources });

test('by pairs of addresses', () => {
  const text = (from: string, to: string): string =>
    printedReach(findReach(whole, from, to), 'table', TERMINAL);
  expect(text('i-web', 'i-db')).toBe('10.0.1.10 → 10.0.2.20\n  tcp 5432\n');
  expect(text('internet', '10.0.2.20')).toBe('the internet → 10.0.2.20\n  nothing gets through\n');
  expect(reachExitCode(findReach(whole, 'i-web', 'i-db'))).toBe(0);
});

test('between the members of groups, of a VPC or of a subnet', () => {
  const text = (from: string, to: string): string =>
    printedReach(findReach(whole, from, to), 'table', TERMINAL);
  expect(text('sg-web', 'sg-db')).toBe('sg-web → sg-db\n  tcp 5432\n');
  expect(text('sg-db', 'sg-web')).toBe('sg-db → sg-web\n  tcp 443\n');
  expect(text('vpc-1', 'subnet-private')).toBe('vpc-1 → subnet-private\n  tcp 5432, between some of them\n');
  expect(text('sg-db', 'sg-db')).toBe('sg-db → sg-db\n  nothing gets through\n');
  expect(text('eni-web', 'sg-db')).toBe('eni-web → sg-db\n  tcp 5432\n');
  expect(text('sg-db', 'internet')).toBe(
    'sg-db → internet\n  tcp all ports\n  udp all ports\n  icmp all types\n',
  );
  const answer = findReach(whole, 'sg-web', 'sg-db');
  expect(validAnswer(printedReach(answer, 'json', TERMINAL), reachSchema)).toEqual(answer);
  expect(reachExitCode(answer)).toBe(0);
});

test.each([
  [
    'sg-none',
    'sg-db',
    'sg-none: expected the id of a security group, VPC, subnet, network interface or instance',
  ],
  ['internet', 'sg-db', 'internet: rampart network exposed tells what the internet reaches of sg-db'],
])('sets that are none: %s → %s', (from, to, message) => {
  expect(() => findReach(whole, from, to)).toThrow(message);
});

test('JSON is as the schema says', () => {
  const answer = findReach(whole, 'internet', 'i-web');
  expect(validAnswer(printedReach(answer, 'json', TERMINAL), reachSchema)).toEqual(answer);
});

test('what was not read is named, exit code 3', () => {
  const resources = twoTiers().resources.filter((each) => each.type !== 'AWS::EC2::NetworkAcl');
  const answer = findReach(snapshotOf({ resources, denied: ['AWS::EC2::NetworkAcl'] }), 'i-web', 'i-db');
  expect(reachExitCode(answer)).toBe(3);
  const text = printedReach(answer, 'table', TERMINAL);
  expect(text).toContain('tcp 5432, not known');
  expect(text).toContain(deniedListing('AWS::EC2::NetworkAcl').call);
});

test('the command says in one sentence what is not there', async () => {
  const snapshot = 'lab/demo/organisation.snapshot';
  const { code, stderr } = await rampart(['network', 'reach', 'internet', 'i-0', '--snapshot', snapshot]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'rampart: i-0: no network interface or instance of this id was read\n',
  });
});
