import type { Memory } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { Passage, Role } from './passages.ts';
import type { Way } from './survey.ts';

/** One of the ways between stations, as it is to all who go by it. */
export interface KnownWay {
  readonly passage: Passage;
  /** Who it comes from, where it arrives. */
  readonly from: Role;
  readonly flight: Flight;
  readonly memory: Memory;
  /** The same in words; none: nothing is remembered. */
  readonly remembered: string;
  readonly end: Way['end'];
}

/** All that AWS may choose of. */
export type Corridor = readonly KnownWay[];
