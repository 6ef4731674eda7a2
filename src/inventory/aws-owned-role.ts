import type { Role } from '../model/resources/iam.ts';

/**
 * Made by an AWS service for itself, which alone may alter or assume it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export function isServiceLinked({ path }: Role): boolean {
  return path.startsWith('/aws-service-role/');
}

/** A permission set of IAM Identity Center: https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html */
export function isIdentityCenterRole({ path }: Role): boolean {
  return path.startsWith('/aws-reserved/sso.amazonaws.com/');
}
