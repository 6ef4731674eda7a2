import type { TrailAnswer } from '../../trail/answers/lake-head.ts';
import { type Events, type EventsChoice, openEvents } from '../../trail/open-events.ts';
import { TOOL } from '../tool.ts';
import { asTrailUsage } from './as-usage.ts';

export interface LakeOptions extends EventsChoice {
  readonly lake: string;
}

/** Asks the events of a lake, and says what the answer rests on. */
export function askLake<Answer>(
  { lake, ...choice }: LakeOptions,
  ask: (events: Events) => Promise<Answer>,
): Promise<TrailAnswer & Answer> {
  return asTrailUsage(async () => {
    const events = await openEvents(lake, choice);
    try {
      return { schemaVersion: 1, tool: TOOL, lake: events.lake, ...(await ask(events)) };
    } finally {
      events.close();
    }
  });
}
