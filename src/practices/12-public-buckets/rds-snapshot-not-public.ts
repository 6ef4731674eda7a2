import { parseArn } from '../../model/arn.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html */
export const rdsSnapshotNotPublic = defineCheck({
  id: 'rds-snapshot-not-public',
  title: 'The database snapshot is not public',
  practice: 12,
  severity: 'critical',
  resource: 'AWS::RDS::DBSnapshot',
  reads: [
    'rds:DescribeDBSnapshots',
    'rds:DescribeDBClusterSnapshots',
    'rds:DescribeDBSnapshotAttributes',
    'rds:DescribeDBClusterSnapshotAttributes',
  ],
  changedBy: ['rds:ModifyDBSnapshotAttribute', 'rds:ModifyDBClusterSnapshotAttribute'],
  controls: [
    'aws-fsbp:RDS.1',
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
  equivalents: ['prowler:rds_snapshots_public_access', 'config:rds-snapshots-public-prohibited'],
  rationale: 'Anybody with an AWS account can restore a public snapshot and read the whole database.',
  remediation: 'Remove "all" from the accounts that may restore the snapshot.',
  fix: {
    cli: dedented(`
      # Accounts that need it can be added by their ids
      aws rds modify-db-snapshot-attribute --db-snapshot-identifier {id} --attribute-name restore --values-to-remove all --region {region}
      # The snapshot of an Aurora cluster: aws rds modify-db-cluster-snapshot-attribute --db-cluster-snapshot-identifier {id} --attribute-name restore --values-to-remove all --region {region}`),
    terraform: dedented(`
      # A cluster's is an aws_db_cluster_snapshot
      resource "aws_db_snapshot" "this" {
        db_snapshot_identifier = "{id}"
        shared_accounts        = []
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, arn, account, restoreAccounts, encrypted }) {
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    if (restoreAccounts.status === 'unread') return unknown(restoreAccounts);
    const evidence = { snapshot: arn, encrypted, restoreAccounts: restoreAccounts.value };
    return restoreAccounts.value.includes('all')
      ? fail(`Database snapshot ${id} is public.`, evidence)
      : pass(`Database snapshot ${id} is not public.`, evidence);
  },
});
