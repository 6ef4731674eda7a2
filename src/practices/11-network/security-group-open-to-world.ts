import { holdsOnlyPorts, isIcmp, type PacketRange, rangeAdmits } from '../../inventory/packet-range.ts';
import { ADMIN_PORTS } from '../../inventory/ports.ts';
import {
  groupLabel,
  isWorld,
  judgeRules,
  packetsOfRule,
  ruleEvidence,
  ruleText,
} from '../../inventory/security-group-rules.ts';
import type { Settings } from '../../model/settings.ts';
import { type Check, type CheckMetadata, defineCheck, fail, pass, unknown } from '../check.ts';

type Question = Pick<
  CheckMetadata<'AWS::EC2::SecurityGroup'>,
  'id' | 'title' | 'controls' | 'equivalents' | 'rationale' | 'remediation'
> & {
  /** What the world may not send. */
  readonly concerns: (packets: PacketRange, settings: Settings) => boolean;
  readonly beyond: (settings: Settings) => string;
};

/**
 * Both questions are about the rules alone, used or not: whether a packet arrives is for `network-internet-exposure`.
 * ICMP has no ports and is left aside: path MTU discovery needs it.
 */
const QUESTIONS: readonly Question[] = [
  {
    id: 'security-group-open-to-world',
    title: 'The security group opens nothing but public ports to the world',
    controls: [
      'aws-fsbp:EC2.18',
      'pci-dss-4.0:1.2.5.17',
      'pci-dss-4.0:1.2.8.41',
      'pci-dss-4.0:1.3.1.45',
      'pci-dss-4.0:1.3.2.45',
      'pci-dss-4.0:1.4.2.43',
      'pci-dss-4.0:1.5.1.40',
      'pci-dss-4.0:2.2.5.17',
      'pci-dss-4.0:A1.1.3.40',
      'iso-27001-2022:A.8.20',
      'iso-27001-2022:A.8.21',
      'iso-27001-2022:A.8.22',
      'soc-2:cc_6_6',
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
    concerns: (packets, settings) =>
      !isIcmp(packets.protocol) && !holdsOnlyPorts(packets, 'tcp', settings.publicPorts),
    beyond: (settings) => `beyond the public TCP ports (${settings.publicPorts.join(', ') || 'none'})`,
  },
  {
    id: 'security-group-open-to-world-admin-ports',
    title: 'The security group does not open administration ports to the world',
    controls: [
      'cis-aws-1.4.0:5.2',
      'cis-aws-1.5.0:5.2',
      'cis-aws-1.5.0:5.3',
      'cis-aws-2.0.0:5.2',
      'cis-aws-2.0.0:5.3',
      'cis-aws-3.0.0:5.2',
      'cis-aws-3.0.0:5.3',
      'cis-aws-4.0.0:5.3',
      'cis-aws-4.0.0:5.4',
      'cis-aws-5.0.0:5.3',
      'cis-aws-5.0.0:5.4',
      'cis-aws-6.0.0:6.3',
      'cis-aws-6.0.0:6.4',
      'cis-aws-7.0.0:6.3',
      'cis-aws-7.0.0:6.4',
      'aws-fsbp:EC2.13',
      'aws-fsbp:EC2.14',
      'nist-800-53-r5:ac_17_b',
      'nist-800-53-r5:ac_17_1',
      'nist-800-53-r5:ac_17_9',
      'nist-800-53-r5:ac_17_10',
      'nist-800-53-r5:cm_9_b',
      'nist-800-53-r5:sc_7_7',
      'nist-800-53-r5:sc_7_11',
      'nist-800-53-r5:sc_7_12',
      'nist-800-53-r5:sc_7_16',
      'nist-800-53-r5:sc_7_21',
      'nist-800-53-r5:sc_7_24_b',
      'nist-800-53-r5:sc_7_25',
      'nist-800-53-r5:sc_7_26',
      'nist-800-53-r5:sc_7_27',
      'nist-800-53-r5:sc_7_28',
      'nist-800-53-r5:sc_7_a',
      'nist-800-53-r5:sc_7_c',
      'pci-dss-4.0:1.2.8.17',
      'pci-dss-4.0:1.3.1.19',
      'pci-dss-4.0:1.3.2.19',
      'pci-dss-4.0:1.4.2.18',
      'pci-dss-4.0:1.5.1.17',
      'pci-dss-4.0:A1.1.3.17',
      'iso-27001-2022:A.8.20',
      'iso-27001-2022:A.8.21',
      'iso-27001-2022:A.8.22',
      'soc-2:cc_6_6',
      'soc-2:cc_7_2',
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
    concerns: (packets) => ADMIN_PORTS.some(({ port }) => rangeAdmits(packets, 'tcp', port)),
    beyond: () => `on administration ports (${ADMIN_PORTS.map(({ port }) => port).join(', ')})`,
  },
];

function openToWorld({ concerns, beyond, ...metadata }: Question): Check {
  return defineCheck({
    ...metadata,
    practice: 11,
    severity: 'medium',
    resource: 'AWS::EC2::SecurityGroup',
    reads: [
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeManagedPrefixLists',
      'ec2:GetManagedPrefixListEntries',
    ],
    evaluate(group, { inventory, settings }) {
      const isConcern = (packets: PacketRange): boolean => concerns(packets, settings);
      const rules = group.ingress.filter((rule) => isConcern(packetsOfRule(rule)));
      const { matching, missing } = judgeRules(inventory, group, rules, isWorld, isConcern);
      const evidence = { groupName: group.groupName, vpcId: group.vpcId, rules: matching.map(ruleEvidence) };
      const subject = groupLabel(group);
      if (matching.length > 0) {
        const opened = matching.map((rule) => ruleText(rule)).join(', ');
        return fail(`${subject} is open to the world ${beyond(settings)}: ${opened}.`, evidence);
      }
      if (missing.length > 0) return unknown(missing, evidence);
      return pass(`${subject} is not open to the world ${beyond(settings)}.`, evidence);
    },
  });
}

export const securityGroupOpenToWorld: readonly Check[] = QUESTIONS.map(openToWorld);
