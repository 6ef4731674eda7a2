import type { AwsError } from './replay-response.ts';
import type { ServiceName } from './service-catalog.ts';
import type { ServiceModel } from './service-model.ts';

/**
 * What each service calls the errors any call may meet. The families differ by protocol; a few services
 * have names of their own.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
export type CommonError = 'throttled' | 'denied' | 'expired' | 'internal' | 'unknown-key' | 'bad-token';

type Names = Readonly<Record<CommonError, readonly [name: string, status: number]>>;

const query: Names = {
  throttled: ['Throttling', 400],
  denied: ['AccessDenied', 403],
  expired: ['ExpiredToken', 403],
  internal: ['InternalFailure', 500],
  'unknown-key': ['InvalidClientTokenId', 403],
  'bad-token': ['ValidationError', 400],
};

const json: Names = {
  throttled: ['ThrottlingException', 400],
  denied: ['AccessDeniedException', 400],
  expired: ['ExpiredTokenException', 400],
  internal: ['InternalServerError', 500],
  'unknown-key': ['UnrecognizedClientException', 400],
  'bad-token': ['ValidationException', 400],
};

const restJson: Names = {
  ...json,
  throttled: ['ThrottlingException', 429],
  denied: ['AccessDeniedException', 403],
  expired: ['ExpiredTokenException', 403],
  'unknown-key': ['UnrecognizedClientException', 403],
};

const ec2: Names = {
  throttled: ['RequestLimitExceeded', 503],
  denied: ['UnauthorizedOperation', 403],
  expired: ['RequestExpired', 400],
  internal: ['InternalError', 500],
  'unknown-key': ['AuthFailure', 401],
  'bad-token': ['InvalidPaginationToken', 400],
};

const s3: Names = {
  throttled: ['SlowDown', 503],
  denied: ['AccessDenied', 403],
  expired: ['ExpiredToken', 400],
  internal: ['InternalError', 500],
  'unknown-key': ['InvalidAccessKeyId', 403],
  'bad-token': ['InvalidArgument', 400],
};

const byProtocol: Readonly<Record<ServiceModel['protocol'], Names>> = {
  query,
  'ec2-query': ec2,
  json,
  'rest-json': restJson,
  'rest-xml': query,
};

const ownNames: Partial<Record<ServiceName, Partial<Names>>> = {
  s3,
  's3-control': s3,
  lambda: {
    throttled: ['TooManyRequestsException', 429],
    'bad-token': ['InvalidParameterValueException', 400],
  },
  guardduty: { 'bad-token': ['BadRequestException', 400] },
  organizations: {
    throttled: ['TooManyRequestsException', 400],
    'bad-token': ['InvalidInputException', 400],
  },
  'elastic-load-balancing': { throttled: ['ThrottlingException', 400] },
  'elastic-load-balancing-v2': { throttled: ['ThrottlingException', 400] },
  sqs: { throttled: ['RequestThrottled', 403] },
};

const messages: Readonly<Record<CommonError, string>> = {
  throttled: 'Rate exceeded',
  denied: 'User is not authorized to perform this operation',
  expired: 'The security token included in the request is expired',
  internal: 'We encountered an internal error. Please try again.',
  'unknown-key': 'The security token included in the request is invalid',
  'bad-token': 'The pagination token is not valid',
};

/** A common error in this service's words. */
export function commonError(service: ServiceModel, error: CommonError): AwsError {
  const own = error === 'bad-token' ? modelledTokenError(service) : undefined;
  const [name, status] = own ?? ownNames[service.name]?.[error] ?? byProtocol[service.protocol][error];
  return { name, message: messages[error], status };
}

/** Many services model their own error for bad tokens: KMS's InvalidMarkerException, SSM's InvalidNextToken. */
function modelledTokenError(service: ServiceModel): readonly [string, number] | undefined {
  const isTokenError = /^Invalid(NextToken|Marker|PaginationToken|ContinuationToken)(Exception)?$/;
  const model = [...service.errors.values()].find((each) => isTokenError.test(each.name));
  return model && [model.name, model.status];
}
