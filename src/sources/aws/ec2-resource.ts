import type { Tags } from '../../model/resource.ts';
import type { ServiceApi } from './collector.ts';
import { nameOf, tagsOf } from './mapping.ts';

export interface Ec2Identity<Type extends string> {
  readonly type: Type;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly id: string;
  readonly name?: string;
  readonly tags: Tags;
}

export interface Ec2Origin {
  readonly tags?: Parameters<typeof tagsOf>[0];
  /** The owning account, which for shared VPCs, subnets and gateways is not the one that sees them. */
  readonly owner?: string | undefined;
  readonly region?: string | undefined;
}

/** What every EC2 resource has. `path` is the resource type in its ARN, `vpc` or `transit-gateway`. */
export function ec2Resource<Type extends string>(
  api: ServiceApi,
  type: Type,
  path: string,
  id: string | undefined,
  origin: Ec2Origin = {},
): Ec2Identity<Type> {
  const tags = tagsOf(origin.tags);
  const { owner, region } = origin;
  const arn = api.arn('ec2', `${path}/${id ?? ''}`, {
    ...(owner ? { account: owner } : {}),
    ...(region ? { region } : {}),
  });
  return { type, account: api.account, region: api.region, arn, id: id ?? '', ...nameOf(tags), tags };
}

const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

/** AWS writes a protocol as a name here and as a number there; `-1` is all. */
export function protocolName(protocol: string | undefined): string {
  return PROTOCOL_NAMES[protocol ?? ''] ?? protocol ?? '-1';
}

/** Whether an association or attachment still has effect: AWS lists those that ended for a while. */
export function inEffect(state: string | undefined): boolean {
  return state === undefined || !ENDED_STATES.has(state);
}

const ENDED_STATES = new Set(['disassociated', 'detached', 'failing', 'failed']);

export function present<T>(values: readonly (T | undefined)[] | undefined): readonly T[] {
  return (values ?? []).filter((value): value is T => value !== undefined);
}
