/** What members of a record must be for it to be an event; null is for `recordFault` to judge. */
export const MUST_BE: Readonly<Record<string, 'text' | 'object'>> = {
  eventID: 'text',
  eventTime: 'text',
  eventSource: 'text',
  eventName: 'text',
  recipientAccountId: 'text',
  userIdentity: 'object',
};

/** Who it was: the first of these columns that has a text. */
export const PRINCIPALS = [
  'session_issuer_arn',
  'user_arn',
  'invoked_by',
  'user_principal_id',
  'user_name',
] as const;
