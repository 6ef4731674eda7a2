import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** What every exposed credential asks for, before `cli` and `terraform` take it out of its place. */
export function credentialFix(cli: string, terraform: string): Fix {
  return {
    cli: `${dedented(`
      # First revoke the credential where it was made: whoever could read this place has it. Keep its successor here
      aws secretsmanager create-secret --name <SECRET-NAME> --secret-string file://<SECRET-FILE> --region {region}`)}\n${dedented(cli)}`,
    terraform: `${dedented(`
      # First revoke the credential where it was made: whoever could read this place has it. Keep its successor here
      resource "aws_secretsmanager_secret" "this" {
        name = "<SECRET-NAME>"
      }`)}\n\n${dedented(terraform)}`,
  };
}
