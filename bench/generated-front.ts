import type { NetworkFacts } from '../src/model/network-facts.ts';
import type { Resource } from '../src/model/resource-types.ts';
import type { NetworkInterface } from '../src/model/resources/ec2.ts';
import { anInternetGateway, aRoute, aRule } from '../test/builders/network.ts';
import { generatedMesh, groupId, type MeshSize } from './generated-mesh.ts';

/** The mesh, of which every VPC has a front to the internet: load balancers for all, and bastions with SSH open. */
export function generatedFront(size: MeshSize): NetworkFacts {
  const { resources, listings } = generatedMesh(size);
  const numbers = Array.from({ length: size.vpcs }, (_, index) => index);
  const open = new Map(
    numbers.flatMap((vpc) => [
      [groupId(vpc, 'lb'), aRule('tcp', 443, '0.0.0.0/0')],
      [groupId(vpc, 'bastion'), aRule('tcp', 22, '0.0.0.0/0')],
    ]),
  );
  let addresses = 0;
  const fronted = (resource: Resource): Resource => {
    if (resource.type === 'AWS::EC2::SecurityGroup') {
      const rule = open.get(resource.id);
      return rule ? { ...resource, ingress: [...resource.ingress, rule] } : resource;
    }
    if (resource.type === 'AWS::EC2::RouteTable' && resource.main) {
      const route = aRoute('0.0.0.0/0', 'gateway', gatewayOf(resource.vpcId));
      return { ...resource, routes: [...resource.routes, route] };
    }
    const isShown =
      resource.type === 'AWS::EC2::NetworkInterface' && resource.securityGroupIds.some((id) => open.has(id));
    return isShown ? shown(resource, addresses++) : resource;
  };
  const gateways = numbers
    .map((vpc) => `vpc-${vpc}`)
    .map((id) => anInternetGateway({ id: gatewayOf(id), vpcIds: [id] }));
  return { resources: [...resources.map(fronted), ...gateways], listings };
}

function gatewayOf(vpcId: string): string {
  return `igw-${vpcId}`;
}

function shown(own: NetworkInterface, number: number): NetworkInterface {
  const publicIp = `52.0.${number >> 8}.${number & 255}`;
  return { ...own, privateIpAddresses: own.privateIpAddresses.map((each) => ({ ...each, publicIp })) };
}
