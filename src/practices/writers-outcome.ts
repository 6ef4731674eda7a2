import type { PrincipalView } from '../iam/index.ts';
import { allowingStatements } from '../inventory/allowing-statements.ts';
import { escalationsOf, isBeyondDoubt } from '../inventory/escalations-of.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { holdersOf, type RightHolder, type RightHolders } from '../inventory/rights-on.ts';
import { roleAssumers } from '../inventory/role-assumers.ts';
import type { RightsOnResources } from '../inventory/trail-rights.ts';
import { globMatches } from '../model/glob.ts';
import type { JsonObject } from '../model/json.ts';
import type { Unread } from '../model/reading.ts';
import type { Settings } from '../model/settings.ts';
import { type CheckContext, fail, type Outcome, pass, unknown } from './check.ts';
import { counted } from './counted.ts';
import { ESCALATION_READS } from './escalation-reads.ts';
import { requestEvidence } from './request-evidence.ts';

/** Who may write the files of a bucket, and its policy. */
export const BUCKET_WRITE_READS = [
  ...ESCALATION_READS,
  'cloudtrail:DescribeTrails',
  's3:HeadBucket',
  's3:ListBuckets',
  's3:GetBucketPolicy',
  's3:GetPublicAccessBlock',
] as const;

/** Who may stop a trail, or change its bucket or key. */
export const TRAIL_WRITE_READS = [
  ...BUCKET_WRITE_READS,
  'kms:ListKeys',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
] as const;

/** Whether nobody but administrators has some rights: effective ones, and those that the settings name. */
export function writersOutcome(
  { rights, missing }: RightsOnResources,
  what: string,
  { inventory, settings, asOf }: CheckContext,
): Outcome {
  const who = (principal: PrincipalView): boolean => !isAdministrator(principal, inventory, settings, asOf);
  const holders = holdersOf(inventory, rights, { asOf, mfa: true, who });
  const found = holders.found.map((each) => doubted(each, inventory, asOf));
  return heldByOutcome(found, [...missing, ...holders.missing], {
    failure: (who) => `${who} may ${what} without being an administrator.`,
    success: `Administrators alone may ${what}.`,
  });
}

/** Whether no user has some of the rights without MFA, and no role that users assume without. */
export function withoutMfaOutcome(
  { rights, missing }: RightsOnResources,
  what: string,
  { inventory, asOf }: CheckContext,
): Outcome {
  const holders = (who: (principal: PrincipalView) => boolean): RightHolders =>
    holdersOf(inventory, rights, { asOf, mfa: false, who });
  const users = holders(isUser);
  const roles = holders(({ kind }) => kind === 'role');
  const entered = roles.found.map((holder) => ({ holder, entry: entryWithoutMfa(inventory, holder, asOf) }));
  const found = [
    ...users.found,
    ...entered.flatMap(({ holder, entry }) => (entry.isOpen ? [withDoubts(holder, entry.doubts)] : [])),
  ];
  const unsure = entered.flatMap(({ entry }) => (entry.isOpen ? [] : entry.doubts));
  return heldByOutcome(found, [...missing, ...users.missing, ...roles.missing, ...unsure], {
    failure: (who) => `${who} may ${what} without MFA.`,
    success: `Users may ${what} with MFA only.`,
  });
}

/** Whether users assume a role without MFA; `doubts`: what was not read and could turn the answer. */
interface Entry {
  readonly isOpen: boolean;
  readonly doubts: readonly Unread[];
}

function entryWithoutMfa(inventory: Inventory, { principal }: RightHolder, asOf: string): Entry {
  const [role] = inventory.grouped('AWS::IAM::Role', 'arn').get(principal.arn) ?? [];
  if (!role) return { isOpen: false, doubts: [] };
  const assumers = roleAssumers(inventory, role, { asOf, who: isUser, mfa: false });
  if (assumers.status === 'unread') return { isOpen: false, doubts: [assumers] };
  const { found, missing } = assumers.value;
  if (found.some(({ doubts }) => doubts.length === 0)) return { isOpen: true, doubts: [] };
  return { isOpen: found.length > 0, doubts: [...missing, ...found.flatMap(({ doubts }) => doubts)] };
}

function isUser({ kind }: PrincipalView): boolean {
  return kind === 'user';
}

/** Somebody who has some of the rights, of the accounts that were read or of outside. */
export type Holder = Pick<RightHolder, 'actions' | 'allowed' | 'doubts'> & {
  readonly principal: Pick<PrincipalView, 'arn' | 'name'>;
};

/** For sentences about those that were found: `a, b and 3 more`. */
export interface Words {
  readonly failure: (who: string) => string;
  readonly success: string;
  /** What else a failure shows. */
  readonly evidence?: JsonObject;
}

export function heldByOutcome(
  found: readonly Holder[],
  missing: readonly Unread[],
  { failure, success, evidence: more = {} }: Words,
): Outcome {
  const certain = found.filter(({ doubts }) => doubts.length === 0);
  const [first] = certain.length > 0 ? certain : found;
  if (!first) return missing.length > 0 ? unknown(missing) : pass(success);
  const shown = certain.length > 0 ? certain : found;
  const [request] = first.allowed;
  const evidence: JsonObject = {
    ...more,
    principals: shown.map(({ principal }) => principal.arn),
    actions: [...new Set(shown.flatMap(({ actions }) => actions))],
    statements: [...allowingStatements(shown.flatMap(({ allowed }) => allowed))],
    witness: request ? requestEvidence(request.request) : null,
  };
  return certain.length > 0
    ? fail(failure(named(certain)), evidence)
    : unknown([...first.doubts, ...missing], evidence);
}

/** `a`, `a and b`, `a, b, c and 4 others`. */
function named(holders: readonly Holder[]): string {
  const names = holders.slice(0, 3).map(({ principal }) => principal.name);
  const more = holders.length - names.length;
  const last = more > 0 ? counted(more, 'other') : names.pop();
  return names.length > 0 ? `${names.join(', ')} and ${last}` : String(last);
}

/** In fact, beyond doubt, or by the settings. Service-linked roles act for their service alone, and count as such. */
export function isAdministrator(
  { arn }: PrincipalView,
  inventory: Inventory,
  { administrators }: Settings,
  asOf: string,
): boolean {
  const judged = escalationsOf(inventory, asOf).get(arn);
  if (!judged || isBeyondDoubt(judged.standing.administrator)) return true;
  return administrators.some((glob) => globMatches(glob, arn));
}

/** It may be an administrator after all. */
export function doubted(holder: RightHolder, inventory: Inventory, asOf: string): RightHolder {
  const judged = escalationsOf(inventory, asOf).get(holder.principal.arn);
  return withDoubts(holder, judged?.standing.administrator?.doubts ?? []);
}

function withDoubts(holder: RightHolder, doubts: readonly Unread[]): RightHolder {
  return doubts.length > 0 ? { ...holder, doubts: [...holder.doubts, ...doubts] } : holder;
}
