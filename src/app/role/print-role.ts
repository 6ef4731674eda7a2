import { roleCloudFormation } from './role-cloudformation.ts';
import { roleJson } from './role-json.ts';
import { roleTerraform } from './role-terraform.ts';
import { type RoleOptions, type ScannerRole, scannerRole } from './scanner-role.ts';

export type RoleFormat = 'json' | 'cloudformation' | 'terraform';

const WRITERS: Readonly<Record<RoleFormat, (role: ScannerRole) => string>> = {
  json: roleJson,
  cloudformation: roleCloudFormation,
  terraform: roleTerraform,
};

/** The scanner's role as a document. Rejects with `UsageError`. */
export function printedRole(options: RoleOptions, format: RoleFormat): string {
  return WRITERS[format](scannerRole(options));
}
