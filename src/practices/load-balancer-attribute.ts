import type { Reading } from '../model/reading.ts';
import { fail, type Outcome, pass, unknown } from './check.ts';

/** An attribute as AWS names it, what it is where AWS leaves it out, and the values that are good. */
export interface AttributeRule {
  readonly attribute: string;
  readonly byDefault: string;
  readonly wanted: readonly string[];
  /** Follows the load balancer's name: `records its requests`. */
  readonly good: string;
  readonly bad: string;
}

/** Judges one attribute of a load balancer, of either generation. */
export function attributeOutcome(
  id: string,
  attributes: Reading<Readonly<Record<string, string>>>,
  { attribute, byDefault, wanted, good, bad }: AttributeRule,
): Outcome {
  if (attributes.status === 'unread') return unknown(attributes);
  const value = attributes.value[attribute] ?? byDefault;
  const evidence = { attribute, value, wanted };
  return wanted.includes(value) ? pass(`${id} ${good}.`, evidence) : fail(`${id} ${bad}.`, evidence);
}
