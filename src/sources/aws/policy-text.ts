import type { PolicyText } from '../../model/resources/iam.ts';

/**
 * A policy as IAM's answers carry it: URL-encoded (RFC 3986) from the API, plain from some servers, an object in the
 * output of `aws --output json`. Text that cannot be decoded stays as it is, so that its parser can say what is wrong.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function policyText(document: unknown): PolicyText {
  if (document === undefined || document === null) return '';
  if (typeof document !== 'string') return JSON.stringify(document);
  if (document.trimStart().startsWith('{')) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
}
