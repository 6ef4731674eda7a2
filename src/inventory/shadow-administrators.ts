import type { EscalationPath } from '../iam/index.ts';
import { parseArn } from '../model/arn.ts';
import { escalationsOf, type Shown } from './escalations-of.ts';
import type { Inventory } from './inventory.ts';

/** Those who can make themselves administrator of an account, from whichever account, each by its shortest way. */
export function shadowAdministrators(
  inventory: Inventory,
  asOf: string,
  account: string,
): readonly Shown<EscalationPath>[] {
  const byAccount = inventory.derive(`shadow administrators at ${asOf}`, () =>
    Map.groupBy(shortestWays(inventory, asOf), ({ found }) => endOf(found)),
  );
  return byAccount.get(account) ?? [];
}

/** One for each principal and account that it leads to: the shortest of those that are certain, if there is one. */
function* shortestWays(inventory: Inventory, asOf: string): Iterable<Shown<EscalationPath>> {
  for (const { standing } of escalationsOf(inventory, asOf).values()) {
    const byEnd = Map.groupBy(standing.paths, ({ found }) => endOf(found));
    for (const ways of byEnd.values()) {
      const way = ways.find(({ doubts }) => doubts.length === 0) ?? ways[0];
      if (way) yield way;
    }
  }
}

/** The account whose administrator a path ends in. */
function endOf({ steps, account }: EscalationPath): string {
  return parseArn(steps.at(-1)?.to ?? '')?.account ?? account;
}
