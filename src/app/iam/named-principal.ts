import type { Inventory } from '../../inventory/inventory.ts';
import { heldBy, viewPrincipals } from '../../inventory/view-principals.ts';
import { parseArn } from '../../model/arn.ts';
import { nearest } from '../../model/nearest.ts';
import { UsageError } from '../errors.ts';

/**
 * The ARN of a user or role of the accounts that were read, by its name or ARN; whoever is none of theirs (services,
 * other accounts, `*`) as it is. Throws a `UsageError` for a name that nobody has, or several have.
 */
export function namedPrincipal(inventory: Inventory, text: string): string {
  const principals = viewPrincipals(inventory);
  if (heldBy(principals, text)) return text;
  const named = principals.byName.get(text) ?? [];
  const [only, ...more] = named;
  if (only && more.length === 0) return only.arn;
  if (only)
    throw new UsageError(
      `${text} is the name of several: ${named.map(({ arn }) => arn).join(', ')}; give the ARN of one`,
    );
  const arn = parseArn(text);
  const isOurs = arn !== null && principals.accounts.has(arn.account);
  const isPrincipal = arn !== null && /^(user|role|assumed-role)\//.test(arn.resource);
  if (arn ? !(isOurs && isPrincipal) : isNoName(text)) return text;
  throw new UsageError(unknown(text, principals, arn?.account));
}

/** An account, a service or everybody. */
function isNoName(text: string): boolean {
  return (
    text === '*' || /^\d{12}$/.test(text) || /^[a-z0-9.-]+\.(amazonaws\.com|com|net|org)(\.cn)?$/i.test(text)
  );
}

function unknown(
  text: string,
  { byName, byArn, accounts }: ReturnType<typeof viewPrincipals>,
  account: string | undefined,
): string {
  const near = account === undefined ? nearest(text, [...byName.keys()]) : nearest(text, [...byArn.keys()]);
  const [gap] = [...accounts.values()]
    .filter((each) => account === undefined || each.account === account)
    .flatMap(({ gaps }) => gaps);
  const meant = near === null ? '' : `; did you mean ${near}?`;
  const unlisted = gap ? ` (not all could be listed: ${gap.call}: ${gap.why})` : '';
  return `none of the ${byArn.size} users and roles that were read is ${text}${meant}${unlisted}`;
}
