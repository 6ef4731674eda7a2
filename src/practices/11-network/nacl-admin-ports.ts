import {
  aclCell,
  aclRules,
  FAMILIES,
  perEntries,
  publicAdmission,
  unreadableEntries,
} from '../../inventory/network-acl-decisions.ts';
import { ALL_IPV4, ALL_IPV6, publicShare } from '../../model/address-range.ts';
import { unread } from '../../model/reading.ts';
import type { NetworkAcl } from '../../model/resources/ec2.ts';
import type { Settings } from '../../model/settings.ts';
import { NETWORK_ACL_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** The ports that the CIS control names. TCP alone: RDP's UDP channel opens only after a TCP connection. */
const PORTS = [22, 3389];

/** All public addresses, as a share of the family's address space. */
const PUBLIC_SPACE = { ipv4: publicShare(ALL_IPV4), ipv6: publicShare(ALL_IPV6) };

/**
 * Exact over addresses and rule order: the ACL fails when it lets more public addresses than one block of
 * `widestPublicPrefix` reach an administration port, however many entries that takes. Return traffic counts: an
 * allowed ephemeral range holds 3389.
 */
export const naclAdminPorts = defineCheck({
  id: 'nacl-admin-ports',
  title: 'The network ACL keeps the internet from administration ports',
  practice: 11,
  severity: 'medium',
  resource: 'AWS::EC2::NetworkAcl',
  reads: ['ec2:DescribeNetworkAcls'],
  changedBy: NETWORK_ACL_CHANGES,
  controls: [
    'cis-aws-1.4.0:5.1',
    'cis-aws-1.5.0:5.1',
    'cis-aws-2.0.0:5.1',
    'cis-aws-3.0.0:5.1',
    'cis-aws-4.0.0:5.2',
    'cis-aws-5.0.0:5.2',
    'cis-aws-6.0.0:6.2',
    'cis-aws-7.0.0:6.2',
    'aws-fsbp:EC2.21',
  ],
  equivalents: [
    'prowler:ec2_networkacl_allow_ingress_tcp_port_22',
    'prowler:ec2_networkacl_allow_ingress_tcp_port_3389',
    'config:nacl-no-unrestricted-ssh-rdp',
  ],
  rationale:
    'The ACL is the second lock behind security groups: if it admits everybody to SSH or RDP, one careless group rule exposes the whole subnet.',
  remediation:
    'Deny TCP 22 and 3389 from 0.0.0.0/0 and ::/0 with a rule number below every allow that holds them, after allows for the addresses administrators use.',
  fix: {
    cli: dedented(`
      # Numbers below those of the rules that admit the internet, {evidence.admitted.rules}, and above those of allows for the addresses of administrators
      # NAT gateways and load balancers call from port 3389 too, among others, and get no reply to those calls then
      aws ec2 create-network-acl-entry --network-acl-id {id} --ingress --rule-number <RULE-NUMBER-1> --rule-action deny --protocol tcp --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --region {region}
      aws ec2 create-network-acl-entry --network-acl-id {id} --ingress --rule-number <RULE-NUMBER-2> --rule-action deny --protocol tcp --port-range From=3389,To=3389 --cidr-block 0.0.0.0/0 --region {region}
      # The same for IPv6, where the VPC has it: aws ec2 create-network-acl-entry --network-acl-id {id} --ingress --rule-number <RULE-NUMBER-3> --rule-action deny --protocol tcp --port-range From=22,To=22 --ipv6-cidr-block ::/0 --region {region}
      # The same for IPv6, where the VPC has it: aws ec2 create-network-acl-entry --network-acl-id {id} --ingress --rule-number <RULE-NUMBER-4> --rule-action deny --protocol tcp --port-range From=3389,To=3389 --ipv6-cidr-block ::/0 --region {region}`),
    terraform: dedented(`
      # Numbers below those of the rules that admit the internet, {evidence.admitted.rules}, and above those of allows for the
      # addresses of administrators; the same with ipv6_cidr_block, where the VPC has IPv6
      resource "aws_network_acl_rule" "ssh" {
        network_acl_id = "{id}"
        rule_number    = "<RULE-NUMBER-1>"
        rule_action    = "deny"
        protocol       = "tcp"
        from_port      = 22
        to_port        = 22
        cidr_block     = "0.0.0.0/0"
      }

      resource "aws_network_acl_rule" "rdp" {
        network_acl_id = "{id}"
        rule_number    = "<RULE-NUMBER-2>"
        rule_action    = "deny"
        protocol       = "tcp"
        from_port      = 3389
        to_port        = 3389
        cidr_block     = "0.0.0.0/0"
      }`),
  },
  evaluate(acl, { inventory, settings }) {
    const unreadable = unreadableEntries(acl).map((entry) => entry.ruleNumber);
    if (unreadable.length > 0) {
      const why = `Unreadable: entries ${unreadable.join(', ')} of ${acl.id} name no address block`;
      return unknown(unread('ec2:DescribeNetworkAcls', why));
    }
    const { ipv4, ipv6 } = settings.widestPublicPrefix;
    const what = `administration ports ${ipv4} ${ipv6}`;
    const admitted = perEntries(inventory, what, acl, (each) => admissions(each, settings));
    const evidence = {
      vpcId: acl.vpcId,
      isDefault: acl.isDefault,
      subnets: acl.subnetIds.length,
      admitted: admitted.map((each) => ({ ...each })),
    };
    if (admitted.length === 0) {
      return pass(
        `Network ACL ${acl.id} keeps the internet from TCP ports ${PORTS.join(' and ')}.`,
        evidence,
      );
    }
    const name = acl.isDefault ? 'Default network ACL' : 'Network ACL';
    return fail(`${name} ${acl.id} admits ${admissionTexts(admitted).join('; ')}.`, evidence);
  },
});

interface Admitted {
  readonly port: number;
  readonly family: 'IPv4' | 'IPv6';
  readonly percentOfInternet: number;
  readonly rules: readonly number[];
}

/** `every public IPv4 address to TCP 22 and 3389 (rule 100)`: ports that fare alike are told once. */
function admissionTexts(admitted: readonly Admitted[]): readonly string[] {
  const alike = Map.groupBy(admitted, ({ port: _port, ...rest }) => JSON.stringify(rest));
  return [...alike.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const { family, percentOfInternet: percent, rules } = first;
    const who =
      percent === 100 ? `every public ${family} address` : `${percent} % of the public ${family} addresses`;
    const ports = all.map((each) => each.port).join(' and ');
    return `${who} to TCP ${ports} (rule${rules.length > 1 ? 's' : ''} ${rules.join(', ')})`;
  });
}

function admissions(acl: NetworkAcl, { widestPublicPrefix }: Settings): readonly Admitted[] {
  return FAMILIES.flatMap((family) => {
    const rules = aclRules(acl, 'ingress', family);
    return PORTS.flatMap((port) => {
      const cell = aclCell(rules, { protocol: 'tcp', from: port, to: port }, family);
      const { share, ruleNumbers } = publicAdmission(cell);
      if (share <= 2 ** -widestPublicPrefix[family]) return [];
      const percent = (100 * share) / PUBLIC_SPACE[family];
      return [
        {
          port,
          family: family === 'ipv4' ? ('IPv4' as const) : ('IPv6' as const),
          percentOfInternet: Number(percent.toPrecision(3)),
          rules: ruleNumbers,
        },
      ];
    });
  });
}
