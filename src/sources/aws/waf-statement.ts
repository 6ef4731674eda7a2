import type { ByteMatchStatement, Statement } from '@aws-sdk/client-wafv2';
import type { WebAclRule } from '../../model/resources/edge.ts';

type Requests = WebAclRule['appliesTo'];

/**
 * Which requests match a scope-down statement; all without one. Told for the simple statements: paths (every path
 * begins with a slash, so that matching it matches everything) and methods, together or as alternatives. What clients
 * are left out by address, country or label is not told.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
 */
export function requestsUnder(statement: Statement | undefined): Requests {
  if (!statement) return 'all-requests';
  const { AndStatement: both, OrStatement: either, ByteMatchStatement: match } = statement;
  if (both) return together((both.Statements ?? []).map(requestsUnder), 'some-requests', 'all-requests');
  if (either) return together((either.Statements ?? []).map(requestsUnder), 'all-requests', 'some-requests');
  return match ? requestsMatching(match) : 'not-told';
}

/** `one` part of this kind decides; otherwise all parts must be alike. */
function together(parts: readonly Requests[], one: Requests, all: Requests): Requests {
  if (parts.includes(one)) return one;
  return parts.length > 0 && parts.every((part) => part === all) ? all : 'not-told';
}

function requestsMatching(match: ByteMatchStatement): Requests {
  const { FieldToMatch: field, PositionalConstraint: position } = match;
  const text = textOf(match.SearchString);
  if (text === '') return 'not-told';
  if (field?.Method && position === 'EXACTLY') return 'some-requests';
  if (!field?.UriPath) return 'not-told';
  if (text !== '/' || position === 'EXACTLY' || position === 'ENDS_WITH') return 'some-requests';
  return position === 'STARTS_WITH' && keepsTheSlash(match) ? 'all-requests' : 'not-told';
}

const KEEPING_THE_SLASH: ReadonlySet<string> = new Set(['NONE', 'LOWERCASE', 'NORMALIZE_PATH', 'URL_DECODE']);

function keepsTheSlash({ TextTransformations: transformations }: ByteMatchStatement): boolean {
  return (transformations ?? []).every(({ Type }) => KEEPING_THE_SLASH.has(Type ?? ''));
}

/** The SDK gives bytes, the command line base64. */
function textOf(searched: Uint8Array | string | undefined): string {
  if (typeof searched === 'string') return Buffer.from(searched, 'base64').toString();
  return searched ? new TextDecoder().decode(searched) : '';
}
