import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ApiCall } from '../aws/transport.ts';
import { type AnswerFile, flat } from './answer-files.ts';

/**
 * Answers that one call gave for several parents, kept in one file as Batfish's snapshots do:
 * `{"LoadBalancerListeners": [{"LoadBalancerArn": "…", "Listeners": […]}, …]}`. Null: there are none for this parent.
 */
export function groupedAnswer(files: readonly AnswerFile[], call: ApiCall): JsonObject | null {
  return ofParent(files, call) ?? prefixListEntries(files, call) ?? transitGatewayRoutes(files, call);
}

function ofParent(files: readonly AnswerFile[], call: ApiCall): JsonObject | null {
  const parent = Object.entries(call.input).find(([key, value]) => isParent(key, value));
  if (!parent) return null;
  const [key, value] = parent;
  for (const file of files)
    for (const each of listIn(file)) if (each[key] === value && isAnswerTo(call, file, each)) return each;
  return null;
}

function isParent(key: string, value: unknown): boolean {
  return typeof value === 'string' && /(Arn|Id)$/.test(key);
}

/** A list's answer is known by its list; any other by its file's name, which ends with the operation's without its verb. */
function isAnswerTo(call: ApiCall, file: AnswerFile, answer: JsonObject): boolean {
  if (call.items !== undefined) return Object.hasOwn(answer, call.items);
  const what = flat(call.operation).replace(/^(describe|get|search|list)/, '');
  return file.name.endsWith(what);
}

function listIn({ answer }: AnswerFile): readonly JsonObject[] {
  if (isList(answer)) return answer.filter(isObject);
  const [only, ...others] = Object.values(answer);
  return others.length === 0 && Array.isArray(only) ? only.filter(isObject) : [];
}

function isList(answer: AnswerFile['answer']): answer is readonly JsonValue[] {
  return Array.isArray(answer);
}

/** `describe-prefix-lists` says what is in each list. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribePrefixLists.html */
function prefixListEntries(files: readonly AnswerFile[], { operation, input }: ApiCall): JsonObject | null {
  if (operation !== 'GetManagedPrefixListEntries') return null;
  const list = listNamed(files, 'prefixlists').find((each) => each['PrefixListId'] === input['PrefixListId']);
  const cidrs = list?.['Cidrs'];
  return Array.isArray(cidrs) ? { Entries: cidrs.map((Cidr) => ({ Cidr })) } : null;
}

function listNamed(files: readonly AnswerFile[], name: string): readonly JsonObject[] {
  return files.filter((file) => file.name.split('/').at(-1) === name).flatMap(listIn);
}

/**
 * A transit gateway table's routes from its static routes and from what is propagated into it. Null where these do not
 * tell them all: what a gateway outside AWS announces is written nowhere.
 */
function transitGatewayRoutes(
  files: readonly AnswerFile[],
  { operation, input }: ApiCall,
): JsonObject | null {
  if (operation !== 'SearchTransitGatewayRoutes') return null;
  const id = input['TransitGatewayRouteTableId'];
  const ofTable = (name: string): JsonObject | undefined =>
    listNamed(files, name).find((each) => each['TransitGatewayRouteTableId'] === id);
  const fixed = ofTable('transitgatewaystaticroutes');
  const propagations = ofTable('transitgatewaypropagations')?.['TransitGatewayRouteTablePropagations'];
  if (!fixed || !Array.isArray(propagations) || fixed['AdditionalRoutesAvailable'] === true) return null;
  const propagated = propagations.filter(isObject).map((each) => propagatedRoutes(files, each));
  const known = propagated.flatMap((each) => each ?? []);
  if (propagated.includes(null)) return null;
  return { Routes: [...asList(fixed['Routes']), ...known] };
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Of a VPC, its blocks; of a VPN with static routes, those; null: not known. */
function propagatedRoutes(
  files: readonly AnswerFile[],
  propagation: JsonObject,
): readonly JsonObject[] | null {
  const { State, ResourceType, ResourceId, TransitGatewayAttachmentId } = propagation;
  if (State !== undefined && State !== 'enabled') return [];
  const blocks = announcedBy(files, ResourceType, ResourceId);
  return (
    blocks?.map((DestinationCidrBlock) => ({
      DestinationCidrBlock,
      Type: 'propagated',
      State: 'active',
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId, ResourceId, ResourceType }],
    })) ?? null
  );
}

function announcedBy(
  files: readonly AnswerFile[],
  type: JsonValue | undefined,
  id: JsonValue | undefined,
): readonly string[] | null {
  if (type === 'vpc') {
    const vpc = listNamed(files, 'vpcs').find((each) => each['VpcId'] === id);
    return vpc ? blocksOf(vpc) : null;
  }
  const vpn = listNamed(files, 'vpnconnections').find((each) => each['VpnConnectionId'] === id);
  const options = vpn?.['Options'];
  if (type !== 'vpn' || !options || !isObject(options) || options['StaticRoutesOnly'] !== true) return null;
  return asList(vpn['Routes'])
    .filter(isObject)
    .flatMap((route) => textIn(route, 'DestinationCidrBlock'));
}

function blocksOf(vpc: JsonObject): readonly string[] {
  const more = [...asList(vpc['CidrBlockAssociationSet']), ...asList(vpc['Ipv6CidrBlockAssociationSet'])]
    .filter(isObject)
    .flatMap((each) => [...textIn(each, 'CidrBlock'), ...textIn(each, 'Ipv6CidrBlock')]);
  return [...new Set([...textIn(vpc, 'CidrBlock'), ...more])];
}

function textIn(object: JsonObject, key: string): readonly string[] {
  const text = object[key];
  return typeof text === 'string' ? [text] : [];
}
