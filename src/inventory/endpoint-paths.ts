import type { PolicyDocument } from '../iam/index.ts';
import type { EndpointPath, OtherPath } from '../iam/prove/network-path.ts';
import { globMatches, isGlob } from '../model/glob.ts';
import { eachOnce, mapReading, type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { VpcEndpoint } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';
import { ownAccounts } from './own-accounts.ts';
import { policyOf } from './policy-of.ts';

/** The VPC endpoints that policies tell, and all else that requests may come by. */
export interface EndpointPaths {
  readonly known: readonly KnownEndpoint[];
  readonly unknown: readonly UnknownEndpoint[];
  /** None of those that are told; null: whoever comes has to come by an endpoint. */
  readonly other: OtherPath | null;
  /** Other endpoints than these could do as well: by a wildcard, or by a key that tells none apart. */
  readonly anyWillDo: boolean;
  /** Policies go by whose endpoint it is. */
  readonly byAccount: boolean;
}

export interface KnownEndpoint {
  readonly arn: string;
  readonly path: EndpointPath;
}

/** What it lets through nobody told. */
export interface UnknownEndpoint {
  readonly path: EndpointPath;
  readonly why: Unread;
  /** That it is of no account of ours, so that its policy is for others to write. */
  readonly isOfOthers: boolean;
}

export interface AskedEndpoints {
  /** Policies of a resource and of what leads to it. */
  readonly documents: readonly PolicyDocument[];
  /** Of the resource. */
  readonly account: string;
  /** `s3` */
  readonly service: string;
  /** The only VPC that an access point takes requests from; null: no such limit. */
  readonly vpcId?: string | null;
}

/**
 * A request that comes by a VPC endpoint has to pass the endpoint's policy too. Null: no policy looks at what it comes
 * through, so that nobody has to come by one.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function endpointPaths(inventory: Inventory, asked: AskedEndpoints): EndpointPaths | null {
  const { documents, vpcId = null } = asked;
  const told = toldEndpoints(documents);
  if (vpcId === null && told.all.length === 0 && !told.anyWillDo) return null;
  const vpcs = vpcId === null ? told.vpcs : [vpcId];
  const ids = vpcId === null ? told.ids : [];
  const accounts = vpcId === null ? told.accounts : [];
  const named = { ids, vpcs, accounts };
  const endpoints = inventory
    .of('AWS::EC2::VPCEndpoint')
    .filter((each) => isNamed(each, named, asked.service));
  const readings = onePerPolicy(endpoints, named).map((endpoint) => knownEndpoint(inventory, endpoint));
  return {
    known: readings.flatMap((each) => (each.status === 'read' ? [each.value] : [])),
    unknown: [
      ...readings.flatMap((each) =>
        each.status === 'unread' ? [{ path: NO_ENDPOINT, why: each, isOfOthers: false }] : [],
      ),
      ...notRead(inventory, asked, named, endpoints),
    ],
    other: vpcId === null ? { kind: 'other', than: [...ids, ...vpcs].filter((each) => !isGlob(each)) } : null,
    anyWillDo: vpcId === null && told.anyWillDo,
    byAccount: accounts.length > 0,
  };
}

interface Named {
  readonly ids: readonly string[];
  readonly vpcs: readonly string[];
  readonly accounts: readonly string[];
}

interface ToldEndpoints extends Named {
  readonly all: readonly string[];
  readonly anyWillDo: boolean;
}

function toldEndpoints(documents: readonly PolicyDocument[]): ToldEndpoints {
  const clauses = documents
    .flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions))
    .filter(({ key }) => OF_ENDPOINTS.test(key));
  const of = (name: string): readonly string[] => [
    ...new Set(clauses.flatMap(({ key, values }) => (key.toLowerCase() === name ? values : []))),
  ];
  const [ids, vpcs, accounts] = [of('aws:sourcevpce'), of('aws:sourcevpc'), of('aws:vpceaccount')];
  const all = clauses.flatMap(({ values }) => values);
  const anyWillDo = clauses.some(
    ({ operator, key, values }) =>
      values.some((each) => isGlob(each) || each.includes('${')) ||
      /Null/i.test(operator) ||
      /:VpceOrg/i.test(key),
  );
  return { ids, vpcs, accounts, all, anyWillDo };
}

const OF_ENDPOINTS = /^aws:(?:SourceVpce?|VpceAccount|VpceOrgID|VpceOrgPaths)$/i;

function isNamed(endpoint: VpcEndpoint, { ids, vpcs, accounts }: Named, service: string): boolean {
  if (ids.some((each) => globMatches(each, endpoint.id))) return true;
  if (serviceOf(endpoint) !== service) return false;
  return vpcs.some((each) => globMatches(each, endpoint.vpcId)) || accounts.includes(endpoint.account);
}

/** `s3` of `com.amazonaws.eu-west-1.s3` and `com.amazonaws.s3-global.accesspoint`. */
export function serviceOf({ serviceName }: VpcEndpoint): string {
  const [, after = ''] = serviceName.split('amazonaws.');
  const label = after.split('.').find((each) => !/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(each)) ?? '';
  return label.replace(/-(?:fips|global)$/, '');
}

/** Of several that nothing tells apart, one. */
function onePerPolicy(endpoints: readonly VpcEndpoint[], { ids, vpcs }: Named): readonly VpcEndpoint[] {
  const byText = new Map<string, VpcEndpoint>();
  for (const endpoint of endpoints) {
    const { id, vpcId, account, policyDocument } = endpoint;
    const told = [ids.includes(id) ? id : null, vpcs.includes(vpcId) ? vpcId : null];
    const text = JSON.stringify([policyDocument, account, ...told]);
    if (!byText.has(text)) byText.set(text, endpoint);
  }
  return [...byText.values()];
}

const NO_ENDPOINT: EndpointPath = { kind: 'endpoint', id: null, vpcId: null, account: null, policy: null };

/** Without a policy of its own an endpoint has that which lets everything through. */
function knownEndpoint(inventory: Inventory, endpoint: VpcEndpoint): Reading<KnownEndpoint> {
  const { id, arn, vpcId, account, policyDocument } = endpoint;
  const policy =
    policyDocument === null ? read(null) : policyOf(inventory, policyDocument, 'ec2:DescribeVpcEndpoints');
  return mapReading(policy, (document) => ({
    arn,
    path: { kind: 'endpoint', id, vpcId, account, policy: document },
  }));
}

/** Those that are told by name and that nobody read. */
function notRead(
  inventory: Inventory,
  { account, service }: AskedEndpoints,
  { ids, vpcs, accounts }: Named,
  found: readonly VpcEndpoint[],
): readonly UnknownEndpoint[] {
  const gaps = unlisted(inventory, account);
  const isPlain = (each: string): boolean => !isGlob(each) && !each.includes('${');
  const ownVpcs = inventory.grouped('AWS::EC2::VPC', 'id');
  const missing = (path: Partial<EndpointPath>, name: string): UnknownEndpoint => ({
    path: { ...NO_ENDPOINT, ...path },
    why: gaps[0] ? { ...gaps[0], why: `${gaps[0].why}: the policy of ${name} is not known` } : notThere(name),
    isOfOthers: gaps.length === 0 && !ownVpcs.has(path.vpcId ?? ''),
  });
  const withoutId = ids.filter((each) => isPlain(each) && !found.some(({ id }) => id === each));
  const withoutVpc = vpcs.filter(
    (each) => isPlain(each) && (gaps.length > 0 || !found.some(({ vpcId }) => vpcId === each)),
  );
  const withoutAccount = accounts.filter(
    (each) => isPlain(each) && inventory.gaps('AWS::EC2::VPCEndpoint', { account: each }).length > 0,
  );
  return [
    ...withoutId.map((id) => missing({ id }, `VPC endpoint ${id}`)),
    ...withoutVpc.map((vpcId) => missing({ vpcId }, `the endpoints for ${service} of VPC ${vpcId}`)),
    ...withoutAccount.map((each) => missing({ account: each }, `the VPC endpoints of account ${each}`)),
  ];
}

function notThere(name: string): Unread {
  return unread(
    'ec2:DescribeVpcEndpoints',
    `NotInSnapshot: what was read has no such endpoint: the policy of ${name} is not known`,
  );
}

/** Of the accounts that were read, and of those that are of theirs and were not. */
function unlisted(inventory: Inventory, account: string): readonly Unread[] {
  return inventory.derive(`VPC endpoints not listed for ${account}`, () => {
    const own = ownAccounts(inventory, account);
    const all = [...own.known].flatMap((each) => inventory.gaps('AWS::EC2::VPCEndpoint', { account: each }));
    return eachOnce([...all, ...inventory.gaps('AWS::EC2::VPCEndpoint')]);
  });
}
