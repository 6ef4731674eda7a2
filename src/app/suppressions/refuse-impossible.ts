import type { SuppressionRule } from '../../model/suppression-rule.ts';
import { checkNamed } from '../choose-checks.ts';
import { UsageError } from '../errors.ts';

/** A rule that would hide everything, or that can hide nothing, is a mistake of its writer. */
export function refuseImpossible(rules: readonly SuppressionRule[]): void {
  for (const rule of rules) {
    const { checks = [], practices = [] } = rule;
    if (!limits(rule)) throw new UsageError(`${rule.rule}: a suppression rule must say what it is about`);
    if (rule.reason.trim() === '')
      throw new UsageError(`${rule.rule}: a suppression rule must give its reason`);
    for (const check of checks.map(checkNamed))
      if (practices.length > 0 && !practices.includes(check.practice))
        throw new UsageError(
          `${rule.rule}: check ${check.id} is of practice ${check.practice}, and the rule is for practice ${practices.join(', ')} only`,
        );
  }
}

function limits({ checks, practices, accounts, regions, resources, tags }: SuppressionRule): boolean {
  const lists = [checks, practices, accounts, regions, resources].filter((each) => each !== undefined);
  const tagged = tags !== undefined && Object.keys(tags).length > 0;
  return lists.every((each) => each.length > 0) && (tagged || lists.length > 0);
}
