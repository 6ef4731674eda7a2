import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** Reversible first: what is inactive or denied can be given back while its owner may still ask for it. */
export const IDLE_USER_FIX: Fix = {
  cli: dedented(`
    # Make each active key of the first list inactive. AWSDenyAll, which can be detached again, stops what is left
    aws iam list-access-keys --user-name {id}
    aws iam update-access-key --user-name {id} --access-key-id <ACCESS-KEY-ID> --status Inactive
    aws iam attach-user-policy --user-name {id} --policy-arn arn:{partition}:iam::aws:policy/AWSDenyAll
    # Once nobody asks for the user, which must have no password, key, device, policy and group left: aws iam delete-user --user-name {id}`),
  terraform: dedented(`
    resource "aws_iam_user_policy_attachment" "deny" {
      user       = "{id}"
      policy_arn = "arn:{partition}:iam::aws:policy/AWSDenyAll"
    }

    # Once nobody asks for the user, delete its aws_iam_user from the configuration, where Terraform made it`),
};

export const IDLE_ROLE_FIX: Fix = {
  cli: dedented(`
    # Denied everything, which can be detached again, the role shows who misses it. One of IAM Identity Center goes with its permission set
    aws iam attach-role-policy --role-name {id} --policy-arn arn:{partition}:iam::aws:policy/AWSDenyAll
    # Once nobody does, and it has no policy and instance profile left: aws iam delete-role --role-name {id}`),
  terraform: dedented(`
    resource "aws_iam_role_policy_attachment" "deny" {
      role       = "{id}"
      policy_arn = "arn:{partition}:iam::aws:policy/AWSDenyAll"
    }

    # Once nobody asks for the role, delete its aws_iam_role from the configuration, where Terraform made it`),
};
