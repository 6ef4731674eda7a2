import type { CallOutcome } from '../answers/event.ts';

/**
 * The codes by which services say that a call was not allowed; EC2 puts `Client.` before its own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const DENIED_CODES: readonly string[] = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'AuthorizationException',
  'Forbidden',
  'ForbiddenException',
  'NotAuthorized',
  'NotAuthorizedException',
  'UnauthorizedOperation',
  'UnauthorizedException',
  'UnauthorizedAccess',
].flatMap((each) => [each, `Client.${each}`]);

/** A sign-in that failed has a message and no code. */
export function callOutcome(code: string | null, message: string | null): CallOutcome {
  if (code === null) return message === null ? 'allowed' : 'failed';
  return DENIED_CODES.includes(code) ? 'denied' : 'failed';
}
