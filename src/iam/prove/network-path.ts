import type { RequestContext } from '../authorization-request.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { always, NEVER, outside } from './policy/dimensions.ts';
import type { Dimension } from './solve/universe.ts';
import { exactly } from './strings/text-sets.ts';

/**
 * What requests come through: a VPC endpoint, as far as it is told, whose policy has to allow them too; anything but
 * some endpoints; or a bucket's website.
 */
export type NetworkPath = EndpointPath | OtherPath | WebsitePath;

/** The website endpoint of a bucket: HTTP, and nobody says who asks. */
export interface WebsitePath {
  readonly kind: 'website';
}

/** Null: whatever it is. */
export interface EndpointPath {
  readonly kind: 'endpoint';
  /** `vpce-0a1b2c3d` */
  readonly id: string | null;
  readonly vpcId: string | null;
  /** Twelve digits. */
  readonly account: string | null;
  /** Null: it lets everything through. */
  readonly policy: PolicyDocument | null;
}

export interface OtherPath {
  readonly kind: 'other';
  /** Ids of endpoints and of VPCs. */
  readonly than: readonly string[];
}

export function policiesOnPath(path: NetworkPath | undefined): readonly PolicyDocument[] {
  return path?.kind === 'endpoint' && path.policy ? [path.policy] : [];
}

/**
 * A key of requests that come so, in lower case; `usual`: of any request. Those by an endpoint tell of no public address.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
 */
export function onPath(path: NetworkPath, name: string, usual: Dimension): Dimension {
  if (path.kind === 'other')
    return OF_ENDPOINTS.has(name)
      ? { ...usual, base: [...usual.base, outside(exactly(...path.than))] }
      : usual;
  if (path.kind === 'website') {
    if (name === 'aws:securetransport') return always('false');
    return OF_SIGNED.has(name) ? NEVER : usual;
  }
  if (name === 'aws:sourceip') return NEVER;
  const told = toldBy(path, name);
  return told === null ? usual : always(told);
}

const OF_SIGNED: ReadonlySet<string> = new Set(['s3:authtype', 's3:signatureversion', 's3:signatureage']);
const OF_ENDPOINTS: ReadonlySet<string> = new Set(['aws:sourcevpce', 'aws:sourcevpc']);

function toldBy({ id, vpcId, account }: EndpointPath, name: string): string | null {
  if (name === 'aws:sourcevpce') return id;
  if (name === 'aws:sourcevpc') return vpcId;
  return name === 'aws:vpceaccount' ? account : null;
}

/** What a request tells of the endpoint. */
export function toldOfPath(path: NetworkPath): RequestContext {
  if (path.kind !== 'endpoint') return {};
  const { id, vpcId, account } = path;
  return {
    ...(id !== null && { 'aws:SourceVpce': id }),
    ...(vpcId !== null && { 'aws:SourceVpc': vpcId }),
    ...(account !== null && { 'aws:VpceAccount': account }),
  };
}
