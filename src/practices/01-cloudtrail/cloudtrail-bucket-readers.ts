import type { PrincipalView } from '../../iam/index.ts';
import { outsideReaders } from '../../inventory/outside-readers.ts';
import { trailBucket } from '../../inventory/trail-bucket.ts';
import { trailReaders } from '../../inventory/trail-readers.ts';
import { globMatches } from '../../model/glob.ts';
import { BUCKET_ACCESS_CHANGES } from '../changes/bucket-changes.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { TRAIL_READERS_FIX } from '../fix/log-writers-fix.ts';
import { PUBLIC_BUCKET_READS } from '../public-bucket-outcome.ts';
import {
  doubted,
  type Holder,
  heldByOutcome,
  isAdministrator,
  TRAIL_WRITE_READS,
} from '../writers-outcome.ts';

/**
 * By all policies of a principal and those of bucket and key, in accounts that were read, and whom the bucket's policy
 * names of others. Services aside.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export const cloudtrailBucketReaders = defineCheck({
  id: 'cloudtrail-bucket-readers',
  title: "Administrators and the configured readers alone read the trail's files",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: [...new Set([...TRAIL_WRITE_READS, ...PUBLIC_BUCKET_READS, 'kms:ListGrants'])],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_ACCESS_CHANGES, ...RIGHT_CHANGES],
  controls: [
    'nist-800-53-r5:AU-9a',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:10.3.1',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: [],
  rationale:
    'The files tell an intruder who does what, from where, and what nobody watches. Few need to read them.',
  remediation:
    "Take s3:GetObject on the trail's files from everybody else, or name those who are meant to read them as trailReaders in rampart.yaml.",
  fix: TRAIL_READERS_FIX,
  evaluate(trail, { inventory, settings, asOf }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const isNamed = (arn: string): boolean => settings.trailReaders.some((glob) => globMatches(glob, arn));
    const who = (principal: PrincipalView): boolean =>
      !isNamed(principal.arn) && !isAdministrator(principal, inventory, settings, asOf);
    const inside = trailReaders(inventory, trail, bucket.value, { asOf, mfa: true, who });
    const outside = outsideReaders(inventory, bucket.value, trail);
    const found: readonly Holder[] = [
      ...outside.found
        .filter(({ arn }) => !isNamed(arn))
        .map(({ arn, name, allowed, doubts }) => ({
          principal: { arn, name },
          actions: [allowed.request.action],
          allowed: [allowed],
          doubts,
        })),
      ...inside.found.map((each) => doubted(each, inventory, asOf)),
    ];
    return heldByOutcome(found, [...inside.missing, ...outside.missing], {
      failure: (names) => `${names} may read the files of trail ${trail.id} without being meant to.`,
      evidence: { bucket: bucket.value.arn },
      success: `Administrators and configured readers alone may read the files of trail ${trail.id}.`,
    });
  },
});
