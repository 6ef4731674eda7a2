import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/**
 * A permissions boundary holds a principal at once, whatever its policies say, and can be taken away again.
 * `name` and `wide` are placeholders: of the principal, and of the statements to narrow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryFix(kind: 'user' | 'role', name: string, wide: string): Fix {
  return {
    cli: dedented(`
      # Narrow these statements: ${wide}
      # A boundary that allows what the ${kind} needs, and no more, holds it meanwhile
      aws iam put-${kind}-permissions-boundary --${kind}-name ${name} --permissions-boundary <BOUNDARY-POLICY-ARN>`),
    terraform: dedented(`
      # Narrow these statements: ${wide}
      resource "aws_iam_${kind}" "this" {
        name                 = "${name}"
        permissions_boundary = "<BOUNDARY-POLICY-ARN>"
        # Its other arguments stay as they are.
      }`),
  };
}

/** Of several principals, told by the evidence: `users`, `roles` and their `statements`. */
export const BOUNDARIES_FIX: Fix = {
  cli: dedented(`
    # For each of these users and roles that should not be an administrator: {evidence.principals}
    aws iam put-user-permissions-boundary --user-name <USER-NAME> --permissions-boundary <BOUNDARY-POLICY-ARN>
    aws iam put-role-permissions-boundary --role-name <ROLE-NAME> --permissions-boundary <BOUNDARY-POLICY-ARN>
    # Then narrow or detach the policies that make it one, which the finding tells`),
  terraform: dedented(`
    # For each of these users and roles that should not be an administrator: {evidence.principals}
    resource "aws_iam_role" "this" {
      name                 = "<ROLE-NAME>"
      permissions_boundary = "<BOUNDARY-POLICY-ARN>"
      # Its other arguments stay as they are.
    }

    # Then narrow or detach the policies that make it one, which the finding tells`),
};
