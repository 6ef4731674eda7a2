import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** The trust policy's statement, in HCL. */
interface TrustStatement {
  readonly principal?: string;
  readonly action?: string;
  /** `StringEquals = { … }` */
  readonly condition?: string;
}

/** `what` goes on "Save the trust policy …" and may hold placeholders. */
export function trustPolicyFix(what: string, statement: TrustStatement = {}): Fix {
  const { principal = 'AWS = ["<PRINCIPAL-ARN>"]', action = 'sts:AssumeRole', condition } = statement;
  const conditionLine = condition === undefined ? '' : `\n            Condition = { ${condition} }`;
  return {
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the trust policy ${what} as a file
      aws iam get-role --role-name {id} --query Role.AssumeRolePolicyDocument
      aws iam update-assume-role-policy --role-name {id} --policy-document file://<TRUST-POLICY-FILE>`),
    terraform: dedented(`
      # The trust policy ${what}
      resource "aws_iam_role" "this" {
        name = "{id}"
        assume_role_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { ${principal} }
            Action    = "${action}"${conditionLine}
          }]
        })
        # Its other arguments stay as they are.
      }`),
  };
}
