import type { AnswerHead, UnreadCall } from '../../iam/answers/answer-head.ts';
import type { LoadProfile, ScalingGroup } from '../../model/scaling-facts.ts';
import type { Simulation } from '../../model/simulation.ts';
import type { Sensitivity } from '../../scaling/sensitivity.ts';
import type { SettingChange } from '../../scaling/smallest-change.ts';

/** A group under a load, told. */
export interface Told {
  readonly absorbed: boolean;
  readonly group: ScalingGroup;
  readonly simulation: Simulation;
}

export interface ToldAlternative {
  readonly kind: string;
  readonly says: string;
  readonly docs: string;
}

/** What `rampart scaling simulate` answers. */
export interface ScalingDocument extends AnswerHead {
  readonly account: string;
  readonly region: string;
  readonly groupName: string;
  /** Sentences. */
  readonly assumptions: readonly string[];
  readonly load: LoadProfile;
  readonly before: Told;
  /** With what `--set` says. */
  readonly after: (Told & { readonly set: readonly string[] }) | null;
  /** Of the last of the two, where it does not absorb the load; null: it does, or nothing that was tried suffices. */
  readonly smallestChange: { readonly changes: readonly SettingChange[]; readonly proof: Simulation } | null;
  /** Where more instances are no option: what would cut the load before it comes. */
  readonly alternatives: readonly ToldAlternative[];
  readonly sensitivity: readonly Sensitivity[];
  /** Limits and settings that were not read: the group may do worse. */
  readonly unread: readonly UnreadCall[];
}
