import { outsideGrantees } from '../inventory/outside-grantees.ts';
import type { JsonObject } from '../model/json.ts';
import type { Reading } from '../model/reading.ts';
import { type CheckContext, fail, type Outcome, pass, unknown } from './check.ts';

/** The requirements that sharing with an account that nobody knows breaks. */
export const SHARING_CONTROLS = [
  'nist-800-53-r5:AC-3',
  'nist-csf-2.0:PR.AA-05',
  'nist-csf-2.0:PR.DS-01',
  'iso-27001-2022:A.8.3',
  'iso-27001-2022:A.8.12',
  'soc-2:CC6.1',
  'soc-2:CC6.7',
];

/** `name`: `Image ami-0aaa`. Whoever a copy is shared with has it for good, so that no policy holds it off later. */
export function sharingOutcome(
  { inventory, settings }: Pick<CheckContext, 'inventory' | 'settings'>,
  name: string,
  account: string,
  shared: Reading<readonly string[]>,
): Outcome {
  if (shared.status === 'unread') return unknown(shared);
  const outside = outsideGrantees(inventory, account, shared.value, settings.trustedAccounts);
  const grantees = outside.map(({ grantee }) => grantee);
  const evidence: JsonObject = {
    sharedWith: shared.value,
    outsiders: grantees,
    accounts: grantees.filter((each) => /^\d{12}$/.test(each)),
    organizations: grantees.filter((each) => each.startsWith('arn:')),
  };
  if (outside.length === 0) return pass(`${name} is shared with nobody but known accounts.`, evidence);
  const certain = outside.filter(({ doubt }) => doubt === null);
  if (certain.length === 0)
    return unknown(
      outside.flatMap(({ doubt }) => doubt ?? []),
      evidence,
    );
  return fail(`${name} is shared with ${certain.map((each) => each.name).join(', ')}.`, evidence);
}
