import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findExposed, printedExposed } from '../../src/app/network/find-exposed.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import { exposedSchema } from '../../src/report/json/network/exposed-schema.ts';
import {
  aNatGateway,
  aNetworkInterface,
  anEgressOnlyGateway,
  anElasticIp,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
} from '../builders/network.ts';
import { snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';
import { twoTiers } from './two-tiers.ts';

const TERMINAL = { color: false, width: 100 };
const DEMO = join(import.meta.dirname, '../../lab/demo/organisation.snapshot');

const group = aSecurityGroup({
  id: 'sg-web',
  ingress: [aRule('tcp', [8000, 8100], '0.0.0.0/0'), aRule('icmp', [8, -1], '0.0.0.0/0')],
});

const exposedOf = (options: { readonly port?: number }, ...changed: readonly Resource[]) =>
  findExposed(snapshotOf({ resources: twoTiers(...changed).resources }), { ...options, fix: true });

function commandsOf(options: { readonly port?: number }, ...changed: readonly Resource[]): readonly string[] {
  const traffic = exposedOf(options, ...changed).interfaces.flatMap((each) => each.traffic);
  const sets = traffic.flatMap(({ closing }) => closing?.sets ?? []);
  return sets.flatMap(({ commands }) => commands.map((each) => each.replaceAll(' --region us-east-1', '')));
}

test('under each exposure what closes it, as commands, and what that cuts besides', () => {
  const open = aSecurityGroup({ id: 'sg-web', egress: [aRule('-1', null, '0.0.0.0/0')] });
  const text = printedExposed(exposedOf({}, open), 'table', TERMINAL);
  expect(text).toContain(
    [
      '    tcp 443  from everywhere  by sg-web',
      '      1. revoke tcp 443 from 0.0.0.0/0 in sg-web',
      `         aws ec2 revoke-security-group-ingress --group-id sg-web --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]' --region us-east-1`,
      '         also stops tcp 10.0.2.20:49152 → 10.0.1.10:443',
    ].join('\n'),
  );
  expect(text).toContain('… and 1 more way (--output json tells them all)');
});

test('without --fix nothing of it', () => {
  const plain = findExposed(snapshotOf({ resources: twoTiers().resources }));
  expect(plain.interfaces.flatMap(({ traffic }) => traffic.map((each) => each.closing))).toEqual([
    null,
    null,
  ]);
});

test('an edit that closes several is told once, with what it closes', () => {
  const second = aNetworkInterface({
    id: 'eni-more',
    subnetId: 'subnet-public',
    privateIpAddresses: [{ privateIpAddress: '10.0.1.11', primary: true, publicIp: '203.0.113.11' }],
  });
  const answer = exposedOf({}, aSecurityGroup({ id: 'sg-web' }), second);
  expect(answer.sharedEdits?.map(({ says, closes }) => [says, closes.map(({ address }) => address)])).toEqual(
    [
      'revoke tcp 443 from 0.0.0.0/0 in sg-web',
      'remove the route of 0.0.0.0/0 to igw-1 from rtb-public',
      'deny tcp 443 from 0.0.0.0/0 in acl-public, rule 90',
    ].map((says) => [says, ['203.0.113.10', '203.0.113.11']]),
  );
  expect(printedExposed(answer, 'table', TERMINAL)).toContain(
    [
      'Edits that close more than one',
      '  revoke tcp 443 from 0.0.0.0/0 in sg-web: 2 exposures, tcp 443 of 203.0.113.10; tcp 443 of',
      '  203.0.113.11',
    ].join('\n'),
  );
  expect(validAnswer(printedExposed(answer, 'json', TERMINAL), exposedSchema)).toEqual(answer);
});

test('JSON is as the schema says', () => {
  const answer = exposedOf({});
  expect(validAnswer(printedExposed(answer, 'json', TERMINAL), exposedSchema)).toEqual(answer);
});

test('a port that is asked for is closed alone', () => {
  expect(commandsOf({ port: 8080 }, group)).toEqual(
    expect.arrayContaining([
      `aws ec2 authorize-security-group-ingress --group-id sg-web --ip-permissions '[{"IpProtocol":"tcp","FromPort":8000,"ToPort":8079,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]},{"IpProtocol":"tcp","FromPort":8081,"ToPort":8100,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'`,
      `aws ec2 revoke-security-group-ingress --group-id sg-web --ip-permissions '[{"IpProtocol":"tcp","FromPort":8000,"ToPort":8100,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'`,
      'aws ec2 create-network-acl-entry --network-acl-id acl-public --ingress --rule-number 90 --protocol 6 --port-range From=8080,To=8080 --cidr-block 0.0.0.0/0 --rule-action deny',
      'aws ec2 modify-network-interface-attribute --network-interface-id eni-web --no-associate-public-ip-address',
      'aws ec2 delete-route --route-table-id rtb-public --destination-cidr-block 0.0.0.0/0',
    ]),
  );
});

test('ICMP by its type, IPv6, Elastic IPs, and routes to what lets out alone', () => {
  const elastic = anElasticIp({
    publicIp: '203.0.113.10',
    networkInterfaceId: 'eni-web',
    privateIpAddress: '10.0.1.10',
  });
  const nat = aRouteTable({
    id: 'rtb-nat',
    main: false,
    subnetIds: ['subnet-private'],
    routes: [aRoute('10.0.0.0/16', 'local', ''), aRoute('0.0.0.0/0', 'gateway', 'igw-1')],
  });
  expect(commandsOf({}, group, elastic)).toEqual(
    expect.arrayContaining([
      'aws ec2 create-network-acl-entry --network-acl-id acl-public --ingress --rule-number 90 --protocol 1 --icmp-type-code Type=8,Code=-1 --cidr-block 0.0.0.0/0 --rule-action deny',
      `aws ec2 disassociate-address --association-id "$(aws ec2 describe-addresses --public-ips 203.0.113.10 --query 'Addresses[0].AssociationId' --output text)"`,
    ]),
  );
  const gateways = [anEgressOnlyGateway(), aNatGateway({ subnetId: 'subnet-private' }), nat];
  expect(commandsOf({}, ...gateways)).toEqual(
    expect.arrayContaining([
      'aws ec2 unassign-ipv6-addresses --network-interface-id eni-web --ipv6-addresses 2001:db8:1:1::10',
      'aws ec2 replace-route --route-table-id rtb-public --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-1',
      'aws ec2 replace-route --route-table-id rtb-public --destination-ipv6-cidr-block ::/0 --egress-only-internet-gateway-id eigw-1',
    ]),
  );
});

test('a group is taken from an interface by naming those that stay', () => {
  const other = aSecurityGroup({ id: 'sg-other', ingress: [], egress: [] });
  const both = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web', 'sg-other', 'sg-db'],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
  });
  expect(commandsOf({}, other, both)).toContain(
    'aws ec2 modify-network-interface-attribute --network-interface-id eni-web --groups sg-other sg-db',
  );
});

test('names from outside are one inert word of a shell, or stand in no terminal', () => {
  const hostile = aSecurityGroup({
    id: "sg-'$(reboot)\u001b[31m",
    ingress: [aRule('tcp', 443, '0.0.0.0/0')],
  });
  const holder = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: [hostile.id],
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
  });
  expect(commandsOf({}, hostile, holder).join('\n')).toContain("--group-id $'sg-\\047$(reboot)\\033[31m' ");
  expect(printedExposed(exposedOf({}, hostile, holder), 'table', TERMINAL)).not.toContain('\u001b');
});

test('the command, on the sample organisation', async () => {
  const { code, stdout } = await rampart([
    'network',
    'exposed',
    '--port',
    '3306',
    '--fix',
    '--snapshot',
    DEMO,
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('revoke tcp 3306 from 0.0.0.0/0 in sg-816396308677c4afc');
});

test('what breaks an intent that rampart.yaml has says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rampart-intents-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = join(folder, 'rampart.yaml');
  await writeFile(
    config,
    [
      'selectors:',
      '  orders: {securityGroup: sg-816396308677c4afc, address: 198.51.100.0/24}',
      '  office: {address: 192.0.43.0/24}',
      'intents:',
      '  - allow office -> orders tcp/3306',
    ].join('\n'),
  );
  const asked = ['network', 'exposed', '--port', '3306', '--fix', '--snapshot', DEMO];
  const { stdout } = await rampart([...asked, '--config', config]);
  expect(stdout).toContain('breaks the intent "allow office -> orders tcp/3306", tcp 192.0.43.');
  expect((await rampart(asked)).stdout).not.toContain('breaks the intent');
});
