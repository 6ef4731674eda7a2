import type { z } from 'zod';
import type { SuppressionRule } from '../../model/suppression-rule.ts';
import { UsageError } from '../errors.ts';
import { shaped } from '../shaped.ts';
import { readYaml, type YamlFile } from '../yaml-file.ts';
import { refuseImpossible } from './refuse-impossible.ts';
import { suppressionsSchema } from './suppressions-schema.ts';

/** Rejects with a `UsageError` that names the place of the first mistake. */
export async function readSuppressions(path: string): Promise<readonly SuppressionRule[]> {
  return suppressionsOf(await readYaml(path));
}

export function suppressionsOf(file: YamlFile): readonly SuppressionRule[] {
  if (file.value === null)
    throw new UsageError(`${file.path} is empty: expected a list of suppression rules, or [] for none`);
  const rules = shaped(file, suppressionsSchema).map((each, index) => ruleOf(each, file.line([index])));
  refuseImpossible(rules);
  return rules;
}

type Given = z.infer<typeof suppressionsSchema>[number];

function ruleOf(given: Given, rule: string): SuppressionRule {
  const { check, practice, account, region, resource, tags, reason, expires = null } = given;
  return {
    rule,
    reason: reason.trim(),
    expires,
    ...(check && { checks: check }),
    ...(practice && { practices: practice }),
    ...(account && { accounts: account }),
    ...(region && { regions: region }),
    ...(resource && { resources: resource }),
    ...(tags && { tags }),
  };
}
