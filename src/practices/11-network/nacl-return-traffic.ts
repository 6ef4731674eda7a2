import type { Inventory } from '../../inventory/inventory.ts';
import { LAST_RULE_NUMBER, unreadableEntries } from '../../inventory/network-acl-decisions.ts';
import { wholeNetwork } from '../../inventory/whole-network.ts';
import type { JsonObject } from '../../model/json.ts';
import { eachOnce, type Unread, unread } from '../../model/reading.ts';
import type { NetworkAcl } from '../../model/resources/ec2.ts';
import { flightText } from '../../network/flight.ts';
import { type LostAnswer, LostAnswers } from '../../network/pairs/lost-answers.ts';
import { flightOf } from '../../network/trace-packet.ts';
import { NETWORK_ACL_CHANGES, WHOLE_NETWORK_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { packetEvidence } from '../exposure-evidence.ts';
import { dedented } from '../fix/dedented.ts';
import { WHOLE_NETWORK_READS } from '../network-reads.ts';

/**
 * ACLs are stateless: "responses to allowed inbound traffic are subject to the rules for outbound traffic (and vice
 * versa)", https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html. An entry that shuts somebody out altogether
 * is meant to, and no failure.
 */
export const naclReturnTraffic = defineCheck({
  id: 'nacl-return-traffic',
  title: 'The network ACL lets the answers back of the connections that groups and ACLs let through',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::NetworkAcl',
  reads: WHOLE_NETWORK_READS,
  changedBy: [...NETWORK_ACL_CHANGES, 'ec2:ReplaceNetworkAclAssociation', ...WHOLE_NETWORK_CHANGES],
  controls: [],
  equivalents: [],
  rationale:
    'Connections whose answers are dropped time out, often for some clients only; what then gets opened in haste, to make it work, is mostly too much.',
  remediation:
    'Let TCP to ports 1024-65535 through in the direction in which answers are dropped, or take away the entry that lets the questions through.',
  fix: {
    cli: dedented(`
      # A number below those of entries that deny answers {evidence.direction}, for a narrower block where all clients are of it
      aws ec2 create-network-acl-entry --network-acl-id {id} --{evidence.direction} --rule-number <RULE-NUMBER-1> --rule-action allow --protocol tcp --port-range From=1024,To=65535 --cidr-block 0.0.0.0/0 --region {region}
      # The same for IPv6, where the VPC has it: aws ec2 create-network-acl-entry --network-acl-id {id} --{evidence.direction} --rule-number <RULE-NUMBER-2> --rule-action allow --protocol tcp --port-range From=1024,To=65535 --ipv6-cidr-block ::/0 --region {region}`),
    terraform: dedented(`
      # A number below those of entries that deny answers; the same with ipv6_cidr_block, where the VPC has IPv6
      resource "aws_network_acl_rule" "answers" {
        network_acl_id = "{id}"
        rule_number    = "<RULE-NUMBER-1>"
        egress         = {evidence.egress}
        rule_action    = "allow"
        protocol       = "tcp"
        from_port      = 1024
        to_port        = 65535
        cidr_block     = "0.0.0.0/0"
      }`),
  },
  evaluate(acl, { inventory }) {
    if (acl.subnetIds.length === 0) return notApplicable();
    const unreadable = unreadableEntries(acl).map(({ ruleNumber }) => ruleNumber);
    if (unreadable.length > 0) {
      const why = `Unreadable: entries ${unreadable.join(', ')} of ${acl.id} name no address block`;
      return unknown(unread('ec2:DescribeNetworkAcls', why));
    }
    const { lost, missing } = lostAnswers(inventory).of(acl);
    const evidence = { vpcId: acl.vpcId, subnetIds: acl.subnetIds };
    const [first] = lost;
    if (first)
      return fail(
        `Network ACL ${acl.id} drops the answers to ${packetText(first)}${others(lost)}: ${whyText(first)}.`,
        {
          ...evidence,
          direction: first.direction,
          egress: first.direction === 'egress',
          lost: lost.slice(0, SHOWN).map(lostEvidence),
          lostCount: lost.length,
        },
      );
    const gaps = unseen(inventory, acl);
    if (missing.length + gaps.length > 0) return unknown(eachOnce([...missing, ...gaps]), evidence);
    return pass(`Network ACL ${acl.id} stops no answer to what it lets through.`, evidence);
  },
});

/** Who is behind the ACL and what its groups and places are: without them there is nothing whose answers could be lost. */
const OF_ITS_FLOWS = ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::EC2::VPC'] as const;

function unseen(inventory: Inventory, { account, region }: NetworkAcl): readonly Unread[] {
  return [
    ...inventory.gaps('AWS::EC2::NetworkInterface'),
    ...OF_ITS_FLOWS.flatMap((type) => inventory.gaps(type, { account, region })),
  ];
}

function lostAnswers(inventory: Inventory): LostAnswers {
  return inventory.derive('lost answers', () => new LostAnswers(wholeNetwork(inventory)));
}

const SHOWN = 5;

function packetText({ trace }: LostAnswer): string {
  return flightText(flightOf(trace.packet));
}

function others({ length }: readonly LostAnswer[]): string {
  return length === 1 ? '' : ` and to ${counted(length - 1, 'other connection')} at least`;
}

function whyText({ direction, entry }: LostAnswer): string {
  const way = direction === 'egress' ? 'outbound' : 'inbound';
  return entry && entry.ruleNumber < LAST_RULE_NUMBER
    ? `${way} rule ${entry.ruleNumber} denies them`
    : `no ${way} rule allows them`;
}

function lostEvidence({ trace, direction, entry }: LostAnswer): JsonObject {
  return {
    packet: flightText(flightOf(trace.packet)),
    direction,
    ruleNumber: entry?.ruleNumber ?? null,
    path: packetEvidence([...trace.forward.hops, ...(trace.reply?.hops ?? [])])['path'] ?? [],
  };
}
