import type { LastActivity } from '../inventory/last-activity.ts';
import { counted } from './counted.ts';

/** How long a principal has been idle, to follow its name: `was last used 3 days ago`. */
export function idleSummary({ lastUsed, since }: LastActivity, days: number): string {
  const ago = `${counted(days, 'day')} ago`;
  if (lastUsed !== null && lastUsed === since) return `was last used ${ago}`;
  if (lastUsed === null) return `has no recorded use since it, or its newest credential, was made ${ago}`;
  return `was last used on ${lastUsed.slice(0, 10)} and got a credential ${ago}`;
}
