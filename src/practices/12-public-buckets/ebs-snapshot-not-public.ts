import { parseArn } from '../../model/arn.ts';
import { mapReading, type Reading, read, thenReading } from '../../model/reading.ts';
import type { Snapshot } from '../../model/resources/ec2.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
  changedBy: ['ec2:ModifySnapshotAttribute', 'ec2:DisableSnapshotBlockPublicAccess'],
  controls: [
    'aws-fsbp:EC2.1',
    'nist-800-53-r5:AC-3',
    'nist-800-53-r5:CP-9d',
    'nist-csf-2.0:PR.AA-05',
    'nist-csf-2.0:PR.DS-01',
    'pci-dss-4.0:1.4.4',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'iso-27001-2022:A.8.12',
    'soc-2:CC6.1',
    'soc-2:CC6.7',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: ['prowler:ec2_ebs_public_snapshot', 'config:ebs-snapshot-public-restorable-check'],
  rationale: 'Anybody with an AWS account can make a volume of a public snapshot and read the whole disk.',
  remediation:
    'Remove "all" from the permissions to create volumes, and turn on Block Public Access for EBS snapshots.',
  fix: {
    cli: dedented(`
      # Accounts that need it can be added by their ids
      aws ec2 modify-snapshot-attribute --snapshot-id {id} --attribute createVolumePermission --operation-type remove --group-names all --region {region}
      # Against the next one, for all snapshots of the region
      aws ec2 enable-snapshot-block-public-access --state block-new-sharing --region {region}`),
    terraform: dedented(`
      # Takes the public permission of all snapshots of the region out of force
      resource "aws_ebs_snapshot_block_public_access" "this" {
        state = "block-all-sharing"
      }`),
  },
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
