import { allowing } from '../iam/escalate/everything.ts';
import type { Wish } from '../iam/escalate/wish.ts';
import type { AccountView, AllowedRequest } from '../iam/index.ts';
import { parseArn } from '../model/arn.ts';
import { eachOnce, type Unread } from '../model/reading.ts';
import { askersAt } from './askers.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { requestDoubts } from './request-doubts.ts';
import { filledRight } from './wide-reach.ts';
import type { WideRight } from './wide-right.ts';

/** Which of some rights to whatever there is of a kind all policies of a principal come to. */
export interface PrincipalReach {
  readonly held: readonly HeldRight[];
  /** What was not read, or not settled, and could give another. */
  readonly missing: readonly Unread[];
}

export interface HeldRight {
  readonly action: string;
  readonly allowed: AllowedRequest;
  /** What was not read and could take it away; empty: it is so. */
  readonly doubts: readonly Unread[];
}

interface Asked {
  readonly asOf: string;
  /** Whether its requests may carry MFA. */
  readonly mfa: boolean;
}

/** Within its boundary and the organisation's policies, on what no policy has in mind. Null: nobody of that ARN was read. */
export function principalReach(
  inventory: Inventory,
  arn: string,
  rights: readonly WideRight[],
  asked: Asked,
): PrincipalReach | null {
  const askers = askersAt(inventory, asked.asOf);
  const { account = '' } = parseArn(arn) ?? {};
  const actor = askers.actor(arn, { account, mfa: asked.mfa });
  if (!actor) return null;
  const held: HeldRight[] = [];
  const missing: Unread[] = [...actor.principal.unread];
  for (const right of rights) {
    const may = askers.permissions.may(actor, wishFor(right, actor.account));
    if (may.answer === 'unsure') missing.push(notProved(may.reason));
    if (may.answer !== 'allowed') continue;
    const doubts = requestDoubts(inventory).about([may.allowed]);
    held.push({ action: right.action, allowed: may.allowed, doubts });
  }
  return { held, missing: eachOnce(missing) };
}

/** What is asked for beside the resource is settled: a value, or that the key is not there. */
function wishFor({ action, resource, condition = {}, leftToAccount }: WideRight, of: AccountView): Wish {
  const { account, partition } = of;
  const settled = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(
      ([key, value]) => [key, operator === 'StringNotLike' ? null : String(value)] as const,
    ),
  );
  return {
    action,
    resource: filledRight(resource, { account, partition }),
    context: Object.fromEntries(settled),
    resourceTags: {},
    ...(leftToAccount && { resourcePolicy: allowing(`arn:${partition}:iam::${account}:root`, '*') }),
  };
}
