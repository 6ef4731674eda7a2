import { type ActionUse, actionUse, type WhyUntold } from '../../inventory/action-use.ts';
import { administratorBy } from '../../inventory/administrators.ts';
import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { sufficientPolicy } from '../../inventory/sufficient-policy.ts';
import { heldBy, viewPrincipals } from '../../inventory/view-principals.ts';
import { daysBetween } from '../../model/days.ts';
import type { JsonObject } from '../../model/json.ts';
import { type Unread, unread } from '../../model/reading.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import { ROLE_POLICY_CHANGES, USER_POLICY_CHANGES } from '../changes/iam-changes.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../check.ts';
import { counted } from '../counted.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { dedented } from '../fix/dedented.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';
import { TRAIL, trailOf } from '../trail-of.ts';

const COMMON = {
  practice: 6,
  severity: 'medium',
  reads: ESCALATION_READS,
  optIn: true,
  needsTrail: true,
  controls: LEAST_PRIVILEGE,
  equivalents: [],
  rationale:
    'What a workload never calls serves only somebody who takes its identity over; nothing breaks when it is taken away.',
  remediation:
    'Give it the policy of the finding, or the one that rampart iam least-privilege writes, in the place of those that grant more.',
} as const;

/**
 * All that a principal's policies grant, held against its calls in the trail: only what the log would show is called
 * unused (src/inventory/action-use.ts). Administrators are for practice 4, and new principals had no time to use theirs.
 */
export const principalUnusedActions = [
  defineCheck({
    ...COMMON,
    id: 'principal-unused-actions-user',
    title: 'Users use the actions that their policies grant',
    resource: 'AWS::IAM::User',
    changedBy: USER_POLICY_CHANGES,
    fix: fixOf('user'),
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'principal-unused-actions-role',
    title: 'Roles use the actions that their policies grant',
    resource: 'AWS::IAM::Role',
    changedBy: ROLE_POLICY_CHANGES,
    fix: fixOf('role'),
    evaluate: (role, context) => (isServiceLinked(role) ? notApplicable() : judge(role, context)),
  }),
];

function fixOf(kind: 'user' | 'role') {
  return {
    cli: dedented(`
      # The policy that suffices is in the finding, and rampart iam least-privilege --principal {arn} --output json writes it, too
      aws iam create-policy --policy-name {id}-least-privilege --policy-document file://<POLICY-FILE>
      aws iam attach-${kind}-policy --${kind}-name {id} --policy-arn <POLICY-ARN>
      # Then detach or delete the policies in whose place it is`),
    terraform: dedented(`
      # The policy that suffices is in the finding, and rampart iam least-privilege --principal {arn} --output terraform writes it, too
      resource "aws_iam_${kind}_policy_attachment" "this" {
        ${kind.padEnd(10)} = "{id}"
        policy_arn = "<POLICY-ARN>"
      }

      # Then take out the policies in whose place it is`),
  };
}

function judge(principal: User | Role, { inventory, asOf, settings, trail }: CheckContext): Outcome {
  const { id, arn, account, createDate } = principal;
  const held = heldBy(viewPrincipals(inventory), arn);
  if (!held) return notApplicable();
  if (held.unread.length > 0) return unknown(held.unread);
  const administrator = administratorBy(inventory, principal, asOf);
  if (administrator.status === 'unread') return unknown(administrator);
  const policies = held.policies.map(({ document }) => document);
  if (administrator.value !== null || policies.length === 0) return notApplicable();
  const limit = settings.principalUnusedDays;
  const age = daysBetween(createDate, asOf, 'iam:GetAccountAuthorizationDetails');
  if (age.status === 'unread') return unknown(age);
  if (age.value < limit)
    return pass(`${id} is ${counted(age.value, 'day')} old, too new to be judged.`, { createDate });
  const told = trailOf(account, trail);
  if (told.status === 'unread') return unknown(told);
  const logged = told.value.logged.find((each) => each.account === account);
  if (!logged) return unknown(unread(TRAIL, `NotLogged: the lake has no management event of ${account}`));
  const question = {
    policies,
    boundary: held.boundary?.document ?? null,
    uses: told.value.uses.find(({ principal: user }) => user === arn),
    logged,
    from: new Date(Date.parse(asOf) - limit * DAY_MS).toISOString(),
    to: asOf,
    regions: regionsOf(inventory, account),
  };
  return verdict(id, actionUse(question), question, limit);
}

const DAY_MS = 86_400_000;

/** Those that were not read, too: something may be done there. */
function regionsOf(inventory: Inventory, account: string): readonly string[] {
  const coverage = inventory.snapshot.header.accounts.find((each) => each.account === account);
  const unlisted = inventory.gaps('AWS::::Region', { account }).length > 0 ? [NOT_LISTED] : [];
  const skipped = (coverage?.skippedRegions ?? []).map(({ region }) => region);
  return [...(coverage?.regions ?? []), ...skipped, ...unlisted];
}

/** Where the account's regions could not be listed: no lake has events of it. */
const NOT_LISTED = '?';

function verdict(
  id: string,
  use: ActionUse,
  { policies, from, to }: Pick<Parameters<typeof actionUse>[0], 'policies' | 'from' | 'to'>,
  limit: number,
): Outcome {
  const { granted, used, unused, untold } = use;
  if (granted.length === 0) return notApplicable();
  const evidence = { granted: granted.length, used: shown(used), from, to, ...countsOf(untold) };
  if (unused.length === 0 && untold.length === 0)
    return pass(
      `${id} has used every action that its policies grant (${granted.length}) within ${limit} days.`,
      evidence,
    );
  if (unused.length === 0) return unknown(reasons(untold), evidence);
  return fail(
    `The policies of ${id} grant ${counted(granted.length, 'action')}, of which it has not used ${some(unused)} in ${limit} days.`,
    {
      ...evidence,
      unused: shown(unused),
      unusedCount: unused.length,
      policy: sufficientPolicy(policies, use),
    },
  );
}

const MOST = 50;

function shown(actions: readonly string[]): readonly string[] {
  return actions.slice(0, MOST);
}

function some(actions: readonly string[]): string {
  const first = actions.slice(0, 5).join(', ');
  return `${actions.length} (${first}${actions.length > 5 ? ' …' : ''})`;
}

/** How many are not told of, by why. */
function countsOf(untold: ActionUse['untold']): JsonObject {
  const byWhy = Map.groupBy(untold, ({ why }) => why);
  return { notTold: Object.fromEntries([...byWhy].map(([why, each]) => [why, each.length])) };
}

const REASONS: Readonly<Record<WhyUntold, string>> = {
  unlogged:
    'are asked for within other calls or beside the API, and CloudTrail has no event that tells of it',
  data: 'are of the data plane, whose events a trail keeps where it is told to, if there are any',
  service: 'are of services of which the lake has no call in the account',
  undocumented: 'are of services of which it made calls whose actions nobody documents',
  time: 'may have been used where or when the lake has no events: it does not go over the whole time in every region',
};

function reasons(untold: ActionUse['untold']): readonly Unread[] {
  return [...Map.groupBy(untold, ({ why }) => why)].map(([why, each]) => {
    const names = some(each.map(({ action }) => action));
    return unread(TRAIL, `NotLogged: of the granted actions ${names} ${REASONS[why]}`);
  });
}
