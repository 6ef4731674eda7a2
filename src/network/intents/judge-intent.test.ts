import { expect, test } from 'vitest';
import { aListener } from '../../../test/builders/load-balancing.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
} from '../../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../../test/inventory-of.ts';
import { OPEN_BALANCER, openAcl, twoTiers } from '../../../test/network/two-tiers.ts';
import { parseIntent } from '../../app/config/parse-intent.ts';
import type { NetworkSelector } from '../../model/network-intent.ts';
import { unread } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { Network } from '../network.ts';
import { tracePacket } from '../trace-packet.ts';
import { IntentJudge } from './judge-intent.ts';

const SELECTORS: Readonly<Record<string, NetworkSelector>> = {
  web: { securityGroups: ['sg-web'] },
  db: { subnets: ['subnet-private'] },
  office: { addresses: ['192.0.2.0/24', '203.0.114.0/24'] },
  nothing: { names: ['no-such-*'] },
  outside: { addresses: ['192.0.43.0/24'] },
};

function judged(text: string, resources: readonly Resource[] = [], selectors = SELECTORS) {
  const network = new Network(twoTiers(...resources));
  const judge = new IntentJudge(network, { selectors, rules: [] });
  const verdict = judge.judge(parseIntent(text, Object.keys(selectors)));
  if (verdict.answer === 'refuted')
    for (const { trace } of verdict.refutations)
      if (trace) expect(tracePacket(network, trace.packet)).toEqual(trace);
  return verdict;
}

/** `proved 1`, `refuted internet → eni-web tcp 22`, `unknown NotListed: …` */
function said(text: string, ...resources: readonly Resource[]): string {
  return shown(judged(text, resources));
}

function shown(verdict: ReturnType<typeof judged>): string {
  if (verdict.answer === 'proved') return `proved ${verdict.pairs}`;
  if (verdict.answer === 'unknown') return `unknown ${verdict.missing.map((each) => each.why).join('; ')}`;
  if (verdict.answer !== 'refuted') return verdict.answer;
  const told = verdict.refutations.map(({ from, to, trace }) => {
    if (!trace) return `${from} → ${to}: no address`;
    const { source, destination, protocol, destinationPort } = trace.packet;
    const at = trace.blockedAt ? ` stopped at ${trace.blockedAt.id}` : '';
    return `${from} → ${to}: ${source.address} → ${destination} ${protocol}/${destinationPort}${at}`;
  });
  return `refuted ${told.join('; ')}`;
}

test('the two tiers, as they are wanted', () => {
  expect(said('allow internet -> web tcp/443')).toBe('proved 1');
  expect(said('allow web -> db tcp/5432')).toBe('proved 1');
  expect(said('deny internet -> db')).toBe('proved 1');
  expect(said('deny internet -> * except web tcp/443')).toBe('proved 2');
  expect(said('deny * -> db except db tcp/5432')).toBe('proved 2');
  expect(said('deny web -> db tcp/1-5431, tcp/5433-65535, udp, icmp')).toBe('proved 1');
});

test('what breaks them, each with its packet', () => {
  expect(said('allow internet -> web tcp/80')).toBe(
    'refuted internet → eni-web: 198.51.100.1 → 203.0.113.10 6/80 stopped at sg-web',
  );
  expect(said('allow web -> db tcp/3306')).toBe(
    'refuted eni-web → eni-db: 10.0.1.10 → 10.0.2.20 6/3306 stopped at sg-db',
  );
  expect(said('deny db -> internet')).toBe('refuted eni-db → internet: 10.0.2.20 → 198.51.100.1 6/0');
  expect(said('deny internet -> * except web tcp/80')).toBe(
    'refuted internet → eni-web: 198.51.100.1 → 203.0.113.10 6/443',
  );
  expect(said('deny web -> db')).toBe('refuted eni-web → eni-db: 10.0.1.10 → 10.0.2.20 6/5432');
});

test('a database without a way out', () => {
  const closed = aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', 5432, 'sg-web')], egress: [] });
  const local = aRouteTable({ id: 'rtb-main', routes: [aRoute('10.0.0.0/16', 'local', '')] });
  expect(said('deny db -> internet', closed)).toBe('proved 1');
  expect(said('deny db -> internet', local)).toBe('proved 1');
});

test('an allow holds from everywhere, or not at all', () => {
  const some = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '192.0.2.0/24')] });
  expect(said('allow office -> web tcp/443', some)).toMatch(/^refuted internet → eni-web: 203\.0\.114\./);
  expect(said('allow internet -> web tcp/443', some)).toMatch(
    /^refuted .*198\.51\.100\.1 .* stopped at sg-web/,
  );
  expect(said('deny internet -> web', some)).toMatch(/^refuted internet → eni-web: 192\.0\.2\./);
  expect(said('deny outside -> web', some)).toBe('proved 1');
});

test('one denied address refutes an allow for the whole internet', () => {
  const acl = openAcl('acl-public', ['subnet-public']);
  const blocked = { ...acl, entries: [anEntry(1, 'deny', '-1', null, '192.0.43.7/32'), ...acl.entries] };
  expect(said('allow internet -> web tcp/443', blocked)).toBe('proved 1'); // by IPv6
  const ipv4 = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
  });
  expect(said('allow internet -> web tcp/443', blocked, ipv4)).toBe(
    'refuted internet → eni-web: 192.0.43.7 → 203.0.113.10 6/443 stopped at acl-public',
  );
});

test('answers count: to the ports that clients usually have', () => {
  const answering = (from: number, to: number) =>
    aNetworkAcl({
      id: 'acl-private',
      subnetIds: ['subnet-private'],
      entries: [
        anEntry(100, 'allow', '-1', null, '10.0.0.0/16'),
        anEntry(100, 'allow', 'tcp', [from, to], '10.0.0.0/16', { egress: true }),
      ],
    });
  expect(said('allow web -> db tcp/5432', answering(32_768, 60_999))).toBe('proved 1');
  expect(said('allow web -> db tcp/5432', answering(49_153, 65_535))).toMatch(/stopped at acl-private$/);
  expect(said('allow web -> db tcp/5432', answering(1024, 60_998))).toMatch(/stopped at acl-private$/);
  expect(said('deny web -> db tcp/5432', answering(2000, 2000))).toMatch(/^refuted eni-web → eni-db/);
  expect(said('deny web -> db tcp/5432', answering(1, 1023))).toBe('proved 1');
});

test('every port of a range must get through, and of a denied one none', () => {
  const group = aSecurityGroup({ id: 'sg-db', ingress: [aRule('tcp', [5000, 6000], 'sg-web')] });
  expect(said('allow web -> db tcp/5000-6000', group)).toBe('proved 1');
  expect(said('allow web -> db tcp/5000-6001', group)).toMatch(/6\/6001 stopped at sg-db$/);
  expect(said('allow web -> db tcp/4999-6000', group)).toMatch(/6\/4999 stopped at sg-db$/);
  expect(said('deny web -> db tcp/1-4999, tcp/6001-65535', group)).toBe('proved 1');
  expect(said('deny web -> db tcp/6000-7000', group)).toMatch(/6\/6000$/);
});

test('a load balancer whose groups are open takes what its listeners are for', () => {
  const resources = [...OPEN_BALANCER, aListener({ port: 8443 })];
  const selectors = { ...SELECTORS, node: { names: ['eni-node'] } };
  const answer = (text: string) => shown(judged(text, resources, selectors));
  expect(answer('allow web -> node tcp/8443')).toBe('proved 1');
  expect(answer('allow web -> node tcp/8443-8444')).toMatch(/6\/8444 stopped at eni-node$/);
  expect(answer('deny web -> node tcp/1-9000')).toMatch(/6\/8443$/);
  expect(answer('deny web -> node tcp/1-8442, tcp/8444-65535, udp')).toBe('proved 1');
});

test('a public address is a way in from inside too', () => {
  const peers = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '203.0.113.5/32')] });
  expect(said('deny db -> web tcp/443', peers)).toBe(
    'refuted eni-db → eni-web: 10.0.2.20 → 203.0.113.10 6/443',
  );
});

test('every part of a delegated prefix is asked that something tells apart', () => {
  const pods = aNetworkInterface({
    id: 'eni-db',
    subnetId: 'subnet-private',
    securityGroupIds: ['sg-db'],
    privateIpAddresses: [{ privateIpAddress: '10.0.2.20', primary: true, publicIp: null }],
    ipv4Prefixes: ['10.0.2.64/28'],
  });
  const shut = anEntry(20, 'deny', '-1', null, '10.0.2.0/24');
  const half = anEntry(10, 'allow', '-1', null, '10.0.2.72/29');
  const entrance = openAcl('acl-public', ['subnet-public']);
  const acl = { ...entrance, entries: [...entrance.entries, half, shut] };
  const web = aSecurityGroup({ id: 'sg-web', ingress: [aRule('tcp', 443, '0.0.0.0/0')], egress: [] });
  expect(said('deny db -> web tcp/443', acl, web)).toBe('proved 1');
  expect(said('deny db -> web tcp/443', acl, web, pods)).toBe(
    'refuted eni-db → eni-web: 10.0.2.72 → 10.0.1.10 6/443',
  );
});

test('an IPv6 prefix is a way in from the internet', () => {
  const pods = aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds: ['sg-web'],
    ipv6Prefixes: ['2001:db8:1:1:aaaa::/80'],
  });
  const acl = openAcl('acl-public', ['subnet-public']);
  const half = anEntry(10, 'deny', 'tcp', [443, 443], '::/0');
  expect(said('deny internet -> web', pods)).toBe(
    'refuted internet → eni-web: 2001:db8::1 → 2001:db8:1:1:aaaa:: 6/443',
  );
  expect(said('deny internet -> web', pods, { ...acl, entries: [...acl.entries, half] })).toBe('proved 1');
  expect(said('deny office -> web', pods)).toBe('proved 1');
});

test('an exception for a part of the internet', () => {
  const selectors = { ...SELECTORS, updates: { addresses: ['192.0.43.0/24'] } };
  const group = (cidr: string) =>
    aSecurityGroup({ id: 'sg-db', ingress: [], egress: [aRule('tcp', 443, cidr)] });
  const text = 'deny db -> internet except updates tcp/443';
  expect(shown(judged(text, [group('192.0.43.0/25')], selectors))).toBe('proved 1');
  expect(shown(judged(text, [group('192.0.42.0/23')], selectors))).toMatch(/→ 192\.0\.42\.\d+ 6\/443$/);
  expect(
    shown(judged('deny db -> internet except updates tcp/80', [group('192.0.43.0/25')], selectors)),
  ).toMatch(/→ 192\.0\.43\.\d+ 6\/443$/);
});

test('of the addresses that a VPC has none is a host of the internet', () => {
  const own = '2001:db8:1:1::/64';
  const selectors = {
    ...SELECTORS,
    own: { addresses: ['2001:db8:1:5::/64'] },
    both: { addresses: [own, '198.51.100.0/24'] },
  };
  const silent = aSecurityGroup({ id: 'sg-web', ingress: [], egress: [] });
  const network = new Network(twoTiers());
  const judge = new IntentJudge(network, { selectors, rules: [] });
  expect(judge.mistakeIn(parseIntent('allow web -> own tcp/443', Object.keys(selectors)))).toMatch(
    /named by own$/,
  );
  expect(shown(judged('allow web -> both tcp/443', [silent], selectors))).toBe(
    'refuted eni-web → internet: 10.0.1.10 → 198.51.100.1 6/443 stopped at sg-web',
  );
});

test('interfaces that nothing tells apart are judged as one; what a rule tells apart is not', () => {
  const more = [21, 22].map((host) =>
    aNetworkInterface({
      id: `eni-db${host}`,
      subnetId: 'subnet-private',
      securityGroupIds: ['sg-db'],
      privateIpAddresses: [{ privateIpAddress: `10.0.2.${host}`, primary: true, publicIp: null }],
    }),
  );
  expect(said('allow web -> db tcp/5432', ...more)).toBe('proved 3');
  expect(said('deny db -> db', ...more)).toBe('proved 6');
  const acl = openAcl('acl-private', ['subnet-private']);
  const apart = {
    ...acl,
    entries: [
      anEntry(1, 'deny', '-1', null, '10.0.2.22/32', { egress: true }),
      anEntry(1, 'deny', '-1', null, '10.0.1.10/32'),
      ...acl.entries,
    ],
  };
  const group = aSecurityGroup({
    id: 'sg-db',
    ingress: [aRule('tcp', 5432, '10.0.2.22/32')],
    egress: [aRule('-1', null, '0.0.0.0/0')],
  });
  expect(said('deny db -> db', ...more, group)).toMatch(/^refuted eni-db22 → eni-db/);
  expect(said('allow web -> db tcp/5432', ...more, apart)).toMatch(/^refuted/);
});

test('unknown where something was not read', () => {
  const network = new Network({
    ...twoTiers(),
    listings: [
      {
        type: 'AWS::EC2::NetworkInterface',
        account: ACCOUNT,
        region: REGION,
        gap: unread('ec2:DescribeNetworkInterfaces', 'AccessDenied: no'),
      },
    ],
  });
  const judge = new IntentJudge(network, { selectors: SELECTORS, rules: [] });
  const intent = parseIntent('deny nothing -> db', Object.keys(SELECTORS));
  expect(judge.mistakeIn(intent)).toBeNull();
  expect(judge.judge(intent).answer).toBe('unknown');
});

test('a selector that names nothing is a mistake, and so is an intent without an interface', () => {
  const judge = new IntentJudge(new Network(twoTiers()), { selectors: SELECTORS, rules: [] });
  const mistake = (text: string) => judge.mistakeIn(parseIntent(text, Object.keys(SELECTORS)));
  expect(mistake('deny nothing -> web')).toBe('no network interface that was read is named by nothing');
  expect(mistake('deny internet -> * except nothing tcp/80')).toMatch(/named by nothing$/);
  expect(mistake('deny internet -> outside')).toBe('neither end names a network interface that was read');
  expect(mistake('deny outside -> web')).toBeNull();
});

test('by VPC: where the traffic ends, or begins that goes out', () => {
  const judge = new IntentJudge(new Network(twoTiers()), { selectors: SELECTORS, rules: [] });
  const inVpc = (text: string, vpcId: string) =>
    judge.judge(parseIntent(text, Object.keys(SELECTORS)), vpcId).answer;
  expect(inVpc('deny * -> *', 'vpc-1')).toBe('refuted');
  expect(inVpc('deny internet -> *', 'vpc-1')).toBe('refuted');
  expect(inVpc('deny db -> internet', 'vpc-1')).toBe('refuted');
  expect(inVpc('deny db -> internet', 'vpc-2')).toBe('not-concerned');
  expect(inVpc('allow internet -> web tcp/443', 'vpc-2')).toBe('not-concerned');
});
