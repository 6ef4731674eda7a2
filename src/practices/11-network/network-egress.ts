import type { Inventory } from '../../inventory/inventory.ts';
import {
  aclCells,
  aclRules,
  perEntries,
  publicAdmission,
  unreadableEntries,
} from '../../inventory/network-acl-decisions.ts';
import { allPackets, rangeContains } from '../../inventory/packet-range.ts';
import { isWholeFamily, judgeRules, packetsOfRule } from '../../inventory/security-group-rules.ts';
import { interfacesIn, networkAclOf, routeTableOf } from '../../inventory/subnet-network.ts';
import { ALL_IPV4, ALL_IPV6, type Family, publicShare } from '../../model/address-range.ts';
import { allRead, mapReading, type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { NetworkAcl, NetworkInterface, Route, RouteTable, Subnet } from '../../model/resources/ec2.ts';
import {
  NETWORK_ACL_CHANGES,
  ROUTE_CHANGES,
  SECURITY_GROUP_EGRESS_CHANGES,
} from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

const ALL = { ipv4: ALL_IPV4, ipv6: ALL_IPV6 };
const ALL_TCP = allPackets('tcp');

/** Interfaces of AWS's own appliances, which start no connections for a workload. */
const APPLIANCES = new Set([
  'efs',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
  'nat_gateway',
  'network_load_balancer',
  'transit_gateway',
  'vpc_endpoint',
]);

/** Those of load balancers, databases, caches and file systems are of no type of their own: AWS describes them so. */
const SERVICE_INTERFACE =
  /^(ELB |RDSNetworkInterface|RedshiftNetworkInterface|ElastiCache |DAX |EFS mount target)/;

/** Whether the interface is a workload's, which can be made to call out; one that is not attached sends nothing. */
function isWorkload({ interfaceType, requesterManaged, description, status }: NetworkInterface): boolean {
  if (status === 'available' || APPLIANCES.has(interfaceType)) return false;
  return !(requesterManaged && SERVICE_INTERFACE.test(description));
}

/**
 * About private subnets: those whose default route is a public NAT gateway or an egress-only gateway. Such a subnet
 * fails when nothing narrows what leaves it: an interface's group lets every TCP port out to everywhere, and so
 * does the subnet's ACL. Firewalls behind a transit gateway are out of view, so those subnets are left aside.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html
 */
export const networkEgress = defineCheck({
  id: 'network-egress',
  title: 'What private subnets send to the internet is limited',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::Subnet',
  reads: [
    'ec2:DescribeSubnets',
    'ec2:DescribeRouteTables',
    'ec2:DescribeNatGateways',
    'ec2:DescribeNetworkAcls',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeManagedPrefixLists',
    'ec2:GetManagedPrefixListEntries',
  ],
  changedBy: [
    ...SECURITY_GROUP_EGRESS_CHANGES,
    ...NETWORK_ACL_CHANGES,
    ...ROUTE_CHANGES,
    'ec2:CreateNatGateway',
    'ec2:AttachInternetGateway',
  ],
  controls: [
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:SC-7(5)',
    'nist-800-53-r5:SC-7(9)(a)',
    'pci-dss-4.0:1.3.2',
    'iso-27001-2022:A.8.12',
    'soc-2:CC6.7',
  ],
  equivalents: [],
  rationale:
    "A private host that may call any address on the internet can be made to fetch an intruder's tools and to send your data away.",
  remediation:
    'Narrow the outbound rules of the groups in the subnet, use VPC endpoints for AWS services, or send egress through a filtering proxy or AWS Network Firewall.',
  fix: {
    cli: dedented(`
      # The groups of these interfaces. Let out first what the workload needs, to a prefix list, a VPC endpoint or an address
      aws ec2 describe-network-interfaces --network-interface-ids {evidence.unrestricted} --query 'NetworkInterfaces[].Groups' --region {region}
      aws ec2 authorize-security-group-egress --group-id <SECURITY-GROUP-ID> --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"<CIDR>"}]}]' --region {region}
      # Once that is all that it needs: aws ec2 revoke-security-group-egress --group-id <SECURITY-GROUP-ID> --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]' --region {region}`),
    terraform: dedented(`
      # Let out what the workload needs; then delete the rule for all traffic from the groups of {evidence.unrestricted}
      resource "aws_vpc_security_group_egress_rule" "this" {
        security_group_id = "<SECURITY-GROUP-ID>"
        ip_protocol       = "tcp"
        from_port         = 443
        to_port           = 443
        cidr_ipv4         = "<CIDR>"
      }`),
  },
  evaluate(subnet, { inventory }) {
    const families = privateFamilies(inventory, subnet);
    if (families.status === 'unread') return unknown(families);
    if (families.value.length === 0) return notApplicable();
    const judged = families.value.map((family) => judge(inventory, subnet, family));
    const open = judged.filter((each) => each.acl.status === 'read' && each.acl.value);
    const interfaces = [...new Set(open.flatMap((each) => each.interfaces))];
    const evidence = {
      vpcId: subnet.vpcId,
      egress: families.value.map((family) => (family === 'ipv4' ? 'NAT gateway' : 'egress-only gateway')),
      unrestricted: interfaces.slice(0, 20),
      unrestrictedCount: interfaces.length,
    };
    if (interfaces.length > 0) {
      return fail(
        `${counted(interfaces.length, 'network interface')} of private subnet ${subnet.id} may send anything to the internet.`,
        evidence,
      );
    }
    const missing = judged.flatMap(missingOf);
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`Nothing in private subnet ${subnet.id} may send everything to the internet.`, evidence);
  },
});

interface Judged {
  /** Whether the subnet's ACL lets every TCP port out to every public address. */
  readonly acl: Reading<boolean>;
  /** Interfaces whose groups do. */
  readonly interfaces: readonly string[];
  readonly missing: readonly Unread[];
}

/** An ACL that narrows egress settles the matter; without interfaces there is nothing to narrow. */
function missingOf({ acl, interfaces, missing }: Judged): readonly Unread[] {
  if (acl.status === 'read') return acl.value ? missing : [];
  return interfaces.length > 0 || missing.length > 0 ? [acl, ...missing] : [];
}

function judge(inventory: Inventory, subnet: Subnet, family: Family): Judged {
  const { found, complete } = interfacesIn(inventory, subnet);
  const workloads = found.filter(isWorkload);
  const groups = workloads.map((each) => ({ each, open: openGroup(inventory, each, family) }));
  return {
    acl: aclOpen(inventory, subnet, family),
    interfaces: groups.flatMap(({ each, open }) => (open.status === 'read' && open.value ? [each.id] : [])),
    missing: [complete, ...groups.map(({ open }) => open)].filter((each) => each.status === 'unread'),
  };
}

/** The address families in which the subnet's default route is that of a private subnet. */
function privateFamilies(inventory: Inventory, subnet: Subnet): Reading<readonly Family[]> {
  const table = routeTableOf(inventory, subnet);
  if (table.status === 'unread') return table;
  const routes = table.value.routes.filter((route) => route.state !== 'blackhole');
  const ipv6 = routes.some(
    (route) =>
      route.destinationIpv6CidrBlock === '::/0' && route.target.kind === 'egress-only-internet-gateway',
  );
  const nat = routes.find(
    (route) => route.destinationCidrBlock === '0.0.0.0/0' && route.target.kind === 'nat-gateway',
  );
  const ipv4 = nat ? isPublicNat(inventory, table.value, nat) : read(false);
  return mapReading(ipv4, (isPublic): Family[] => [
    ...(isPublic ? (['ipv4'] as const) : []),
    ...(ipv6 ? (['ipv6'] as const) : []),
  ]);
}

function isPublicNat(inventory: Inventory, table: RouteTable, route: Route): Reading<boolean> {
  const { id } = route.target;
  const gateway = inventory.grouped('AWS::EC2::NatGateway', 'id').get(id)?.[0];
  if (gateway) return read(gateway.connectivityType === 'public');
  const { account, region } = table;
  const gap = inventory.gaps('AWS::EC2::NatGateway', { account, region })[0];
  return gap ?? unread('ec2:DescribeNatGateways', `NotListed: ${id} is not among the answers`);
}

function aclOpen(inventory: Inventory, subnet: Subnet, family: Family): Reading<boolean> {
  const acl = networkAclOf(inventory, subnet);
  if (acl.status === 'unread') return acl;
  if (unreadableEntries(acl.value).length > 0) {
    return unread(
      'ec2:DescribeNetworkAcls',
      `Unreadable: an entry of ${acl.value.id} names no address block`,
    );
  }
  return read(
    perEntries(inventory, `lets everything out ${family}`, acl.value, (each) =>
      letsEverythingOut(each, family),
    ),
  );
}

function letsEverythingOut(acl: NetworkAcl, family: Family): boolean {
  const cells = aclCells(aclRules(acl, 'egress', family), family);
  const tcp = cells.filter((cell) => cell.packets.protocol === 'tcp');
  const whole = publicShare(ALL[family]) * (1 - 1e-9); // sums of powers of two: exact but for IPv6's tiniest blocks
  return (tcp.length > 0 ? tcp : cells).every((cell) => publicAdmission(cell).share >= whole);
}

/** Whether one of the interface's groups lets every TCP port out to everywhere. */
function openGroup(inventory: Inventory, eni: NetworkInterface, family: Family): Reading<boolean> {
  const groups = eni.securityGroupIds.map((id) => groupOpen(inventory, eni, id, family));
  if (groups.some((group) => group.status === 'read' && group.value)) return read(true);
  return mapReading(allRead(groups), () => false);
}

function groupOpen(
  inventory: Inventory,
  eni: NetworkInterface,
  id: string,
  family: Family,
): Reading<boolean> {
  return inventory.derive(`group lets everything out ${family} ${eni.account} ${eni.region} ${id}`, () => {
    const group = inventory.grouped('AWS::EC2::SecurityGroup', 'id').get(id)?.[0];
    if (!group) {
      const { account, region } = eni;
      const gap = inventory.gaps('AWS::EC2::SecurityGroup', { account, region })[0];
      return gap ?? unread('ec2:DescribeSecurityGroups', `NotListed: group ${id} is not among the answers`);
    }
    const wide = group.egress.filter((rule) => rangeContains(packetsOfRule(rule), ALL_TCP));
    const { matching, missing } = judgeRules(inventory, group, wide, (blocks) =>
      isWholeFamily(blocks, ALL[family]),
    );
    return matching.length > 0 ? read(true) : (missing[0] ?? read(false));
  });
}
