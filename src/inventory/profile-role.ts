import { mapReading, type Reading, read, unread } from '../model/reading.ts';
import type { InstanceProfile } from '../model/resources/iam.ts';
import { escalationsOf, type Judged } from './escalations-of.ts';
import type { Inventory } from './inventory.ts';

/**
 * The role of an instance profile, which holds one at most, as it was judged; null: it has none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
 */
export function profileRole(
  inventory: Inventory,
  { roleArns: [arn] }: InstanceProfile,
  asOf: string,
): Reading<Judged | null> {
  if (arn === undefined) return read(null);
  const judged = escalationsOf(inventory, asOf).get(arn);
  if (judged) return read(judged);
  const role = mapReading(inventory.byArn('AWS::IAM::Role', arn), () => null);
  return role.status === 'unread'
    ? role
    : unread('iam:GetAccountAuthorizationDetails', `NotListed: the role ${arn} is not among the answers`);
}
