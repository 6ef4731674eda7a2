import type { JsonObject } from '../../../src/model/json.ts';
import type { LabRegion } from '../accounts.ts';
import type { Actor } from './actors.ts';

/** What somebody did, told in days before the assessment. */
export interface Deed {
  readonly daysAgo: number;
  readonly by: Actor;
  /** `s3:PutBucketPolicy`: the event source's first label, and the event's name. */
  readonly does: string;
  readonly region?: LabRegion;
  readonly request: JsonObject | null;
  readonly answer?: JsonObject;
  readonly denied?: boolean;
  readonly readOnly?: boolean;
  /** An event of the data plane: a trail has it where it is asked to. */
  readonly isData?: boolean;
}
