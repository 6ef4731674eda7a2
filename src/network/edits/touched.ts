import type { NetworkInterface, Subnet } from '../../model/resources/ec2.ts';
import type { Network } from '../network.ts';
import type { NetworkEdit } from './edit.ts';

/** The interfaces whose own filters, routes or addresses some edit changes. */
export class Touched {
  readonly #network: Network;
  readonly #bySubnet: ReadonlyMap<string, readonly NetworkInterface[]>;

  constructor(network: Network) {
    this.#network = network;
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
    const network = this.#network;
    const all = network.all('AWS::EC2::Subnet');
    if (edit.kind === 'add-network-acl-entry')
      return all.filter((each) => isRead(network.networkAclOf(each), edit.networkAclId));
    if (edit.kind === 'replace-route' || edit.kind === 'remove-route')
      return all.filter((each) => isRead(network.routeTableOf(each), edit.routeTableId));
    return [];
  }

  #named(ids: readonly string[]): readonly NetworkInterface[] {
    return ids.flatMap((id) => this.#network.find('AWS::EC2::NetworkInterface', id) ?? []);
  }
}

function isRead(
  found: { readonly status: 'read'; readonly value: { readonly id: string } } | { readonly status: 'unread' },
  id: string,
): boolean {
  return found.status === 'read' && found.value.id === id;
}
