/** What a failed call means for the scan. */
export type FailureKind =
  /** AWS says no: only this call's readings are lost. */
  | 'denied'
  /** Asked too fast: worth repeating, slower. */
  | 'throttled'
  /** Server fault, broken connection, truncated or unreadable answer: worth repeating. */
  | 'transient'
  /** The credentials ended: no call can succeed any more. */
  | 'expired'
  /** The region or server does not offer the operation, or the source does not hold it. */
  | 'unsupported'
  /** The run was stopped before or during the call. */
  | 'cancelled'
  /** Any other answer: NoSuchBucketPolicy, a validation error. */
  | 'other';

/** An API call that gave no answer. `code` is AWS's own. */
export class ApiError extends Error {
  readonly code: string;
  readonly kind: FailureKind;
  readonly httpStatus: number | null;

  constructor(code: string, message: string, kind: FailureKind, httpStatus: number | null = null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.kind = kind;
    this.httpStatus = httpStatus;
  }

  /** For `Unread.why`: one line, code first. */
  get why(): string {
    return `${this.code}: ${this.message.replace(/\s+/g, ' ').slice(0, 300)}`;
  }
}

const THROTTLED =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|PriorRequestNotComplete|BandwidthLimitExceeded|LimitExceededException$|EC2ThrottledException|TransactionInProgressException)/;
const EXPIRED =
  /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired|CredentialsProviderError)$/;
const DENIED =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|AuthorizationErrorException|NotAuthorized|UnauthorizedAccess|Forbidden|403|OptInRequired|SubscriptionRequiredException|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId)/;
const UNSUPPORTED =
  /^(UnsupportedOperation|UnknownOperationException|InvalidAction|NotImplemented|UnknownEndpoint|NotInRecording|NotInFolder|NotInFile)/;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and each service's own error pages. */
export function failureKind(code: string, httpStatus: number | null): FailureKind {
  if (THROTTLED.test(code) || httpStatus === 429) return 'throttled';
  if (EXPIRED.test(code)) return 'expired';
  if (DENIED.test(code)) return 'denied';
  if (UNSUPPORTED.test(code)) return 'unsupported';
  if (httpStatus !== null && httpStatus >= 500) return 'transient';
  return 'other';
}
