import type { Unread } from '../src/model/reading.ts';
import type { Resource, ResourceOf, ResourceType } from '../src/model/resource-types.ts';
import type { Collector, ServiceApi } from '../src/sources/aws/collector.ts';

/** Runs the collector of one type, for tests of its service's file. */
export async function collected<Type extends ResourceType>(
  collectors: readonly Collector[],
  type: Type,
  api: ServiceApi,
): Promise<{ readonly resources: readonly ResourceOf<Type>[]; readonly gap: Unread | null }> {
  const collector = collectors.find((each) => each.type === type);
  if (!collector) throw new Error(`no collector of ${type}`);
  const { resources, gap } = await collector.collect(api);
  return { resources: resources.filter((each): each is ResourceOf<Type> => isOf(each, type)), gap };
}

function isOf<Type extends ResourceType>(resource: Resource, type: Type): resource is ResourceOf<Type> {
  return resource.type === type;
}
