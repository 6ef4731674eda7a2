import { DATA_EVENTS } from './data-events.ts';
import { WITHOUT_EVENT } from './without-event.ts';

/** Patterns of the actions whose use a log does not show that has data events of these sources alone. */
export function unseenActions(sourcesOfDataEvents: readonly string[]): readonly string[] {
  const seen = new Set(sourcesOfDataEvents);
  const unselected = DATA_EVENTS.filter(({ eventSource }) => !seen.has(eventSource));
  return [...unselected, ...WITHOUT_EVENT].flatMap(({ actions }) => actions);
}
