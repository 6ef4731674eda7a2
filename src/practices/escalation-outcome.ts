import type { EscalationPath } from '../iam/index.ts';
import type { Judged } from '../inventory/escalations-of.ts';
import type { JsonObject } from '../model/json.ts';
import { fail, notApplicable, type Outcome, pass, unknown } from './check.ts';
import { describePath, firstStatements, pathEvidence } from './escalation-evidence.ts';

/** Whether a principal that is no administrator can become one; who is one is for the checks of practice 4. */
export function escalationOutcome(
  { principal: { name }, standing }: Judged,
  facts: JsonObject = {},
): Outcome {
  const { administrator, paths, assumed, door, unsure, mayBecome } = standing;
  if (administrator)
    return administrator.doubts.length > 0 ? unknown(administrator.doubts, facts) : notApplicable();
  const ways = paths.map(({ found }) => found);
  const certain = paths.find(({ doubts }) => doubts.length === 0);
  if (certain) {
    const summary = `${name} can become an administrator: it ${describePath(certain.found)}.`;
    return fail(summary, { ...facts, ...evidenceOf(certain.found, ways) });
  }
  const [doubtful] = paths;
  if (doubtful)
    return unknown([...doubtful.doubts, ...unsure], { ...facts, ...evidenceOf(doubtful.found, ways) });
  const missing = [...unsure, ...mayBecome];
  const [first] = assumed;
  if (missing.length > 0) return unknown(missing, { ...facts, ...(first && evidenceOf(first, assumed)) });
  return door
    ? pass(`${name} becomes an administrator with MFA only: it ${describePath(door.found)}.`, facts)
    : pass(`${name} cannot become an administrator.`, facts);
}

function evidenceOf(path: EscalationPath, all: readonly EscalationPath[]): JsonObject {
  const others = all.filter((each) => each !== path);
  return {
    statements: firstStatements(all),
    ...pathEvidence(path),
    otherWays: others.map((each) => ({ technique: each.technique, does: describePath(each) })),
  };
}
