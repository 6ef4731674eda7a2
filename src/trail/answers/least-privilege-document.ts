import type { AnswerHead } from '../../iam/answers/answer-head.ts';
import type { LeastPrivilege } from '../../iam/index.ts';
import type { LakeHead } from './lake-head.ts';

/** `docs/schema/iam-least-privilege.v1.json`. */
export interface LeastPrivilegeDocument extends AnswerHead {
  /** What was seen used: beyond these days and accounts nothing is known. */
  readonly lake: LakeHead;
  readonly from: string | null;
  readonly to: string | null;
  readonly narrow: 'actions' | 'resources';
  readonly principals: readonly LeastPrivilegeOfPrincipal[];
}

export interface LeastPrivilegeOfPrincipal {
  readonly principal: string;
  readonly usage: Usage;
  /** Services whose data events the lake has of the account; the use of the others' data plane cannot be seen. */
  readonly dataEvents: readonly string[];
  /** Null: its policies are not all known, for the reasons in `unread`. */
  readonly policy: Answered | null;
  readonly unread: readonly { readonly call: string; readonly why: string }[];
}

/** What the policy is, and what is proved of it. */
interface Answered extends Omit<LeastPrivilege, 'policy' | 'noMore' | 'sufficient'> {
  /** Customer managed policies in the place of all that it holds today; several where one would be too long. */
  readonly policies: readonly { readonly policyName: string; readonly policyDocument: unknown }[];
  /** It allows nothing that today's policies do not. */
  readonly noMore: Proof;
  /** It allows every used call wherever today's policies do. */
  readonly sufficient: Proof;
}

interface Proof {
  readonly answer: 'proved' | 'refuted' | 'unknown';
  readonly reason: string | null;
}

export interface Usage {
  readonly events: number;
  /** Of these, calls that AWS denied: no use of a permission. */
  readonly denied: number;
  readonly firstUse: string | null;
  readonly lastUse: string | null;
  /** Events of which nobody documents the actions, so that they may be missing. */
  readonly unknownEvents: readonly UnknownEvent[];
}

export interface UnknownEvent {
  readonly source: string;
  readonly name: string;
  readonly events: number;
}
