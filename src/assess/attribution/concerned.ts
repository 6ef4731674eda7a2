import { GLOBAL_REGION } from '../../model/resource.ts';
import type { ChangeEvent, TrailChange } from '../../model/trail-change.ts';
import type { EvidenceNames } from './evidence-names.ts';
import { serviceOfTouched } from './resource-keys.ts';
import { changesOwnCredentials, isOfAllRegions } from './whole-account.ts';

/** Whether it changes a part that the evidence names, or one of a sort of which the evidence names none. */
export function isPart({ parts }: TrailChange, evidence: EvidenceNames): boolean {
  return parts.length === 0 || parts.some((each) => evidence.parts.has(each)) || !namesSort(evidence, parts);
}

/** Whether the evidence names other parts of that sort: it would have named this one. */
function namesSort({ parts }: EvidenceNames, changed: readonly string[]): boolean {
  const sorts = new Set(changed.map((each) => each.slice(0, each.indexOf(':') + 1)));
  return [...parts].some((each) => sorts.has(each.slice(0, each.indexOf(':') + 1)));
}

/**
 * Of what stands for the whole account: not where the evidence names resources at fault and this is none of them. What was
 * taken away is named nowhere any more; a change to a user, a role or a policy is never one to all of the account.
 */
export function isOfAccount(
  { change, event, touched }: TrailChange,
  { region, services, regions }: AccountPlace,
): boolean {
  if (!isOfRegion(change, event.region ?? '', region, regions)) return false;
  if (touched.length === 0) return !changesOwnCredentials(change) || isRoot(event);
  const own = touched.map(serviceOfTouched);
  if (own.includes('iam')) return false;
  return TAKEN_AWAY.test(change) || !own.some((each) => services.has(each));
}

function isOfRegion(change: string, region: string, wanted: string, regions: ReadonlySet<string>): boolean {
  if (wanted !== GLOBAL_REGION) return region === wanted || isOfAllRegions(change);
  return regions.size === 0 || regions.has(region);
}

function isRoot({ principal }: ChangeEvent): boolean {
  return principal?.endsWith(':root') ?? false;
}

const TAKEN_AWAY = /:(Delete|Remove|Detach|Disassociate|Deregister)/;

/** Of a failure of the whole account: its region, and what its evidence names. */
export interface AccountPlace extends Pick<EvidenceNames, 'services' | 'regions'> {
  readonly region: string;
}
