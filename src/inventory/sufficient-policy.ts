import { leastPrivilege, type PolicyDocument, type StatementJson } from '../iam/index.ts';
import type { JsonObject } from '../model/json.ts';
import type { ActionUse } from './action-use.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: characters of a managed policy. */
const LONGEST = 6_144;

/**
 * The policy that suffices for what was used and what may have been, in the place of all that a principal holds, where it
 * is proved to allow nothing new and every used action. Null: it is not proved, or too long for one policy.
 */
export function sufficientPolicy(
  policies: readonly PolicyDocument[],
  { used, untold }: Pick<ActionUse, 'used' | 'untold'>,
): JsonObject | 'none is needed' | null {
  if (untold.length > LONGEST / 10) return null;
  const kept = [...used, ...untold.map(({ action }) => action)];
  const calls = kept.map((action) => ({ action, resource: null }));
  const { policy, noMore, sufficient } = leastPrivilege(policies, calls, { narrow: 'actions' });
  if (noMore.answer !== 'proved' || sufficient.answer !== 'proved') return null;
  if (policy === null) return 'none is needed';
  const document = { Version: policy.Version, Statement: policy.Statement.map(asJson) };
  return JSON.stringify(document).length <= LONGEST ? document : null;
}

function asJson(statement: StatementJson): JsonObject {
  return { ...statement };
}
