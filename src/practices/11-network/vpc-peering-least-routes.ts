import type { Inventory } from '../../inventory/inventory.ts';
import { parseBlocks, prefixListBlocks } from '../../inventory/security-group-rules.ts';
import { contains, formatPrefix, overlaps, type Prefix, subtract } from '../../model/address-range.ts';
import { type Reading, type Unread, unread } from '../../model/reading.ts';
import type { Route, RouteTable } from '../../model/resources/ec2.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const PEERINGS = 'ec2:DescribeVpcPeeringConnections';

/**
 * Fails when the table's routes over a peering together lead to a whole address block of the peer's VPC. Routes of
 * a peering that is gone are blackholes and lead nowhere.
 * https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html
 */
export const vpcPeeringLeastRoutes = defineCheck({
  id: 'vpc-peering-least-routes',
  title: 'Routes over a peering lead only to the part of the peer that is needed',
  practice: 11,
  severity: 'low',
  resource: 'AWS::EC2::RouteTable',
  reads: [
    'ec2:DescribeRouteTables',
    PEERINGS,
    'ec2:DescribeManagedPrefixLists',
    'ec2:GetManagedPrefixListEntries',
  ],
  changedBy: ['ec2:CreateRoute', 'ec2:ReplaceRoute', 'ec2:ModifyManagedPrefixList'],
  controls: [
    'cis-aws-1.4.0:5.4',
    'cis-aws-1.5.0:5.5',
    'cis-aws-2.0.0:5.5',
    'cis-aws-3.0.0:5.5',
    'cis-aws-4.0.0:5.6',
    'cis-aws-5.0.0:5.6',
    'cis-aws-6.0.0:6.6',
    'cis-aws-7.0.0:6.6',
    'iso-27001-2022:A.8.22',
  ],
  equivalents: ['prowler:vpc_peering_routing_tables_with_least_privilege'],
  rationale:
    'A route to the whole peer lets an intruder in one VPC try every host of the other, not only the service that was meant to be shared.',
  remediation: "Replace the route to the peer VPC's CIDR with routes to the subnets or hosts that are used.",
  fix: {
    cli: dedented(`
      # A route for each subnet or host of the peer that is used
      aws ec2 create-route --route-table-id {id} --destination-cidr-block <USED-CIDR> --vpc-peering-connection-id <PEERING-ID> --region {region}
      # Once each that is used has its own, of {evidence.routes.destination} over {evidence.routes.peering}: aws ec2 delete-route --route-table-id {id} --destination-cidr-block <BROAD-CIDR> --region {region}`),
    terraform: dedented(`
      # Routes now: {evidence.routes.destination} over {evidence.routes.peering}. Instead of a broad one, one for each subnet or host that is used
      resource "aws_route" "this" {
        route_table_id            = "{id}"
        destination_cidr_block    = "<USED-CIDR>"
        vpc_peering_connection_id = "<PEERING-ID>"
      }`),
  },
  evaluate(table, { inventory }) {
    const routes = table.routes.filter(
      (route) => route.target.kind === 'vpc-peering-connection' && route.state !== 'blackhole',
    );
    if (routes.length === 0) return notApplicable();
    const byPeering = Map.groupBy(routes, (route) => route.target.id);
    const judged = [...byPeering].map(([id, its]) => ({ id, ...wholeBlocks(inventory, table, id, its) }));
    const peerings = judged.map(({ id, whole }) => ({ id, wholeBlocks: whole.map(formatPrefix) }));
    const evidence = { vpcId: table.vpcId, routes: routes.map(routeEvidence), peerings };
    const broad = peerings.filter((each) => each.wholeBlocks.length > 0);
    if (broad.length > 0) {
      const texts = broad.map((each) => `all of ${each.wholeBlocks.join(', ')} over ${each.id}`);
      return fail(`Route table ${table.id} leads to ${texts.join('; ')}.`, evidence);
    }
    const missing = judged.flatMap((each) => each.missing);
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(
      `Route table ${table.id} leads only to parts of its peers over ${[...byPeering.keys()].join(', ')}.`,
      evidence,
    );
  },
});

interface Judged {
  readonly whole: readonly Prefix[];
  readonly missing: readonly Unread[];
}

function wholeBlocks(inventory: Inventory, table: RouteTable, id: string, routes: readonly Route[]): Judged {
  const peer = peerBlocks(inventory, table, id);
  const destinations = routes.map((route) => destinationOf(inventory, table, route));
  const known = destinations.flatMap((each) => (each.status === 'read' ? each.value : []));
  const missing = [peer, ...destinations].filter((each) => each.status === 'unread');
  // Every VPC has an IPv4 block, so a route for all of IPv4 holds one, whichever it is.
  const everywhere = known.filter((block) => block.bits === '' && block.family === 'ipv4');
  if (peer.status === 'unread') return { whole: everywhere, missing };
  return { whole: peer.value.filter((block) => isCovered(block, known)), missing };
}

function isCovered(block: Prefix, destinations: readonly Prefix[]): boolean {
  const near = destinations.filter((each) => overlaps(each, block));
  return near.some((each) => contains(each, block)) || subtract(block, near).length === 0;
}

function destinationOf(inventory: Inventory, table: RouteTable, route: Route): Reading<readonly Prefix[]> {
  if (route.destinationPrefixListId) {
    return prefixListBlocks(inventory, table, route.destinationPrefixListId);
  }
  const text = route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? '';
  return parseBlocks([text], 'ec2:DescribeRouteTables');
}

/** The address blocks of the VPC at the other end. */
function peerBlocks(inventory: Inventory, table: RouteTable, id: string): Reading<readonly Prefix[]> {
  const known = inventory.grouped('AWS::EC2::VPCPeeringConnection', 'id').get(id)?.[0];
  if (!known) {
    const { account, region } = table;
    const gap = inventory.gaps('AWS::EC2::VPCPeeringConnection', { account, region })[0];
    return gap ?? unread(PEERINGS, `NotListed: peering ${id} is not among the answers`);
  }
  const peer = known.requester.vpcId === table.vpcId ? known.accepter : known.requester;
  const blocks = [...peer.cidrBlocks, ...peer.ipv6CidrBlocks];
  if (blocks.length === 0) return unread(PEERINGS, `NotListed: ${id} names no address block of its peer`);
  return parseBlocks(blocks, PEERINGS);
}

function routeEvidence(route: Route) {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId, target } = route;
  return {
    destination: destinationCidrBlock ?? destinationIpv6CidrBlock ?? destinationPrefixListId,
    peering: target.id,
  };
}
