import { internetNetwork } from '../../inventory/internet-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { ADMIN_PORTS } from '../../inventory/ports.ts';
import { packetsOfRule, ruleEvidence } from '../../inventory/security-group-rules.ts';
import { eachOnce, type Reading, read, type Unread } from '../../model/reading.ts';
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../../model/resources/ec2.ts';
import { noneGetsThrough, type PairVerdict } from '../../network/intents/pair-verdict.ts';
import { familyOf, hosts, shownSides } from '../../network/intents/sides.ts';
import { protocolNumber, TCP } from '../../network/protocol.ts';
import { REACHABILITY_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { packetEvidence } from '../exposure-evidence.ts';
import { EXPOSED_RULES_FIX } from '../fix/exposed-rules-fix.ts';
import { NETWORK_READS } from '../network-reads.ts';

/** What the rules of this very group let in from the internet, followed to each interface that holds it. */
export const securityGroupAdminFromOrigin = defineCheck({
  id: 'security-group-admin-from-origin',
  title: 'The security group lets administration in from the configured origins alone',
  practice: 11,
  severity: 'high',
  resource: 'AWS::EC2::SecurityGroup',
  reads: NETWORK_READS,
  changedBy: REACHABILITY_CHANGES,
  controls: [
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:SC-7(11)',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.3.1',
    'iso-27001-2022:A.8.20',
    'soc-2:CC6.6',
  ],
  equivalents: [],
  rationale:
    'An address that nobody administers from any more, a former office, a provider, stays a door for whoever has it next.',
  remediation:
    'Take the rule away, or narrow it to the addresses from which administrators work: administrationOrigins of rampart.yaml.',
  fix: EXPOSED_RULES_FIX,
  evaluate(group, { inventory, settings: { administrationOrigins } }) {
    if (administrationOrigins.length === 0) return notApplicable();
    const members = inventory.all('AWS::EC2::NetworkInterface');
    if (members.status === 'unread') return unknown(members);
    const holders = members.value.filter((each) => each.securityGroupIds.includes(group.id));
    const judged = group.ingress
      .filter(isOfAdministration)
      .map((rule) => ({ rule, verdict: judgeRule(inventory, group, rule, holders, administrationOrigins) }));
    const open = judged.flatMap(({ rule, verdict }) =>
      verdict.answer === 'refuted' && verdict.trace ? [{ rule, trace: verdict.trace }] : [],
    );
    const [first] = open;
    const evidence = {
      administrationOrigins,
      rules: open.map(({ rule }) => ({ groupId: group.id, ...ruleEvidence(rule) })),
      exposed: open.map(({ trace }) => packetEvidence([...trace.forward.hops, ...(trace.reply?.hops ?? [])])),
    };
    if (first) {
      const { source, destination, destinationPort } = first.trace.packet;
      const from = `${source.address}, no origin of administration,`;
      return fail(`${group.id} lets ${from} reach port ${destinationPort} at ${destination}.`, evidence);
    }
    const missing = judged.flatMap(({ verdict }) => (verdict.answer === 'unknown' ? verdict.missing : []));
    if (missing.length > 0) return unknown(eachOnce(missing), evidence);
    return pass(`${group.id} lets administration in from the configured origins alone.`, evidence);
  },
});

/** From blocks: who holds a group is inside, and a matter of intents. */
function isOfAdministration(rule: SecurityGroupRule): boolean {
  const number = protocolNumber(rule.protocol);
  return rule.peer.kind !== 'group' && (number === null || number === TCP) && portsOf(rule).length > 0;
}

function portsOf(rule: SecurityGroupRule): readonly number[] {
  const { from, to } = packetsOfRule(rule);
  const all = protocolNumber(rule.protocol) === null;
  return ADMIN_PORTS.map(({ port }) => port).filter((port) => all || (from <= port && port <= to));
}

function judgeRule(
  inventory: Inventory,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  holders: readonly NetworkInterface[],
  origins: readonly string[],
): PairVerdict {
  const network = internetNetwork(inventory);
  const blocks = blocksOf(inventory, group, rule);
  if (blocks.status === 'unread') return { answer: 'unknown', missing: [blocks] };
  const wanted = portsOf(rule).map((port) => ({ protocol: TCP, from: port, to: port }));
  const missing: Unread[] = [];
  for (const receiver of holders.flatMap((each) => shownSides(network, each))) {
    const sender = hosts(familyOf(receiver), blocks.value, origins);
    const verdict = noneGetsThrough(network, { sender, receiver }, wanted);
    if (verdict.answer === 'refuted') return verdict;
    if (verdict.answer === 'unknown') missing.push(...verdict.missing);
  }
  return missing.length > 0 ? { answer: 'unknown', missing } : { answer: 'proved' };
}

function blocksOf(
  inventory: Inventory,
  group: SecurityGroup,
  { peer }: SecurityGroupRule,
): Reading<readonly string[]> {
  if (peer.kind === 'group') return read([]);
  if (peer.kind !== 'prefix-list') return read([peer.cidr]);
  return internetNetwork(inventory).cidrsOf(peer.prefixListId, group);
}
