import { AccountReader } from '../src/sources/aws/account-reader.ts';
import { ApiError } from '../src/sources/aws/api-error.ts';
import type { ServiceApi } from '../src/sources/aws/collector.ts';
import { Scheduler } from '../src/sources/aws/scheduler.ts';
import type { ServiceName } from '../src/sources/aws/services.ts';
import type { Transport } from '../src/sources/aws/transport.ts';
import { ACCOUNT, REGION } from './inventory-of.ts';

/** A value, an `ApiError`, or a function of input and call that gives either. */
type Answer = unknown;

export interface TestApi extends ServiceApi {
  /** `service:Operation {input}` in the order they were sent. */
  readonly calls: readonly string[];
}

/**
 * A `ServiceApi` whose answers are given by operation (`DescribeVpcs`), by service and operation (`s3:HeadBucket`,
 * the SDK package's name before the colon) or by operation and exact input (`GetKeyPolicy {"KeyId":"k"}`): a
 * value, an ApiError, or a function of the input. What has no answer fails as AWS's unknown operation does.
 */
export function apiOf(
  service: ServiceName,
  answers: Readonly<Record<string, Answer>>,
  options: {
    readonly account?: string;
    readonly region?: string;
    readonly regions?: readonly string[];
    readonly objectAclSampleSize?: number;
    readonly wantedCalls?: ReadonlySet<string>;
  } = {},
): TestApi {
  const {
    account = ACCOUNT,
    region = REGION,
    regions = [region],
    objectAclSampleSize = 0,
    wantedCalls,
  } = options;
  const calls: string[] = [];
  const transport: Transport = {
    async send(call) {
      const exact = `${call.operation} ${JSON.stringify(call.input)}`;
      calls.push(`${call.service}:${exact}`);
      const keys = [`${call.service}:${exact}`, exact, `${call.service}:${call.operation}`, call.operation];
      const key = keys.find((each) => each in answers);
      if (key === undefined)
        throw new ApiError('UnknownOperationException', `no answer for ${exact}`, 'unsupported');
      const answer = answers[key];
      const value: unknown =
        typeof answer === 'function'
          ? (answer as (...given: unknown[]) => unknown)(call.input, call)
          : answer;
      if (value instanceof ApiError) throw value;
      return value;
    },
  };
  const scheduler = new Scheduler({ signal: new AbortController().signal, backoffMs: 1 });
  const reader = new AccountReader({
    account,
    partition: 'aws',
    regions,
    objectAclSampleSize,
    ...(wantedCalls ? { wantedCalls } : {}),
    transport,
    scheduler,
  });
  return Object.assign(reader.service(service, region), { calls });
}

/** A denied call, as AWS answers it. */
export function denied(code = 'AccessDeniedException'): ApiError {
  return new ApiError(code, 'User is not authorized to perform this operation', 'denied', 403);
}

/** An error that AWS answers with this code, such as NoSuchBucketPolicy. */
export function answeredError(code: string, status = 404): ApiError {
  return new ApiError(code, code, 'other', status);
}

/** The reading that a denied call leaves behind. */
export function deniedReading(
  call: string,
  code = 'AccessDeniedException',
): { status: 'unread'; call: string; why: string } {
  return { status: 'unread', call, why: `${code}: User is not authorized to perform this operation` };
}
