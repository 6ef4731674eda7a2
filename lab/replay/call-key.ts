import { paginationOf } from './pagination.ts';
import type { Operation } from './service-model.ts';
import { isMembers, type Members, membersOf, type Shape, traitsOf } from './shape.ts';

/**
 * The input of a call as text, equal for calls that ask the same thing. Left out: what the SDK adds by itself
 * (idempotency tokens, S3's checksum mode), the page size, dates (a recording's "since 90 days ago" is never
 * asked again), and members that are empty, which some protocols cannot tell from absent ones.
 */
export function callKey(operation: Operation, input: Members): string {
  return canonical(normalisedInput(operation, input)) ?? '{}';
}

export function normalisedInput(operation: Operation, input: Members): Members {
  const limit = paginationOf(operation)?.limit;
  const kept = Object.entries(input).filter(([name]) => name !== limit && name !== 'ChecksumMode');
  const shapes = new Map(membersOf(operation.input));
  return Object.fromEntries(
    kept
      .filter(([name]) => !isIdempotencyToken(shapes.get(name)))
      .map(([name, value]) => [name, operation.service === 'route-53' ? withoutIdPrefix(value) : value]),
  );
}

const isIdempotencyToken = (shape: Shape | undefined): boolean =>
  shape !== undefined && traitsOf(shape).idempotencyToken;

/** The SDK strips `/hostedzone/` and the like before sending. */
function withoutIdPrefix(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^\/(hostedzone|change|delegationset)\//, '') : value;
}

function canonical(value: unknown): string | undefined {
  if (value === undefined || value === null || value instanceof Date) return undefined;
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : `[${value.map((each) => canonical(each) ?? 'null').join(',')}]`;
  }
  if (!isMembers(value)) return JSON.stringify(typeof value === 'bigint' ? String(value) : value);
  const members = Object.entries(value)
    .flatMap(([name, each]) => {
      const text = canonical(each);
      return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
    })
    .toSorted();
  return members.length === 0 ? undefined : `{${members.join(',')}}`;
}
