import type { AuthorizationRequest } from '../authorization-request.ts';
import type { StatementRef } from '../decision.ts';
import type { Need } from './ability.ts';
import type { AnswerHead, UnreadCall } from './answer-head.ts';

/** What `rampart iam who-can` tells: the shape of docs/schema/iam-who-can.v1.json. */
export interface WhoCanAnswer extends AnswerHead {
  readonly action: string;
  readonly resource: string;
  readonly summary: Readonly<
    Record<'principals' | 'can' | 'underConditions' | 'outsiders' | 'notKnown', number>
  >;
  /** Users, roles and root users of the accounts that were read. */
  readonly principals: readonly WhoCan[];
  /** Whom the resource's own policy lets in besides: other accounts, services, federated identities, everybody. */
  readonly outsiders: readonly WhoCan[];
  readonly notKnown: readonly WhoMight[];
  /** On which all of that hangs. */
  readonly unread: readonly UnreadCall[];
}

export interface WhoCan {
  readonly kind: WhoKind;
  /** An ARN, a service, an account; `*`: anybody. */
  readonly principal: string;
  /** Null: of none. */
  readonly account: string | null;
  /** One that is allowed. */
  readonly request: AuthorizationRequest;
  readonly determining: readonly StatementRef[];
  /** Empty: any ordinary request is allowed. */
  readonly needs: readonly Need[];
  /** Of its own, that could still deny it; empty: it is certain, as far as the answer's `unread` lets it be. */
  readonly unread: readonly UnreadCall[];
}

export type WhoKind = 'user' | 'role' | 'root' | 'session' | 'account' | 'service' | 'federated' | 'anyone';

export interface WhoMight {
  readonly kind: WhoKind;
  readonly principal: string;
  readonly account: string | null;
  readonly why: string;
}
