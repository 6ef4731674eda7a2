import { type Reading, unread } from '../../model/reading.ts';
import { InvalidInput } from '../invalid-input.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { documentOf } from '../prove/document-of.ts';
import { NO_POLICY } from './way-question.ts';

/** A policy as it was read; without one, one without statements. Unread too: what is none. `call`: that reads it. */
export function readPolicyText(policy: Reading<string | null>, call: string): Reading<PolicyDocument> {
  if (policy.status === 'unread') return policy;
  if (policy.value === null) return { status: 'read', value: NO_POLICY };
  try {
    return { status: 'read', value: documentOf(policy.value) };
  } catch (problem) {
    if (!(problem instanceof InvalidInput)) throw problem;
    return unread(call, `Malformed: ${problem.message}`);
  }
}
