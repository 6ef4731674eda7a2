import type { TrailCoverage } from '../../model/trail-change.ts';
import { count, number } from '../terminal-text.ts';
import { moment } from './event-words.ts';

/** What the lake has of the accounts that were judged, and what it lacks. */
export function trailCoverageText({ folder, periods, without }: TrailCoverage): string {
  const events = periods.reduce((sum, each) => sum + each.events, 0);
  const from = periods.map((each) => each.from).sort()[0];
  const to = periods
    .map((each) => each.to)
    .sort()
    .at(-1);
  const has =
    from === undefined || to === undefined
      ? `The lake ${folder} has no event of these accounts.`
      : `The lake ${folder} has ${count(events, 'event')} of these accounts, ${moment(from)} to ${moment(to)}.`;
  const lacks = without.map(({ account, regions }) => `${account} (${shortened(regions)})`);
  return lacks.length === 0 || events === 0 ? has : `${has} It has none of ${lacks.join(', ')}.`;
}

const MOST_REGIONS = 4;

function shortened(regions: readonly string[]): string {
  const rest = regions.length - MOST_REGIONS;
  const shown = regions.slice(0, MOST_REGIONS).join(', ');
  return rest > 0 ? `${shown} and ${number(rest)} more` : shown;
}
