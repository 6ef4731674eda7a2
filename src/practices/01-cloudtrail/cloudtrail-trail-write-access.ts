import { trailWriteRights } from '../../inventory/trail-rights.ts';
import type { Trail } from '../../model/resources/cloudtrail.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck } from '../check.ts';
import { LOG_WRITERS_FIX, LOG_WRITERS_MFA_FIX } from '../fix/log-writers-fix.ts';
import { TRAIL_WRITE_READS, withoutMfaOutcome, writersOutcome } from '../writers-outcome.ts';

const COMMON = {
  practice: 1,
  severity: 'high',
  resource: 'AWS::CloudTrail::Trail',
  reads: TRAIL_WRITE_READS,
  changedBy: [...RIGHT_CHANGES],
  equivalents: [],
} as const;

/**
 * Stop, delete or change the trail and its selectors; change or delete its files; open, empty or delete its bucket;
 * take the key away. By all policies of a principal and those of bucket and key.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export const cloudtrailTrailWriteAccess = [
  defineCheck({
    ...COMMON,
    id: 'cloudtrail-trail-write-access-admins-only',
    title: 'Administrators alone may stop, change or empty the trail',
    controls: [
      'nist-800-53-r5:AU-9a',
      'nist-800-53-r5:AC-6',
      'nist-csf-2.0:PR.AA-05',
      'pci-dss-4.0:10.3.2',
      'iso-27001-2022:A.8.15',
      'soc-2:CC6.3',
    ],
    rationale:
      'An intruder silences the trail first. Whoever can stop it, change its files or take its key away can be the one through whom he does it.',
    remediation:
      'Take these actions from everybody but administrators, or name those who are meant to have them as administrators in rampart.yaml.',
    fix: LOG_WRITERS_FIX,
    evaluate: (trail, context) => writersOutcome(...asked(trail, context)),
  }),
  defineCheck({
    ...COMMON,
    id: 'cloudtrail-trail-write-access-mfa',
    title: 'Users stop, change or empty the trail with MFA only',
    controls: [
      'nist-800-53-r5:IA-2(1)',
      'nist-csf-2.0:PR.AA-03',
      'pci-dss-4.0:8.4.1',
      'iso-27001-2022:A.8.5',
      'soc-2:CC6.1',
    ],
    rationale:
      'With an access key alone, found in a repository or a log, somebody else switches the record off.',
    remediation:
      'Deny these actions without aws:MultiFactorAuthPresent to users, and ask for it in the trust policies of roles that users assume.',
    fix: LOG_WRITERS_MFA_FIX,
    evaluate: (trail, context) => withoutMfaOutcome(...asked(trail, context)),
  }),
];

function asked(trail: Trail, context: CheckContext): Parameters<typeof writersOutcome> {
  return [trailWriteRights(context.inventory, trail), `stop, change or empty trail ${trail.id}`, context];
}
