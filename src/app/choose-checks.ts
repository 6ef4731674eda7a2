import { nearest } from '../model/nearest.ts';
import type { Practice } from '../model/practice.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import type { Check } from '../practices/check.ts';
import { UsageError } from './errors.ts';

export const CHECK_IDS: readonly string[] = CATALOGUE.map((check) => check.id);

export interface CheckChoice {
  readonly practices: readonly Practice[];
  readonly ids: readonly string[];
  readonly hasTrail?: boolean;
}

/** The checks that are asked for; without a choice all but those that cost extra calls, or need a trail that is not there. */
export function chooseChecks({ practices, ids, hasTrail = false }: CheckChoice): readonly Check[] {
  for (const id of ids) refuseElsewhere(checkNamed(id), practices);
  if (ids.length > 0) return CATALOGUE.filter((check) => ids.includes(check.id));
  return CATALOGUE.filter(
    (check) => (!check.optIn || (hasTrail && check.needsTrail)) && inPractice(check, practices),
  );
}

export function checkNamed(id: string): Check {
  refuseUnknown(id);
  return CATALOGUE.find((check) => check.id === id) as Check; // refuseUnknown found it
}

function inPractice(check: Check, practices: readonly Practice[]): boolean {
  return practices.length === 0 || practices.includes(check.practice);
}

/** Two choices that leave nothing to judge would look like an assessment without a fault. */
function refuseElsewhere(check: Check, practices: readonly Practice[]): void {
  if (inPractice(check, practices)) return;
  throw new UsageError(
    `check ${check.id} is of practice ${check.practice}, and --practice asks for ${practices.join(', ')} only`,
  );
}

function refuseUnknown(id: string): void {
  if (CHECK_IDS.includes(id)) return;
  const near = nearest(id, CHECK_IDS);
  throw new UsageError(
    `there is no check ${JSON.stringify(id)}${near ? `; did you mean ${near}?` : ''} (rampart checks list)`,
  );
}
