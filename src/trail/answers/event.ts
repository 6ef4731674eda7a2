/** `failed`: for another reason than that it was not allowed. */
export type CallOutcome = 'allowed' | 'denied' | 'failed';

/** An event as answers show it. */
export interface TrailEvent {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly eventId: string;
  readonly source: string;
  readonly name: string;
  readonly region: string | null;
  readonly account: string | null;
  /** The role behind a session, else the user, the service or the id. */
  readonly principal: string | null;
  readonly sessionName: string | null;
  readonly sourceIdentity: string | null;
  readonly accessKeyId: string | null;
  readonly invokedBy: string | null;
  readonly sourceIpAddress: string | null;
  readonly userAgent: string | null;
  readonly outcome: CallOutcome;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** The log file: evidence. */
  readonly file: string;
}
