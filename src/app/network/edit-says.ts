import { ruleText } from '../../inventory/security-group-rules.ts';
import type { Route, SecurityGroupRule } from '../../model/resources/ec2.ts';
import type { NetworkEdit } from '../../network/edits/edit.ts';
import type { ClosingTarget } from '../../network/edits/edits-against.ts';
import { trafficText } from '../../network/exposed/traffic-text.ts';

/** An edit in one clause: `revoke tcp 22 from 0.0.0.0/0 in sg-web`. */
export function editSays(edit: NetworkEdit, target: ClosingTarget): string {
  switch (edit.kind) {
    case 'revoke-security-group-rule':
      return `revoke ${ruleText(edit.rule)} in ${edit.groupId}`;
    case 'narrow-security-group-rule':
      return `narrow ${ruleText(edit.rule)} in ${edit.groupId} to ${edit.keeps.map(portsText).join(' and ')}`;
    case 'detach-security-group':
      return `detach ${edit.groupId} from ${edit.loadBalancerArn ?? edit.networkInterfaceIds.join(', ')}`;
    case 'disassociate-address':
      return `take the ${edit.isElastic ? 'Elastic IP' : 'address'} ${edit.address} from ${edit.networkInterfaceId}`;
    case 'add-network-acl-entry':
      return `deny ${deniedText(target, edit.entry.icmpTypeCode)} from ${edit.entry.cidrBlock ?? edit.entry.ipv6CidrBlock} in ${edit.networkAclId}, rule ${edit.entry.ruleNumber}`;
    case 'replace-route':
      return `route ${destinationOf(edit.route)} in ${edit.routeTableId} to ${edit.target.id} in the place of ${edit.route.target.id}`;
    case 'remove-route':
      return `remove the route of ${destinationOf(edit.route)} to ${edit.route.target.id} from ${edit.routeTableId}`;
  }
}

function portsText({ fromPort, toPort }: SecurityGroupRule): string {
  return fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
}

/** An entry is for one type of ICMP or for all, and one for protocols that are not named for all. */
function deniedText(
  { protocol, from, to }: ClosingTarget,
  icmp: { readonly type: number; readonly code: number } | null,
): string {
  if (protocol === null) return 'all traffic';
  return icmp?.type === -1
    ? trafficText({ protocol, from: 0, to: 65_535 })
    : trafficText({ protocol, from, to });
}

function destinationOf(route: Route): string {
  return route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? route.destinationPrefixListId ?? '';
}
