import { parseArn } from '../../model/arn.ts';
import { mapReading, type Reading, read, thenReading } from '../../model/reading.ts';
import type { Snapshot } from '../../model/resources/ec2.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/**
 * With `block-all-sharing` a snapshot keeps its public permission, and yet nobody outside can use it.
 * https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
 */
export const ebsSnapshotNotPublic = defineCheck({
  id: 'ebs-snapshot-not-public',
  title: 'The EBS snapshot is not public',
  practice: 12,
  severity: 'critical',
  resource: 'AWS::EC2::Snapshot',
  reads: ['ec2:DescribeSnapshots', 'ec2:DescribeSnapshotAttribute', 'ec2:GetSnapshotBlockPublicAccessState'],
  controls: [
    'aws-fsbp:EC2.1',
    'nist-800-53-r5:ac_2_6',
    'nist-800-53-r5:ac_3',
    'nist-800-53-r5:ac_3_7',
    'nist-800-53-r5:ac_4_21',
    'nist-800-53-r5:ac_6',
    'nist-800-53-r5:ac_17_b',
    'nist-800-53-r5:ac_17_1',
    'nist-800-53-r5:ac_17_4_a',
    'nist-800-53-r5:ac_17_9',
    'nist-800-53-r5:ac_17_10',
    'nist-800-53-r5:mp_2',
    'nist-800-53-r5:sc_7_2',
    'nist-800-53-r5:sc_7_3',
    'nist-800-53-r5:sc_7_7',
    'nist-800-53-r5:sc_7_9_a',
    'nist-800-53-r5:sc_7_11',
    'nist-800-53-r5:sc_7_12',
    'nist-800-53-r5:sc_7_16',
    'nist-800-53-r5:sc_7_20',
    'nist-800-53-r5:sc_7_21',
    'nist-800-53-r5:sc_7_24_b',
    'nist-800-53-r5:sc_7_25',
    'nist-800-53-r5:sc_7_26',
    'nist-800-53-r5:sc_7_27',
    'nist-800-53-r5:sc_7_28',
    'nist-800-53-r5:sc_7_a',
    'nist-800-53-r5:sc_7_b',
    'nist-800-53-r5:sc_7_c',
    'nist-800-53-r5:sc_25',
    'iso-27001-2022:A.8.1',
    'soc-2:cc_6_6',
  ],
  equivalents: ['prowler:ec2_ebs_public_snapshot', 'config:ebs-snapshot-public-restorable-check'],
  rationale: 'Anybody with an AWS account can make a volume of a public snapshot and read the whole disk.',
  remediation:
    'Remove `all` from the permissions to create volumes, and turn on Block Public Access for EBS snapshots.',
  evaluate(snapshot, { inventory }) {
    const { id, arn, account, region } = snapshot;
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    const defaults = inventory.one('AWS::EC2::AccountDefaults', account, region);
    const blocked = thenReading(defaults, ({ snapshotBlockPublicAccess: state }) =>
      thenReading(state, (value) => read(value === 'block-all-sharing')),
    );
    const open = publicPermission(snapshot);
    const isPublic = open.status === 'read' ? open.value : null;
    const evidence = {
      snapshot: arn,
      public: isPublic,
      blockAllSharing: blocked.status === 'read' ? blocked.value : null,
    };
    if (isPublic === false) return pass(`Snapshot ${id} is not shared with everybody.`, evidence);
    if (blocked.status === 'read' && blocked.value)
      return pass(`All public sharing of snapshots is blocked in ${region}, ${id} included.`, evidence);
    if (isPublic === null || blocked.status === 'unread') return unknown([open, blocked], evidence);
    return fail(`Snapshot ${id} is public.`, evidence);
  },
});

/** One call tells it for a whole region; the snapshot's own permissions say the same. */
function publicPermission(snapshot: Snapshot): Reading<boolean> {
  const permissions = mapReading(snapshot.createVolumePermissions, (who) => who.includes('all'));
  return snapshot.public.status === 'unread' && permissions.status === 'read' ? permissions : snapshot.public;
}
