import type { PolicyDocument } from './policy-documents.ts';
import type { ScannerRole } from './scanner-role.ts';
import { principals, trustPolicy } from './trust-policy.ts';

/** What `--format json` prints: the documents as IAM takes them. */
interface RoleDocument {
  readonly roleName: string;
  readonly path: string;
  readonly description: string;
  /** Null: nobody was named. */
  readonly trustPolicy: object | null;
  readonly policies: readonly { readonly policyName: string; readonly policyDocument: PolicyDocument }[];
}

export function roleJson({ name, path, description, trusted, externalId, policies }: ScannerRole): string {
  const document: RoleDocument = {
    roleName: name,
    path,
    description,
    trustPolicy: trusted.length === 0 ? null : trustPolicy(principals(trusted), externalId),
    policies: policies.map((each) => ({ policyName: each.name, policyDocument: each.document })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
