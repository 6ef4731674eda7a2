import { rotationInterval } from '../../inventory/rotation-interval.ts';
import { daysBetween } from '../../model/days.ts';
import { mapReading, type Reading } from '../../model/reading.ts';
import type { Secret } from '../../model/resources/data-stores.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const CALL = 'secretsmanager:ListSecrets';

/**
 * The next date is the latest at which AWS rotates; it lies in the past only while rotation fails.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html (NextRotationDate)
 */
export const secretRotationSucceeding = defineCheck({
  id: 'secret-rotation-succeeding',
  title: 'Rotation of secrets succeeds on schedule',
  practice: 8,
  severity: 'high',
  resource: 'AWS::SecretsManager::Secret',
  reads: [CALL],
  controls: [
    'aws-fsbp:SecretsManager.2',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:IA-5f',
    'pci-dss-4.0:8.6.3',
    'iso-27001-2022:A.5.17',
  ],
  equivalents: ['config:secretsmanager-scheduled-rotation-success-check'],
  rationale:
    'Rotation that is on and fails looks safe, while the old password stays valid for whoever holds it.',
  remediation:
    "Read the rotation function's log, mend it (network, permissions, the database's user), and rotate at once.",
  fix: {
    cli: dedented(`
      # Once the cause in the log of the rotation function is mended. What keeps the value in memory must fetch the new one
      aws secretsmanager describe-secret --secret-id {arn} --region {region}
      aws secretsmanager rotate-secret --secret-id {arn} --region {region}`),
    terraform: dedented(`
      # Once the cause in the log of the rotation function is mended
      resource "aws_secretsmanager_secret_rotation" "this" {
        secret_id           = "{arn}"
        rotation_lambda_arn = "<FUNCTION-ARN>"
        rotate_immediately  = true
        rotation_rules {
          automatically_after_days = {evidence.rotationRules.automaticallyAfterDays}
        }
      }`),
  },
  evaluate(secret, { asOf }) {
    const replica = secret.primaryRegion !== null && secret.primaryRegion !== secret.region;
    if (!secret.rotationEnabled || secret.deletedDate || replica) return notApplicable();
    const { nextRotationDate, lastRotatedDate } = secret;
    const overdue = daysOverdue(secret, asOf);
    if (overdue.status === 'unread') return unknown(overdue, { nextRotationDate, lastRotatedDate });
    const evidence = { nextRotationDate, lastRotatedDate, rotationRules: secret.rotationRules };
    const last = lastRotatedDate ? `last rotated on ${lastRotatedDate.slice(0, 10)}` : 'never rotated';
    return overdue.value > 0
      ? fail(`Rotation of secret ${secret.id} is overdue: ${last}.`, evidence)
      : pass(`Secret ${secret.id} rotates on schedule: ${last}.`, evidence);
  },
});

/** Days past the next date, at least one once it has passed; without a date, past the interval since the last rotation. */
function daysOverdue(secret: Secret, asOf: string): Reading<number> {
  const { nextRotationDate, lastRotatedDate, createdDate } = secret;
  if (nextRotationDate) return mapReading(daysBetween(asOf, nextRotationDate, CALL), (left) => -left);
  const interval = rotationInterval(secret);
  if (interval.status === 'unread') return interval;
  const since = daysBetween(lastRotatedDate ?? createdDate, asOf, CALL);
  return mapReading(since, (days) => days - interval.value);
}
