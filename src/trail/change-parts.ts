import { grantOf, groupGrant, keyPart, rulePart } from '../model/change-parts.ts';
import { isFields, textsAt, valuesAt } from './mapping/request-values.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

type PartsOf = (event: TrailEvent) => readonly string[];

const inline: PartsOf = ({ requestParameters }) => textsAt(requestParameters, 'policyName').map(grantOf);
const attached: PartsOf = ({ requestParameters }) => textsAt(requestParameters, 'policyArn').map(grantOf);

/** The changes that give a resource one part more, and leave its others as they are. */
const PARTS: Readonly<Record<string, PartsOf>> = {
  'iam:PutUserPolicy': inline,
  'iam:PutGroupPolicy': inline,
  'iam:PutRolePolicy': inline,
  'iam:AttachUserPolicy': attached,
  'iam:AttachGroupPolicy': attached,
  'iam:AttachRolePolicy': attached,
  'iam:AddUserToGroup': ({ requestParameters }) => textsAt(requestParameters, 'groupName').map(groupGrant),
  'iam:CreateAccessKey': ({ responseElements }) =>
    textsAt(responseElements, 'accessKey.accessKeyId').map(keyPart),
  'iam:UpdateAccessKey': ({ requestParameters }) => textsAt(requestParameters, 'accessKeyId').map(keyPart),
  'ec2:AuthorizeSecurityGroupIngress': rules,
  'ec2:AuthorizeSecurityGroupEgress': rules,
};

export function partsOf(change: string, event: TrailEvent): readonly string[] {
  return PARTS[change]?.(event) ?? [];
}

/**
 * Rules for address ranges. None where one is for something else: a part that is not told must not tell the event apart.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
function rules({ requestParameters }: TrailEvent): readonly string[] {
  const permissions = valuesAt(requestParameters, 'ipPermissions').filter(isFields);
  if (permissions.some((each) => others(each) > 0)) return [];
  return permissions.flatMap((each) => {
    const traffic = trafficOf(each);
    const peers = [...textsAt(each, 'ipRanges.cidrIp'), ...textsAt(each, 'ipv6Ranges.cidrIpv6')];
    return peers.map((peer) => rulePart(`${traffic} ${peer}`));
  });
}

function others(permission: unknown): number {
  return [...textsAt(permission, 'groups.groupId'), ...textsAt(permission, 'prefixListIds.prefixListId')]
    .length;
}

function trafficOf(permission: unknown): string {
  const protocol = textsAt(permission, 'ipProtocol')[0] ?? '';
  const [from, to] = ['fromPort', 'toPort'].map((path) => valuesAt(permission, path)[0]);
  if (protocol === '-1') return 'all traffic';
  if (typeof from !== 'number' || typeof to !== 'number') return `${protocol} all ports`;
  if (from === 0 && to === 65_535) return `${protocol} all ports`;
  return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
}
