import { DATA_EVENTS_OF_TYPES, type DataEvents } from './data-events-of-types.ts';
import { LISTED_DATA_EVENTS } from './listed-data-events.ts';
import { WITHOUT_EVENT } from './without-event.ts';

export const DATA_EVENTS: readonly DataEvents[] = [...LISTED_DATA_EVENTS, ...DATA_EVENTS_OF_TYPES];

/** Patterns of the actions whose use a log does not show that has data events of these sources alone. */
export function unseenActions(sourcesOfDataEvents: readonly string[]): readonly string[] {
  const seen = new Set(sourcesOfDataEvents);
  const unselected = DATA_EVENTS.filter(({ eventSource }) => !seen.has(eventSource));
  return [...unselected, ...WITHOUT_EVENT].flatMap(({ actions }) => actions);
}
