/** Calls that are alike in all that tells which permission they took. */
export interface CallGroup {
  readonly principal: string;
  readonly user_type: string | null;
  readonly account_id: string | null;
  readonly aws_region: string | null;
  readonly event_source: string;
  readonly event_name: string;
  readonly event_type: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly request_parameters: string | null;
  readonly resources: string | null;
  readonly calls: string;
  readonly first_used: string;
  readonly last_used: string;
}
