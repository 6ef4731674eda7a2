import {
  isPolicyError,
  type PolicyDocument,
  type PolicyError,
  parsePolicyDocument,
} from '../iam/policy-document.ts';
import { type Reading, read, thenReading, unread } from '../model/reading.ts';
import type { PolicyText } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';

/** A policy's text parsed once per inventory; text that is no policy is unread, in the name of the call that gave it. */
export function policyOf(inventory: Inventory, text: PolicyText, call: string): Reading<PolicyDocument> {
  const parsed = inventory.derive('parsed policies', () => new Map<string, PolicyDocument | PolicyError>());
  const document = parsed.get(text) ?? parsePolicyDocument(text);
  parsed.set(text, document);
  return isPolicyError(document)
    ? unread(call, `MalformedPolicyDocument: ${document.error}`)
    : read(document);
}

/** The same of a resource's own policy; null: it has none. */
export function ownPolicyOf(
  inventory: Inventory,
  policy: Reading<PolicyText | null>,
  call: string,
): Reading<PolicyDocument | null> {
  return thenReading(policy, (text) => (text === null ? read(null) : policyOf(inventory, text, call)));
}
