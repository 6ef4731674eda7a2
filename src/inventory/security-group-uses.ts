import type { JsonObject } from '../model/json.ts';
import { mapReading, type Reading, read, type Unread } from '../model/reading.ts';
import type { ResourceOf, ResourceType } from '../model/resource-types.ts';
import type { SecurityGroup } from '../model/resources/ec2.ts';
import type { Inventory } from './inventory.ts';

/** The resources that name a group, and what was not read of those that may. */
export interface GroupUses {
  readonly uses: readonly JsonObject[];
  readonly missing: readonly Unread[];
}

/** Types whose resources can hold or name a security group. Everything else that holds one has an interface. */
const USER_TYPES = [
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::EC2::VPCEndpoint',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::Lambda::Function',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::EKS::Cluster',
  'AWS::OpenSearchService::Domain',
] as const satisfies readonly ResourceType[];

/** What uses the group in any account that was read; missing counts in the group's own account and region. */
export function groupUses(inventory: Inventory, group: SecurityGroup): GroupUses {
  const { usesById, missingByPlace } = inventory.derive(groupUses, () => index(inventory));
  const { account, region } = group;
  const place = `${account} ${region}`;
  const gaps = inventory.derive(`security group user gaps ${place}`, () =>
    USER_TYPES.flatMap((type) => inventory.gaps(type, { account, region })),
  );
  return { uses: usesById.get(group.id) ?? [], missing: [...gaps, ...(missingByPlace.get(place) ?? [])] };
}

interface UseIndex {
  readonly usesById: ReadonlyMap<string, readonly JsonObject[]>;
  readonly missingByPlace: ReadonlyMap<string, readonly Unread[]>;
}

/** Enough to show that a group is used; a group may have ten thousand interfaces. */
const SHOWN_USES = 5;

function index(inventory: Inventory): UseIndex {
  const usesById = new Map<string, JsonObject[]>();
  const missingByPlace = new Map<string, Unread[]>();
  for (const type of USER_TYPES) {
    for (const resource of inventory.of(type)) {
      const named = namedGroups(resource);
      if (named.status === 'unread') {
        push(missingByPlace, `${resource.account} ${resource.region}`, named);
        continue;
      }
      for (const id of new Set(named.value)) {
        if ((usesById.get(id)?.length ?? 0) < SHOWN_USES) push(usesById, id, { type, id: resource.id });
      }
    }
  }
  return { usesById, missingByPlace };
}

type User = ResourceOf<(typeof USER_TYPES)[number]>;

function namedGroups(resource: User): Reading<readonly string[]> {
  if (resource.type === 'AWS::EC2::SecurityGroup') return read(referencesOf(resource));
  if (resource.type === 'AWS::AutoScaling::LaunchConfiguration') {
    return read(resource.settings.securityGroupIds);
  }
  if (resource.type === 'AWS::EC2::LaunchTemplate') {
    return mapReading(resource.versions, (versions) =>
      versions.flatMap((version) => version.securityGroupIds),
    );
  }
  if (resource.type === 'AWS::EKS::Cluster') {
    return mapReading(resource.detail, (detail) => detail.securityGroupIds);
  }
  if (resource.type === 'AWS::OpenSearchService::Domain') {
    return mapReading(resource.detail, (detail) => detail.vpc?.securityGroupIds ?? []);
  }
  return read(resource.securityGroupIds);
}

/** The other groups that its rules name: AWS does not delete a group while one of its VPC names it. */
function referencesOf(group: SecurityGroup): readonly string[] {
  return [...group.ingress, ...group.egress].flatMap(({ peer }) =>
    peer.kind === 'group' && peer.groupId !== group.id ? [peer.groupId] : [],
  );
}

function push<V>(groups: Map<string, V[]>, key: string, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
