import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** Nothing has asked for these keys: `keys` is the placeholder of one, repeated for each where it has `[]`. */
export function idleKeyFix(keys: string): Fix {
  return {
    cli: dedented(`
      # What is inactive can be made active again
      aws iam update-access-key --user-name {id} --access-key-id ${keys} --status Inactive
      # Once nobody has missed it: aws iam delete-access-key --user-name {id} --access-key-id ${keys}`),
    terraform: keys.includes('[]') ? inactiveKeys(keys.replace('[]', '')) : INACTIVE_KEY,
  };
}

/** The finding's key in use: made inactive only after its successor has taken over. */
export const OLD_KEY_FIX: Fix = {
  cli: dedented(`
    # The secret of the new key is shown this once. A user can have two keys
    aws iam create-access-key --user-name {id}
    # Once the workload uses the new one: aws iam update-access-key --user-name {id} --access-key-id {evidence.accessKeyId} --status Inactive
    # Once nothing breaks: aws iam delete-access-key --user-name {id} --access-key-id {evidence.accessKeyId}`),
  terraform: dedented(`
    resource "aws_iam_access_key" "new" {
      user = "{id}"
    }

    # Once the workload uses the new one; without the import where Terraform made the key
    import {
      to = aws_iam_access_key.this
      id = "{evidence.accessKeyId}"
    }

    resource "aws_iam_access_key" "this" {
      user   = "{id}"
      status = "Inactive"
    }`),
};

const INACTIVE_KEY = dedented(`
  # Without the import where Terraform made the key
  import {
    to = aws_iam_access_key.this
    id = "{evidence.accessKeyId}"
  }

  resource "aws_iam_access_key" "this" {
    user   = "{id}"
    status = "Inactive"
  }`);

const inactiveKeys = (keys: string): string =>
  dedented(`
    # Without the import where Terraform made the keys
    import {
      for_each = toset(${keys})
      to       = aws_iam_access_key.this[each.value]
      id       = each.value
    }

    resource "aws_iam_access_key" "this" {
      for_each = toset(${keys})
      user     = "{id}"
      status   = "Inactive"
    }`);
