import { type Reading, read, unread } from '../model/reading.ts';
import type { NetworkAcl, NetworkInterface, RouteTable, Subnet } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';

/** A shared subnet's table, ACL and interfaces are all listed in its owner's account. */
function ownerScope({ ownerId, region }: Subnet): { readonly account: string; readonly region: string } {
  return { account: ownerId, region };
}

/** The subnet's own table, else its VPC's main one: https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html */
export function routeTableOf(inventory: Inventory, subnet: Subnet): Reading<RouteTable> {
  const { bySubnet, mainByVpc } = inventory.derive(routeTableOf, () => indexTables(inventory));
  const own = bySubnet.get(subnet.id);
  if (own) return read(own);
  const gap = inventory.gaps('AWS::EC2::RouteTable', ownerScope(subnet))[0];
  if (gap) return gap;
  const main = mainByVpc.get(subnet.vpcId);
  if (main) return read(main);
  return unread('ec2:DescribeRouteTables', `NotListed: no route table of ${subnet.id} is among the answers`);
}

function indexTables(inventory: Inventory) {
  const tables = inventory.of('AWS::EC2::RouteTable');
  return {
    bySubnet: new Map(tables.flatMap((table) => table.subnetIds.map((id) => [id, table] as const))),
    mainByVpc: new Map(tables.filter((table) => table.main).map((table) => [table.vpcId, table])),
  };
}

export function networkAclOf(inventory: Inventory, subnet: Subnet): Reading<NetworkAcl> {
  const bySubnet = inventory.derive(
    networkAclOf,
    () =>
      new Map(
        inventory.of('AWS::EC2::NetworkAcl').flatMap((acl) => acl.subnetIds.map((id) => [id, acl] as const)),
      ),
  );
  const acl = bySubnet.get(subnet.id);
  if (acl) return read(acl);
  const gap = inventory.gaps('AWS::EC2::NetworkAcl', ownerScope(subnet))[0];
  return gap ?? unread('ec2:DescribeNetworkAcls', `NotListed: no ACL of ${subnet.id} is among the answers`);
}

export interface SubnetInterfaces {
  readonly found: readonly NetworkInterface[];
  /** Whether these are all. */
  readonly complete: Reading<true>;
}

export function interfacesIn(inventory: Inventory, subnet: Subnet): SubnetInterfaces {
  const bySubnet = inventory.derive(interfacesIn, () =>
    Map.groupBy(inventory.of('AWS::EC2::NetworkInterface'), (each) => each.subnetId),
  );
  const gap = inventory.gaps('AWS::EC2::NetworkInterface', ownerScope(subnet))[0];
  return { found: bySubnet.get(subnet.id) ?? [], complete: gap ?? read(true) };
}
