import { ipPermission } from '../../inventory/security-group-rules.ts';
import type { NetworkAclEntry, Route, SecurityGroupRule } from '../../model/resources/ec2.ts';
import type { NetworkEdit } from '../../network/edits/edit.ts';
import type { Network } from '../../network/network.ts';
import { protocolNumber } from '../../network/protocol.ts';
import { jsonValueInQuotes, shellArgument } from '../../practices/fix/shell-argument.ts';

/** The AWS CLI's commands that make the edits, in an order that cuts nothing off meanwhile. Nobody runs them here. */
export function editCommands(edits: readonly NetworkEdit[], network: Network): readonly string[] {
  return edits.flatMap((each) =>
    wordsOf(each, edits, network).map((words) => `aws ${words.join(' ')} --region ${word(each.region)}`),
  );
}

type Words = readonly string[];

/** What no shell can hold stands as a placeholder. */
function word(text: string): string {
  return shellArgument(text) ?? '<…>';
}

function wordsOf(edit: NetworkEdit, edits: readonly NetworkEdit[], network: Network): readonly Words[] {
  switch (edit.kind) {
    case 'revoke-security-group-rule':
      return [revoking(edit.groupId, edit.rule)];
    case 'narrow-security-group-rule':
      return [onRules('authorize', edit.groupId, edit.keeps), revoking(edit.groupId, edit.rule)];
    case 'detach-security-group':
      return detaching(edit, edits, network);
    case 'disassociate-address':
      return [disassociating(edit)];
    case 'add-network-acl-entry':
      return [
        [
          'ec2',
          'create-network-acl-entry',
          '--network-acl-id',
          word(edit.networkAclId),
          ...entryWords(edit.entry),
        ],
      ];
    case 'replace-route':
      return [
        ['ec2', 'replace-route', ...routeWords(edit.routeTableId, edit.route), ...targetWords(edit.target)],
      ];
    case 'remove-route':
      return [['ec2', 'delete-route', ...routeWords(edit.routeTableId, edit.route)]];
  }
}

function revoking(groupId: string, rule: SecurityGroupRule): Words {
  return onRules('revoke', groupId, [rule]);
}

function onRules(verb: 'authorize' | 'revoke', groupId: string, rules: readonly SecurityGroupRule[]): Words {
  const permissions = `'${jsonValueInQuotes(rules.map(ipPermission))}'`;
  const name = `${verb}-security-group-ingress`;
  return ['ec2', name, '--group-id', word(groupId), '--ip-permissions', permissions];
}

type EditOf<Kind extends NetworkEdit['kind']> = Extract<NetworkEdit, { readonly kind: Kind }>;

/** The groups that stay are given, all of them. */
function detaching(
  { networkInterfaceIds, loadBalancerArn }: EditOf<'detach-security-group'>,
  edits: readonly NetworkEdit[],
  network: Network,
): readonly Words[] {
  const staying = (id: string): readonly string[] => {
    const all = network.find('AWS::EC2::NetworkInterface', id)?.securityGroupIds ?? [];
    return all.filter((groupId) => !edits.some((each) => isDetached(each, id, groupId))).map(word);
  };
  const [first] = networkInterfaceIds;
  if (loadBalancerArn !== null && first !== undefined)
    return [balancerWords(loadBalancerArn, staying(first))];
  return networkInterfaceIds.map((id) => [
    'ec2',
    'modify-network-interface-attribute',
    '--network-interface-id',
    word(id),
    '--groups',
    ...staying(id),
  ]);
}

function isDetached(edit: NetworkEdit, networkInterfaceId: string, groupId: string): boolean {
  return (
    edit.kind === 'detach-security-group' &&
    edit.groupId === groupId &&
    edit.networkInterfaceIds.includes(networkInterfaceId)
  );
}

function balancerWords(arn: string, groups: readonly string[]): Words {
  const classic = /:loadbalancer\/([^/]+)$/.exec(arn)?.[1];
  return classic === undefined
    ? ['elbv2', 'set-security-groups', '--load-balancer-arn', word(arn), '--security-groups', ...groups]
    : [
        'elb',
        'apply-security-groups-to-load-balancer',
        '--load-balancer-name',
        word(classic),
        '--security-groups',
        ...groups,
      ];
}

/**
 * A public address that AWS assigned is given up by its interface; an Elastic IP by its association.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html
 */
function disassociating(edit: EditOf<'disassociate-address'>): Words {
  const { networkInterfaceId, family, address, isElastic, region } = edit;
  if (family === 'ipv6')
    return [
      'ec2',
      'unassign-ipv6-addresses',
      '--network-interface-id',
      word(networkInterfaceId),
      '--ipv6-addresses',
      word(address),
    ];
  if (isElastic) {
    const asked = `aws ec2 describe-addresses --public-ips ${word(address)} --query 'Addresses[0].AssociationId' --output text --region ${word(region)}`;
    return ['ec2', 'disassociate-address', '--association-id', `"$(${asked})"`];
  }
  return [
    'ec2',
    'modify-network-interface-attribute',
    '--network-interface-id',
    word(networkInterfaceId),
    '--no-associate-public-ip-address',
  ];
}

function entryWords(entry: NetworkAclEntry): Words {
  const { ruleNumber, protocol, portRange, icmpTypeCode, cidrBlock, ipv6CidrBlock, ruleAction } = entry;
  return [
    '--ingress',
    '--rule-number',
    String(ruleNumber),
    '--protocol',
    String(protocolNumber(protocol) ?? -1),
    ...(portRange ? ['--port-range', `From=${portRange.from},To=${portRange.to}`] : []),
    ...(icmpTypeCode ? ['--icmp-type-code', `Type=${icmpTypeCode.type},Code=${icmpTypeCode.code}`] : []),
    ...(cidrBlock === null ? [] : ['--cidr-block', word(cidrBlock)]),
    ...(ipv6CidrBlock === null ? [] : ['--ipv6-cidr-block', word(ipv6CidrBlock)]),
    '--rule-action',
    ruleAction,
  ];
}

function routeWords(routeTableId: string, route: Route): Words {
  const { destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId } = route;
  return [
    '--route-table-id',
    word(routeTableId),
    ...(destinationCidrBlock === null ? [] : ['--destination-cidr-block', word(destinationCidrBlock)]),
    ...(destinationIpv6CidrBlock === null
      ? []
      : ['--destination-ipv6-cidr-block', word(destinationIpv6CidrBlock)]),
    ...(destinationPrefixListId === null
      ? []
      : ['--destination-prefix-list-id', word(destinationPrefixListId)]),
  ];
}

function targetWords({ kind, id }: Route['target']): Words {
  const flag = kind === 'nat-gateway' ? '--nat-gateway-id' : '--egress-only-internet-gateway-id';
  return [flag, word(id)];
}
