import type { TrailEvent } from './event.ts';
import type { TrailAnswer } from './lake-head.ts';

export interface Change extends TrailEvent {
  /** Where the event names the resource: `requestParameters.groupId`. */
  readonly named: readonly string[];
}

/** `docs/schema/trail-who.v1.json`. */
export interface WhoDocument extends TrailAnswer {
  readonly resource: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The latest first. */
  readonly changes: readonly Change[];
  /** Older ones were left out. */
  readonly isCut: boolean;
}
