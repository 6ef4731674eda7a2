import type { ManagedPolicy, PolicyText } from '../model/resources/iam.ts';

/** A policy where it is kept: a managed policy's own text, or an inline policy of a user, group or role. */
export interface HeldPolicy {
  /** For sentences: an inline policy's names its holder too. */
  readonly name: string;
  readonly document: PolicyText;
  /** The inline policy's name; a managed policy needs none. */
  readonly key?: string;
}

interface InlinePolicyHolder {
  readonly id: string;
  readonly inlinePolicies: readonly { readonly policyName: string; readonly document: PolicyText }[];
}

/** A principal without inline policies: what is asked of them holds. A managed policy always holds itself. */
export function holdsNone(holder: ManagedPolicy | InlinePolicyHolder): boolean {
  return 'inlinePolicies' in holder && holder.inlinePolicies.length === 0;
}

/** What the account itself wrote: an AWS managed policy is AWS's to change. */
export function heldPolicies(holder: ManagedPolicy | InlinePolicyHolder): readonly HeldPolicy[] {
  if ('inlinePolicies' in holder)
    return holder.inlinePolicies.map(({ policyName, document }) => ({
      name: `${policyName} of ${holder.id}`,
      document,
      key: policyName,
    }));
  return holder.awsManaged ? [] : [{ name: holder.name ?? holder.id, document: holder.document }];
}
