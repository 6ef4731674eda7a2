import { parseArn } from '../model/arn.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';

/** `aws`, `aws-cn`, `aws-us-gov`: that of the account, or what the ARN says. */
export function partitionOf({ account, resource }: Finding, { accounts }: Assessment): string {
  const known = accounts.find((each) => each.account === account)?.partition;
  return known ?? parseArn(resource.arn)?.partition ?? 'aws';
}
