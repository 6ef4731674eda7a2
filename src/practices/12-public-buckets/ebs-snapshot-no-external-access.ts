import { parseArn } from '../../model/arn.ts';
import { read, thenReading } from '../../model/reading.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { SHARING_CONTROLS, sharingOutcome } from '../sharing-outcome.ts';

/**
 * With `block-all-sharing` everybody's permission is out of force, and those of accounts are not.
 * https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
 */
export const ebsSnapshotNoExternalAccess = defineCheck({
  id: 'ebs-snapshot-no-external-access',
  title: 'The EBS snapshot is shared with known accounts only',
  practice: 12,
  severity: 'high',
  resource: 'AWS::EC2::Snapshot',
  reads: [
    'ec2:DescribeSnapshots',
    'ec2:DescribeSnapshotAttribute',
    'ec2:GetSnapshotBlockPublicAccessState',
    ...ORGANIZATION_READS,
  ],
  changedBy: ['ec2:ModifySnapshotAttribute', 'ec2:DisableSnapshotBlockPublicAccess'],
  controls: SHARING_CONTROLS,
  equivalents: [],
  rationale:
    'Whoever a snapshot is shared with can make a volume of it, read the whole disk, and keep a copy of it.',
  remediation:
    'Take the account out of the permissions to create volumes, or add it to trustedAccounts in rampart.yaml if it is known.',
  fix: {
    cli: dedented(`
      # Everybody, if it is shared with all, is for the fix of ebs-snapshot-not-public
      aws ec2 describe-snapshot-attribute --snapshot-id {id} --attribute createVolumePermission --region {region}
      aws ec2 modify-snapshot-attribute --snapshot-id {id} --attribute createVolumePermission --operation-type remove --user-ids {evidence.accounts[]} --region {region}`),
    terraform: dedented(`
      # Delete the other aws_snapshot_create_volume_permission of {id} from the configuration, with {evidence.outsiders}
      resource "aws_snapshot_create_volume_permission" "this" {
        snapshot_id = "{id}"
        account_id  = "<ACCOUNT-ID-TO-KEEP>"
      }`),
  },
  evaluate({ id, arn, account, region, createVolumePermissions: shared }, context) {
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    const name = `Snapshot ${id}`;
    if (shared.status === 'unread' || !shared.value.includes('all'))
      return sharingOutcome(context, name, account, shared);
    const defaults = context.inventory.one('AWS::EC2::AccountDefaults', account, region);
    const blocked = thenReading(defaults, (each) => each.snapshotBlockPublicAccess);
    const named = read(shared.value.filter((each) => each !== 'all'));
    const ofAccounts = sharingOutcome(context, name, account, named);
    if (ofAccounts.status === 'fail') return ofAccounts;
    if (blocked.status === 'unread') return unknown(blocked);
    return blocked.value === 'block-all-sharing'
      ? ofAccounts
      : sharingOutcome(context, name, account, shared);
  },
});
