import type { NetworkFacts } from '../../model/network-facts.ts';
import type { Resource } from '../../model/resource-types.ts';
import type {
  ElasticIp,
  Instance,
  NetworkInterface,
  Route,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
} from '../../model/resources/ec2.ts';
import type { NetworkEdit } from './edit.ts';

/** The facts as they would be: what the edit does not touch is the same objects. */
export function applyEdit(facts: NetworkFacts, edit: NetworkEdit): NetworkFacts {
  return { ...facts, resources: facts.resources.map((each) => edited(each, edit)) };
}

export function applyEdits(facts: NetworkFacts, edits: readonly NetworkEdit[]): NetworkFacts {
  return edits.reduce(applyEdit, facts);
}

type EditOf<Kind extends NetworkEdit['kind']> = Extract<NetworkEdit, { readonly kind: Kind }>;

function edited(resource: Resource, edit: NetworkEdit): Resource {
  switch (edit.kind) {
    case 'revoke-security-group-rule':
      return withRules(resource, edit, []);
    case 'narrow-security-group-rule':
      return withRules(resource, edit, edit.keeps);
    case 'detach-security-group':
      return withoutGroup(resource, edit);
    case 'disassociate-address':
      return withoutAddress(resource, edit);
    case 'add-network-acl-entry':
      return resource.type === 'AWS::EC2::NetworkAcl' && resource.id === edit.networkAclId
        ? { ...resource, entries: [...resource.entries, edit.entry] }
        : resource;
    case 'replace-route':
      return withRoutes(resource, edit, (route) => [{ ...route, target: edit.target }]);
    case 'remove-route':
      return withRoutes(resource, edit, () => []);
  }
}

function withRules(
  resource: Resource,
  { groupId, rule }: Pick<EditOf<'revoke-security-group-rule'>, 'groupId' | 'rule'>,
  instead: readonly SecurityGroupRule[],
): Resource {
  if (resource.type !== 'AWS::EC2::SecurityGroup' || resource.id !== groupId) return resource;
  const ingress = resource.ingress.flatMap((each) => (isSameRule(each, rule) ? instead : [each]));
  return { ...resource, ingress } satisfies SecurityGroup;
}

/** AWS keeps no two rules that differ in their descriptions alone. */
function isSameRule(a: SecurityGroupRule, b: SecurityGroupRule): boolean {
  return (
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    JSON.stringify(a.peer) === JSON.stringify(b.peer)
  );
}

function withoutGroup(resource: Resource, edit: EditOf<'detach-security-group'>): Resource {
  if (resource.type !== 'AWS::EC2::NetworkInterface' || !edit.networkInterfaceIds.includes(resource.id))
    return resource;
  const securityGroupIds = resource.securityGroupIds.filter((id) => id !== edit.groupId);
  return { ...resource, securityGroupIds } satisfies NetworkInterface;
}

/** Three lists tell of a public address. */
function withoutAddress(resource: Resource, { networkInterfaceId, address }: AddressEdit): Resource {
  if (resource.type === 'AWS::EC2::NetworkInterface' && resource.id === networkInterfaceId)
    return unaddressed(resource, address);
  if (resource.type === 'AWS::EC2::EIP' && resource.publicIp === address)
    return { ...resource, networkInterfaceId: null, privateIpAddress: null } satisfies ElasticIp;
  if (resource.type === 'AWS::EC2::Instance' && resource.publicIpAddress === address)
    return { ...resource, publicIpAddress: null } satisfies Instance;
  return resource;
}

type AddressEdit = EditOf<'disassociate-address'>;

function unaddressed(resource: NetworkInterface, address: string): NetworkInterface {
  return {
    ...resource,
    privateIpAddresses: resource.privateIpAddresses.map((each) =>
      each.publicIp === address ? { ...each, publicIp: null } : each,
    ),
    ipv6Addresses: resource.ipv6Addresses.filter((each) => each !== address),
  };
}

function withRoutes(
  resource: Resource,
  { routeTableId, route }: Pick<EditOf<'remove-route'>, 'routeTableId' | 'route'>,
  instead: (route: Route) => readonly Route[],
): Resource {
  if (resource.type !== 'AWS::EC2::RouteTable' || resource.id !== routeTableId) return resource;
  const routes = resource.routes.flatMap((each) => (isSameRoute(each, route) ? instead(each) : [each]));
  return { ...resource, routes } satisfies RouteTable;
}

/** A table has one static route for a destination, and may have propagated ones beside it. */
function isSameRoute(a: Route, b: Route): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
