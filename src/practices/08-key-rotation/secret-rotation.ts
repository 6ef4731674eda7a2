import { rotationInterval } from '../../inventory/rotation-interval.ts';
import type { Secret } from '../../model/resources/data-stores.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Owners whose secrets can rotate; what other services keep here for themselves has no rotation to turn on.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
 */
const ROTATING_OWNERS = new Set(['rds', 'redshift', 'docdb', 'ecs-sc']);

/** A replica has the value of its primary, which is judged in its own region. */
export const secretRotation = defineCheck({
  id: 'secret-rotation',
  title: 'Secrets rotate automatically and often enough',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::SecretsManager::Secret',
  reads: ['secretsmanager:ListSecrets'],
  changedBy: ['secretsmanager:CreateSecret', 'secretsmanager:CancelRotateSecret'],
  controls: ['aws-fsbp:SecretsManager.1', 'nist-800-53-r5:IA-5f', 'pci-dss-4.0:8.6.3'],
  equivalents: [
    'prowler:secretsmanager_automatic_rotation_enabled',
    'config:secretsmanager-rotation-enabled-check',
  ],
  rationale: 'A password that never changes stays useful to everybody who ever read it.',
  remediation:
    'Configure rotation for the secret: managed where the owning service offers it, else a rotation function.',
  fix: {
    cli: dedented(`
      # What uses the secret must fetch it anew, for the function changes it. A secret of another AWS service rotates by itself without the function
      aws secretsmanager rotate-secret --secret-id {arn} --rotation-lambda-arn <FUNCTION-ARN> --rotation-rules AutomaticallyAfterDays={evidence.maxDays} --no-rotate-immediately --region {region}`),
    terraform: dedented(`
      # What uses the secret must fetch it anew, for the function changes it
      resource "aws_secretsmanager_secret_rotation" "this" {
        secret_id           = "{arn}"
        rotation_lambda_arn = "<FUNCTION-ARN>"
        rotate_immediately  = false
        rotation_rules {
          automatically_after_days = {evidence.maxDays}
        }
      }`),
  },
  evaluate(secret, { settings }) {
    if (secret.deletedDate || isReplica(secret)) return notApplicable();
    const evidence = {
      rotationEnabled: secret.rotationEnabled,
      rotationRules: secret.rotationRules,
      owningService: secret.owningService,
      maxDays: settings.secretRotationDays,
    };
    if (!secret.rotationEnabled) {
      if (secret.owningService && !ROTATING_OWNERS.has(secret.owningService)) return notApplicable();
      return fail(`Secret ${secret.id} does not rotate automatically.`, evidence);
    }
    const interval = rotationInterval(secret);
    if (interval.status === 'unread') return unknown(interval, evidence);
    const summary = `Secret ${secret.id} rotates every ${days(interval.value)}; the limit is ${days(settings.secretRotationDays)}.`;
    return interval.value > settings.secretRotationDays ? fail(summary, evidence) : pass(summary, evidence);
  },
});

function isReplica({ primaryRegion, region }: Secret): boolean {
  return primaryRegion !== null && primaryRegion !== region;
}

function days(count: number): string {
  return count < 1 ? `${Math.round(count * 24)} hours` : `${Math.round(count)} days`;
}
