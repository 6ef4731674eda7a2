import type { Family } from '../../model/address-range.ts';
import type { NetworkAclEntry, Route, SecurityGroupRule } from '../../model/resources/ec2.ts';

/** Where the call that makes the edit goes. */
interface EditedAt {
  readonly account: string;
  readonly region: string;
}

interface GroupRuleEdit extends EditedAt {
  readonly groupId: string;
  readonly rule: SecurityGroupRule;
}

/** One change to a network that takes something away; nothing is ever done here, only thought through. */
export type NetworkEdit =
  | (GroupRuleEdit & { readonly kind: 'revoke-security-group-rule' })
  /** The ports around those that are to be closed stay open. */
  | (GroupRuleEdit & {
      readonly kind: 'narrow-security-group-rule';
      readonly keeps: readonly SecurityGroupRule[];
    })
  /** A load balancer's group is all its nodes'. */
  | (EditedAt & {
      readonly kind: 'detach-security-group';
      readonly groupId: string;
      readonly networkInterfaceIds: readonly string[];
      readonly loadBalancerArn: string | null;
    })
  | (EditedAt & {
      readonly kind: 'disassociate-address';
      readonly networkInterfaceId: string;
      readonly family: Family;
      /** Where the internet sends. */
      readonly address: string;
      readonly isElastic: boolean;
    })
  | (EditedAt & {
      readonly kind: 'add-network-acl-entry';
      readonly networkAclId: string;
      readonly entry: NetworkAclEntry;
    })
  /** To what lets out and not in: the subnet becomes a private one. */
  | (EditedAt & {
      readonly kind: 'replace-route';
      readonly routeTableId: string;
      readonly route: Route;
      readonly target: Route['target'];
    })
  | (EditedAt & { readonly kind: 'remove-route'; readonly routeTableId: string; readonly route: Route });

export type EditKind = NetworkEdit['kind'];

/** Alike for edits that do the same, however they were come by. */
export function editKey(edit: NetworkEdit): string {
  return JSON.stringify(edit);
}

export function setKey(edits: readonly NetworkEdit[]): string {
  return edits.map(editKey).sort().join('\n');
}
