import type { Administrator, EscalationPath, Power } from '../escalate/escalations.ts';
import type { AnswerHead, UnreadCall } from './answer-head.ts';

/** What was not read and could take away what was found; empty: nothing could. */
interface WithDoubts {
  readonly doubts: readonly UnreadCall[];
}

/** Somebody of whom more may be true than the rest says. */
export interface NotKnown extends UnreadCall {
  readonly principal: string;
  readonly account: string;
}

interface Asked extends AnswerHead {
  readonly notKnown: readonly NotKnown[];
  readonly unread: readonly UnreadCall[];
}

/** What `rampart iam admins` tells: the shape of docs/schema/iam-admins.v1.json. */
export interface AdminsAnswer extends Asked {
  readonly summary: { readonly principals: number; readonly administrators: number };
  readonly administrators: readonly (Administrator & WithDoubts)[];
}

export type AnsweredPath = EscalationPath & WithDoubts;
export type AnsweredPower = Power & WithDoubts;

/** What `rampart iam escalations` tells: the shape of docs/schema/iam-escalations.v1.json. */
export interface EscalationsAnswer extends Asked {
  /** ARN of whom alone it was asked about; null: everybody. */
  readonly principal: string | null;
  readonly summary: Readonly<
    Record<
      | 'principals'
      | 'administrators'
      | 'canBecomeAdministrator'
      /** Only if what a path assumes holds. */
      | 'mayBecomeAdministrator'
      | 'paths'
      | 'powers',
      number
    >
  >;
  readonly administrators: readonly string[];
  readonly paths: readonly AnsweredPath[];
  readonly powers: readonly AnsweredPower[];
}
