import type { NamedPolicy } from '../../iam/index.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { policyOf } from '../../inventory/policy-of.ts';
import { resourcePolicies } from '../../inventory/resource-policies.ts';
import { type Reading, read, thenReading } from '../../model/reading.ts';
import type { PolicyText } from '../../model/resources/iam.ts';
import { UsageError } from '../errors.ts';

/** A policy that is named and not in a file: a managed one, or that of a resource (a role's trust policy). */
export function isPolicyArn(text: string): boolean {
  return /^arn:[\w-]+:/.test(text);
}

/** The policy of an ARN as the accounts have it. Throws `UsageError` where there is none, or it was not read. */
export function deployedPolicy(inventory: Inventory, arn: string): NamedPolicy {
  const found = textOf(inventory, arn);
  if (found === null)
    throw new UsageError(`${arn}: no managed policy and no resource with a policy of that ARN was read`);
  const document = thenReading(found, (text) =>
    text === null ? read(null) : policyOf(inventory, text, 'its policy'),
  );
  if (document.status === 'unread')
    throw new UsageError(`${arn}: its policy was not read: ${document.call}: ${document.why}`);
  if (document.value === null) throw new UsageError(`${arn} has no policy of its own`);
  return { name: arn, document: document.value };
}

function textOf(inventory: Inventory, arn: string): Reading<PolicyText | null> | null {
  const managed = inventory.of('AWS::IAM::ManagedPolicy').find((each) => each.arn === arn);
  if (managed) return read(managed.document);
  return resourcePolicies(inventory).find((each) => each.arn === arn)?.policy ?? null;
}
