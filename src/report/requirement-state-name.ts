import type { RequirementState } from '../model/compliance.ts';

/** For people. */
export const STATE_NAMES: Readonly<Record<RequirementState, string>> = {
  'not-met': 'Not met',
  'not-assessed': 'Not assessed',
  excepted: 'Excepted',
  'met-in-part': 'Met in part',
  met: 'Met',
  'not-covered': 'Not covered',
};
