import { type GroupReach, groupReach } from '../../inventory/group-reach.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { holdsOnlyPorts, isIcmp, type PacketRange, rangeAdmits } from '../../inventory/packet-range.ts';
import { ADMIN_PORTS } from '../../inventory/ports.ts';
import {
  groupLabel,
  isWholeFamily,
  isWorld,
  judgeRules,
  packetsOfRule,
  ruleEvidence,
  ruleText,
} from '../../inventory/security-group-rules.ts';
import { ALL_IPV4, ALL_IPV6, type Prefix } from '../../model/address-range.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../model/resources/ec2.ts';
import type { Settings } from '../../model/settings.ts';
import { SECURITY_GROUP_INGRESS_CHANGES } from '../changes/network-changes.ts';
import {
  type Check,
  type CheckMetadata,
  defineCheck,
  type Fix,
  fail,
  milder,
  pass,
  sparing,
  unknown,
} from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { reachEvidence, reachText } from '../group-reach-evidence.ts';
import { NETWORK_READS } from '../network-reads.ts';

type Question = Pick<
  CheckMetadata<'AWS::EC2::SecurityGroup'>,
  'id' | 'title' | 'controls' | 'equivalents' | 'rationale' | 'remediation' | 'fix'
> & {
  /** What the world may not send. */
  readonly concerns: (packets: PacketRange, settings: Settings) => boolean;
  readonly beyond: (settings: Settings) => string;
  readonly parts: readonly Part[];
};

/** Controls about some of the packets, or one address family, alone. */
interface Part {
  readonly controls: readonly string[];
  readonly concerns?: (packets: PacketRange) => boolean;
  readonly isOpen?: (blocks: readonly Prefix[]) => boolean;
}

const CIFS = 445;

/** https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19 */
const HIGH_RISK_PORTS = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080,
  8088, 8888, 9200, 9300,
];

/**
 * Both questions are about the rules alone, used or not: whether a packet arrives is for `network-internet-exposure`,
 * and only told here. ICMP has no ports and is left aside: path MTU discovery needs it.
 */
const OPEN_RULE_FIX: Fix = {
  cli: dedented(`
    # Admit first the sources that need the port. All others lose it
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
};

const QUESTIONS: readonly Question[] = [
  {
    id: 'security-group-open-to-world',
    title: 'The security group opens nothing but public ports to the world',
    parts: [
      {
        controls: [
          'cis-aws-4.0.0:5.1.2',
          'cis-aws-5.0.0:5.1.2',
          'cis-aws-6.0.0:6.1.2',
          'cis-aws-7.0.0:6.1.2',
        ],
        concerns: (packets) => rangeAdmits(packets, 'tcp', CIFS),
      },
      {
        controls: ['aws-fsbp:EC2.19'],
        concerns: (packets) => HIGH_RISK_PORTS.some((port) => rangeAdmits(packets, 'tcp', port)),
      },
    ],
    controls: [
      'aws-fsbp:EC2.18',
      'nist-800-53-r5:AC-4',
      'nist-800-53-r5:CM-7b',
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
    equivalents: [
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_any_port',
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
      'config:vpc-sg-open-only-to-authorized-ports',
    ],
    rationale:
      'A rule that admits the whole internet is one route or public address away from letting anybody try the service behind it.',
    remediation:
      'Replace 0.0.0.0/0 and ::/0 with the sources that need the port, or put the service behind a load balancer on a public port.',
    fix: OPEN_RULE_FIX,
    concerns: (packets, settings) =>
      !isIcmp(packets.protocol) && !holdsOnlyPorts(packets, 'tcp', settings.publicPorts),
    beyond: (settings) => `beyond the public TCP ports (${settings.publicPorts.join(', ') || 'none'})`,
  },
  {
    id: 'security-group-open-to-world-admin-ports',
    title: 'The security group does not open administration ports to the world',
    parts: [
      {
        controls: [
          'cis-aws-1.4.0:5.2',
          'cis-aws-1.5.0:5.2',
          'cis-aws-2.0.0:5.2',
          'cis-aws-3.0.0:5.2',
          'cis-aws-4.0.0:5.3',
          'cis-aws-5.0.0:5.3',
          'cis-aws-6.0.0:6.3',
          'cis-aws-7.0.0:6.3',
        ],
        isOpen: (blocks) => isWholeFamily(blocks, ALL_IPV4),
      },
      {
        controls: [
          'cis-aws-1.5.0:5.3',
          'cis-aws-2.0.0:5.3',
          'cis-aws-3.0.0:5.3',
          'cis-aws-4.0.0:5.4',
          'cis-aws-5.0.0:5.4',
          'cis-aws-6.0.0:6.4',
          'cis-aws-7.0.0:6.4',
        ],
        isOpen: (blocks) => isWholeFamily(blocks, ALL_IPV6),
      },
      { controls: ['aws-fsbp:EC2.13'], concerns: (packets) => rangeAdmits(packets, 'tcp', 22) },
      { controls: ['aws-fsbp:EC2.14'], concerns: (packets) => rangeAdmits(packets, 'tcp', 3389) },
    ],
    controls: [
      'nist-800-53-r5:AC-4',
      'nist-800-53-r5:AC-17(1)',
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
    equivalents: [
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
      'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
      'config:restricted-ssh',
      'config:restricted-common-ports',
    ],
    rationale:
      'Remote administration that answers everybody is found within minutes, and then guessed at until a password or an unpatched flaw gives in.',
    remediation:
      'Remove the rule and use Session Manager, or admit only the addresses from which administrators work.',
    fix: OPEN_RULE_FIX,
    concerns: (packets) => ADMIN_PORTS.some(({ port }) => rangeAdmits(packets, 'tcp', port)),
    beyond: () => `on administration ports (${ADMIN_PORTS.map(({ port }) => port).join(', ')})`,
  },
];

/** Proved that the internet gets to nothing by the group. */
const NOBODY: ReadonlySet<GroupReach['kind']> = new Set(['not-reached', 'unused']);

function openToWorld({ concerns, beyond, parts, controls, ...metadata }: Question): Check {
  return defineCheck({
    ...metadata,
    controls: [...parts.flatMap((part) => part.controls), ...controls],
    practice: 11,
    severity: 'medium',
    resource: 'AWS::EC2::SecurityGroup',
    // The rules alone decide; the others tell whether the internet reaches what holds the group.
    reads: NETWORK_READS,
    changedBy: SECURITY_GROUP_INGRESS_CHANGES,
    evaluate(group, { inventory, settings }) {
      const isConcern = (packets: PacketRange): boolean => concerns(packets, settings);
      const rules = group.ingress.filter((rule) => isConcern(packetsOfRule(rule)));
      const { matching, missing } = judgeRules(inventory, group, rules, isWorld, isConcern);
      const evidence = { groupName: group.groupName, vpcId: group.vpcId, rules: matching.map(ruleEvidence) };
      const subject = groupLabel(group);
      if (matching.length > 0) {
        const opened = matching.map((rule) => ruleText(rule)).join(', ');
        const reach = groupReach({ inventory, group, rules: matching, concerns: isConcern, settings });
        const outcome = fail(
          `${subject} is open to the world ${beyond(settings)}: ${opened}${reachText(reach)}.`,
          { ...evidence, reach: reachEvidence(reach) },
        );
        if (missing.length > 0) return outcome;
        const spared = sparing(outcome, closedParts(inventory, group, rules, parts));
        return NOBODY.has(reach.kind) ? milder(spared, 'low') : spared;
      }
      if (missing.length > 0) return unknown(missing, evidence);
      return pass(`${subject} is not open to the world ${beyond(settings)}.`, evidence);
    },
  });
}

function closedParts(
  inventory: Inventory,
  group: SecurityGroup,
  rules: readonly SecurityGroupRule[],
  parts: readonly Part[],
): readonly string[] {
  return parts.flatMap(({ controls, concerns = () => true, isOpen = isWorld }) => {
    const concerned = rules.filter((rule) => concerns(packetsOfRule(rule)));
    const { matching } = judgeRules(inventory, group, concerned, isOpen, concerns);
    return matching.length > 0 ? [] : controls;
  });
}

export const securityGroupOpenToWorld: readonly Check[] = QUESTIONS.map(openToWorld);
