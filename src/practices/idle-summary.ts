import type { LastActivity } from '../inventory/last-activity.ts';
import type { Role, User } from '../model/resources/iam.ts';
import { counted } from './counted.ts';

/** How long a principal has been idle: `alice was last active 3 days ago`. */
export function idleSummary(
  { id, type, createDate }: User | Role,
  { lastUsed, since }: LastActivity,
  days: number,
): string {
  const ago = `${counted(days, 'day')} ago`;
  const active = type === 'AWS::IAM::User' ? 'active' : 'used';
  if (lastUsed === null)
    return `${id} has no recorded use since ${since === createDate ? 'it' : 'its newest credential'} was made ${ago}`;
  return lastUsed === since
    ? `${id} was last ${active} ${ago}`
    : `${id} was last ${active} on ${lastUsed.slice(0, 10)} and got its newest credential ${ago}`;
}
