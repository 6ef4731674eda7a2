import type { Inventory } from '../../inventory/inventory.ts';
import { holdsOnlyPorts, isIcmp } from '../../inventory/packet-range.ts';
import {
  blocksOf,
  groupLabel,
  isAwsPrefixList,
  packetsOfRule,
  prefixList,
  ruleEvidence,
  ruleText,
} from '../../inventory/security-group-rules.ts';
import { formatPrefix, type Prefix, publicParts } from '../../model/address-range.ts';
import { mapReading, type Reading, read } from '../../model/reading.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../model/resources/ec2.ts';
import type { Settings } from '../../model/settings.ts';
import { SECURITY_GROUP_INGRESS_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Blocks that hold public addresses and are shorter than `widestPublicPrefix`. The whole internet is
 * `security-group-open-to-world`'s, the lists that AWS publishes are meant to be wide, and public ports are public.
 */
export const securityGroupWidePublicRange = defineCheck({
  id: 'security-group-wide-public-range',
  title: 'The security group admits no broad public address range',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::SecurityGroup',
  reads: ['ec2:DescribeSecurityGroups', 'ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],
  changedBy: SECURITY_GROUP_INGRESS_CHANGES,
  controls: [
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:SC-7a',
    'nist-800-53-r5:SC-7c',
    'nist-800-53-r5:SC-7(5)',
    'nist-800-53-r5:SC-7(11)',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.3.1',
    'pci-dss-4.0:1.4.2',
    'iso-27001-2022:A.8.20',
    'soc-2:CC6.6',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: ['prowler:ec2_securitygroup_allow_wide_open_public_ipv4'],
  rationale:
    'A range of tens of thousands of public addresses belongs to many strangers: an attacker rents one of them.',
  remediation: 'Admit the addresses that need the port, or a prefix list of them that is kept up to date.',
  fix: {
    cli: dedented(`
      # Admit first the addresses that need the port
      aws ec2 authorize-security-group-ingress --group-id {id} --ip-permissions '[{"IpProtocol":"tcp","FromPort":<PORT>,"ToPort":<PORT>,"IpRanges":[{"CidrIp":"<CIDR>"}]}]' --region {region}
      aws ec2 revoke-security-group-ingress --group-id {id} --ip-permissions '[{evidence.rules[].ipPermission}]' --region {region}`),
    terraform: dedented(`
      # In the place of the rules for {evidence.rules.traffic} from {evidence.rules.peer}
      resource "aws_vpc_security_group_ingress_rule" "this" {
        security_group_id = "{id}"
        ip_protocol       = "tcp"
        from_port         = "<PORT>"
        to_port           = "<PORT>"
        cidr_ipv4         = "<CIDR>"
      }`),
  },
  evaluate(group, { inventory, settings }) {
    const judged = group.ingress
      .filter((rule) => !isPublic(rule, settings))
      .map((rule) => ({ rule, wide: wideBlocks(inventory, group, rule, settings) }));
    const found = judged.flatMap(({ rule, wide }) =>
      wide.status === 'read' && wide.value.length > 0 ? [{ rule, blocks: wide.value.map(formatPrefix) }] : [],
    );
    const rules = found.map(({ rule, blocks }) => ({ ...ruleEvidence(rule), blocks }));
    const evidence = { groupName: group.groupName, vpcId: group.vpcId, rules };
    if (found.length > 0) {
      const texts = found.map(({ rule }) => ruleText(rule)).join(', ');
      return fail(`${groupLabel(group)} admits broad public ranges: ${texts}.`, evidence);
    }
    const readings = judged.map(({ wide }) => wide);
    if (readings.some((reading) => reading.status === 'unread')) return unknown(readings, evidence);
    return pass(`${groupLabel(group)} admits no broad public range.`, evidence);
  },
});

function isPublic(rule: SecurityGroupRule, { publicPorts }: Settings): boolean {
  const packets = packetsOfRule(rule);
  return isIcmp(packets.protocol) || holdsOnlyPorts(packets, 'tcp', publicPorts);
}

function wideBlocks(
  inventory: Inventory,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  { widestPublicPrefix }: Settings,
): Reading<readonly Prefix[]> {
  if (rule.peer.kind === 'prefix-list') {
    const list = prefixList(inventory, group, rule.peer.prefixListId);
    if (list.status === 'read' && isAwsPrefixList(list.value)) return read([]);
  }
  return mapReading(blocksOf(inventory, group, rule.peer), (blocks) =>
    blocks.filter(
      (block) =>
        block.bits !== '' &&
        block.bits.length < widestPublicPrefix[block.family] &&
        publicParts(block).length > 0,
    ),
  );
}
