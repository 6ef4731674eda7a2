import { parseArn } from '../../model/arn.ts';
import { defineCheck, notApplicable } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { SHARING_CONTROLS, sharingOutcome } from '../sharing-outcome.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html */
export const rdsSnapshotNoExternalAccess = defineCheck({
  id: 'rds-snapshot-no-external-access',
  title: 'The database snapshot is shared with known accounts only',
  practice: 12,
  severity: 'high',
  resource: 'AWS::RDS::DBSnapshot',
  reads: [
    'rds:DescribeDBSnapshots',
    'rds:DescribeDBClusterSnapshots',
    'rds:DescribeDBSnapshotAttributes',
    'rds:DescribeDBClusterSnapshotAttributes',
    ...ORGANIZATION_READS,
  ],
  changedBy: ['rds:ModifyDBSnapshotAttribute', 'rds:ModifyDBClusterSnapshotAttribute'],
  controls: SHARING_CONTROLS,
  equivalents: [],
  rationale:
    'Whoever a snapshot is shared with can restore it, read the whole database, and keep a copy of it.',
  remediation:
    'Take the account out of those that may restore the snapshot, or add it to trustedAccounts in rampart.yaml if it is known.',
  fix: {
    cli: dedented(`
      aws rds modify-db-snapshot-attribute --db-snapshot-identifier {id} --attribute-name restore --values-to-remove {evidence.outsiders} --region {region}
      # The snapshot of an Aurora cluster: aws rds modify-db-cluster-snapshot-attribute --db-cluster-snapshot-identifier {id} --attribute-name restore --values-to-remove {evidence.outsiders} --region {region}`),
    terraform: dedented(`
      # A cluster's is an aws_db_cluster_snapshot
      resource "aws_db_snapshot" "this" {
        db_snapshot_identifier = "{id}"
        shared_accounts        = ["<ACCOUNT-ID-TO-KEEP>"]
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, arn, account, restoreAccounts }, context) {
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    return sharingOutcome(context, `Database snapshot ${id}`, account, restoreAccounts);
  },
});
