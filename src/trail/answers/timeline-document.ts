import type { TrailEvent } from './event.ts';
import type { TrailAnswer } from './lake-head.ts';

/** `docs/schema/trail-timeline.v1.json`. */
export interface TimelineDocument extends TrailAnswer {
  readonly principal: string | null;
  readonly ip: string | null;
  readonly key: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The earliest first. */
  readonly events: readonly TrailEvent[];
  /** Earlier ones were left out. */
  readonly isCut: boolean;
}
