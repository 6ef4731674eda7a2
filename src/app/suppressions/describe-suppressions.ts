import type { SuppressionRule } from '../../model/suppression-rule.ts';
import { readSuppressions } from './read-suppressions.ts';

/** What can be said of a file of rules without a scan: how many there are, and which have ended by this time. */
export async function describeSuppressions(path: string, asOf: string): Promise<string> {
  const rules = await readSuppressions(path);
  const today = asOf.slice(0, 10);
  const expired = rules.filter(({ expires }) => expires !== null && expires < today);
  const count = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  return [`${path}: ${count}, ${expired.length} expired as of ${today}`, ...expired.map(line), ''].join('\n');
}

function line({ rule, expires, reason }: SuppressionRule): string {
  return `  ${rule}: ended on ${expires} (${reason.replaceAll(/\s+/g, ' ')})`;
}
