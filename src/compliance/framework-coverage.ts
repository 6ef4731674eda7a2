import type { RequirementCoverage } from '../model/compliance.ts';
import type { Framework } from './framework.ts';

/** Requirements that the checks answer in full, in part, and not at all. */
export type FrameworkCoverage = Readonly<Record<RequirementCoverage, number>>;

export function frameworkCoverage({ requirements }: Framework): FrameworkCoverage {
  const count = (coverage: RequirementCoverage): number =>
    requirements.filter((each) => each.coverage === coverage).length;
  return { full: count('full'), partial: count('partial'), none: count('none') };
}
