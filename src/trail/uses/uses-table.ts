/**
 * What `trail used` asks, summed once for each commit (docs/decisions/0038): calls by account, day and principal, as
 * `SummedCalls` has them. Rows without a principal are the calls of AWS services on their own.
 */
export const USES_COLUMNS = [
  ['account_id', 'VARCHAR'],
  ['event_date', 'VARCHAR'],
  ['principal', 'VARCHAR'],
  ['user_type', 'VARCHAR'],
  ['event_source', 'VARCHAR'],
  ['event_name', 'VARCHAR'],
  ['outcome', 'VARCHAR'],
  ['kind', 'VARCHAR'],
  ['actions', 'VARCHAR'],
  ['is_data', 'BOOLEAN'],
  ['calls', 'BIGINT'],
  ['first_used', 'VARCHAR'],
  ['last_used', 'VARCHAR'],
  /** A JSON list: one text is written and read faster than many. */
  ['resources', 'VARCHAR'],
] as const;

/** Between actions, which have no blanks. */
export const BETWEEN_ACTIONS = ' ';

/** AWS services acting on their own are no principal of anybody's. */
export const IS_SOMEBODYS = "principal IS NOT NULL AND user_type IS NOT NULL AND user_type <> 'AWSService'";

/** The same, of an event that is no row yet. */
export function isSomebodys(principal: string | null, userType: string | null): boolean {
  return principal !== null && userType !== null && userType !== 'AWSService';
}

/** Data events are those that a trail has to be told to keep. */
export const IS_DATA = "coalesce(event_category = 'Data' OR management_event = 'false', false)";

export function isData(eventCategory: string | null, managementEvent: string | null): boolean {
  return eventCategory === 'Data' || managementEvent === 'false';
}
