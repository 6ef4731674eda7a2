import type { Reading } from '../../model/reading.ts';
import type { NetworkInterface, Subnet } from '../../model/resources/ec2.ts';
import type { Network } from '../network.ts';
import type { NetworkEdit } from './edit.ts';

/** The interfaces whose own filters, routes or addresses some edit changes. */
export class Touched {
  readonly #network: Network;
  readonly #bySubnet: ReadonlyMap<string, readonly NetworkInterface[]>;
  readonly #byAcl: ReadonlyMap<string | null, readonly Subnet[]>;
  readonly #byTable: ReadonlyMap<string | null, readonly Subnet[]>;
  readonly #withNatGateway: ReadonlySet<string | null>;
  readonly #withAttachment: ReadonlySet<string>;

  constructor(network: Network) {
    this.#network = network;
    const subnets = network.all('AWS::EC2::Subnet');
    this.#byAcl = Map.groupBy(subnets, (each) => idOf(network.networkAclOf(each)));
    this.#byTable = Map.groupBy(subnets, (each) => idOf(network.routeTableOf(each)));
    this.#withNatGateway = new Set(network.all('AWS::EC2::NatGateway').map(({ subnetId }) => subnetId));
    const attachments = network.all('AWS::EC2::TransitGatewayAttachment');
    this.#withAttachment = new Set(
      attachments.flatMap(({ subnetIds }) => (subnetIds.status === 'read' ? subnetIds.value : [])),
    );
    this.#bySubnet = Map.groupBy(network.all('AWS::EC2::NetworkInterface'), (each) => each.subnetId);
  }

  by(edits: readonly NetworkEdit[]): readonly NetworkInterface[] {
    return [...new Set(edits.flatMap((each) => this.#byOne(each)))];
  }

  #byOne(edit: NetworkEdit): readonly NetworkInterface[] {
    const network = this.#network;
    switch (edit.kind) {
      case 'revoke-security-group-rule':
      case 'narrow-security-group-rule':
        return network.membersOf(edit.groupId);
      case 'detach-security-group':
        return this.#named(edit.networkInterfaceIds);
      case 'disassociate-address':
        return this.#named([edit.networkInterfaceId]);
      case 'add-network-acl-entry':
      case 'replace-route':
      case 'remove-route':
        return this.subnets(edit).flatMap(({ id }) => this.#bySubnet.get(id) ?? []);
    }
  }

  /** Those whose ACL or routes an edit changes. */
  subnets(edit: NetworkEdit): readonly Subnet[] {
    if (edit.kind === 'add-network-acl-entry') return this.#byAcl.get(edit.networkAclId) ?? [];
    if (edit.kind === 'replace-route' || edit.kind === 'remove-route')
      return this.#byTable.get(edit.routeTableId) ?? [];
    return [];
  }

  /** What leaves by a NAT gateway goes by the ACL and the table of its subnet too. */
  hasNatGateway(edit: NetworkEdit): boolean {
    return this.subnets(edit).some(({ id }) => this.#withNatGateway.has(id));
  }

  /** And what comes or goes by a transit gateway by those of its attachment's. */
  hasAttachment(edit: NetworkEdit): boolean {
    return this.subnets(edit).some(({ id }) => this.#withAttachment.has(id));
  }

  #named(ids: readonly string[]): readonly NetworkInterface[] {
    return ids.flatMap((id) => this.#network.find('AWS::EC2::NetworkInterface', id) ?? []);
  }
}

/** Null: it was not read. */
function idOf(found: Reading<{ readonly id: string }>): string | null {
  return found.status === 'read' ? found.value.id : null;
}
