import { expect, test } from 'vitest';
import { aNetworkInterface, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { parseIntent } from '../../app/config/parse-intent.ts';
import type { NetworkSelector } from '../../model/network-intent.ts';
import type { Resource } from '../../model/resource-types.ts';
import { InternetExposure } from '../exposed/exposed.ts';
import { together } from '../exposed/together.ts';
import { flightText } from '../flight.ts';
import { Network } from '../network.ts';
import { flightOf, tracePacket } from '../trace-packet.ts';
import { applyEdits } from './apply-edit.ts';
import { ClosingEdits } from './closing-edits.ts';

const EVERYONE = '0.0.0.0/0';
const SELECTORS: Readonly<Record<string, NetworkSelector>> = {
  web: { securityGroups: ['sg-web'] },
  db: { subnets: ['subnet-private'] },
};

/** By the kind of a set's first edit, the intents that it breaks, each with a packet that got through and does not. */
function brokenBy(texts: readonly string[], ...changed: readonly Resource[]) {
  const facts = twoTiers(...changed);
  const rules = texts.map((text) => parseIntent(text, Object.keys(SELECTORS)));
  const closing = new ClosingEdits(new InternetExposure(facts), [], {
    intents: { selectors: SELECTORS, rules },
  });
  const { internet } = closing;
  const exposure = internet.all().find(({ address }) => address === '203.0.113.10');
  const [traffic] = exposure ? together(exposure) : [];
  if (!exposure || !traffic) throw new Error('the internet does not reach 203.0.113.10');
  const { sets } = closing.of(exposure, traffic);
  return Object.fromEntries(
    sets.map(({ edits, cuts }) => {
      const after = new Network(applyEdits(facts, edits));
      const told = cuts.intents.map(({ text, from, to, packet }) => {
        if (packet) expect(tracePacket(internet.network, packet).verdict).toBe('reachable');
        if (packet) expect(tracePacket(after, packet).verdict).toBe('blocked');
        return `${text}: ${packet ? flightText(flightOf(packet)) : `${from} has no address for ${to}`}`;
      });
      return [edits.map(({ kind }) => kind).join(' + '), told];
    }),
  );
}

/** Without an address of IPv6, by which the intent would hold still. */
const webWith = (...securityGroupIds: readonly string[]): Resource =>
  aNetworkInterface({
    id: 'eni-web',
    subnetId: 'subnet-public',
    securityGroupIds,
    privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
  });

test('what closes what an intent wants says so, naming it', () => {
  const wanted = brokenBy(['allow internet -> web tcp/443'], webWith('sg-web'));
  expect(wanted['revoke-security-group-rule']).toEqual([
    expect.stringMatching(/^allow internet -> web tcp\/443: tcp [\d.:]+ → 203\.0\.113\.10:443$/),
  ]);
  expect(wanted['add-network-acl-entry']).toHaveLength(1);
  expect(wanted['disassociate-address']).toEqual([
    'allow internet -> web tcp/443: internet has no address for eni-web',
  ]);
});

test('what it does not touch it does not name, nor what does not hold today, nor what is denied', () => {
  const texts = ['allow web -> db tcp/5432', 'allow db -> web tcp/22', 'deny web -> db tcp/22'];
  for (const told of Object.values(brokenBy(texts))) expect(told).toEqual([]);
});

test('a group that goes takes with it what the interface sends by it: the intent means the same interface still', () => {
  const more = [
    aSecurityGroup({ id: 'sg-more', ingress: [], egress: [aRule('-1', null, EVERYONE)] }),
    webWith('sg-web', 'sg-more'),
  ];
  const told = brokenBy(['allow web -> db tcp/5432'], ...more);
  expect(told['detach-security-group']).toEqual([
    expect.stringMatching(/^allow web -> db tcp\/5432: tcp 10\.0\.1\.10:\d+ → 10\.0\.2\.20:5432$/),
  ]);
  expect(told['revoke-security-group-rule']).toEqual([]);
});
