import { parseArn } from '../../model/arn.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

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
  controls: [
    'aws-fsbp:RDS.1',
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
    'pci-dss-4.0:10.3.2.16',
    'pci-dss-4.0:3.5.1.3.21',
    'pci-dss-4.0:A1.1.2.12',
    'pci-dss-4.0:A3.4.1.14',
    'iso-27001-2022:A.8.1',
  ],
  equivalents: ['prowler:rds_snapshots_public_access', 'config:rds-snapshots-public-prohibited'],
  rationale: 'Anybody with an AWS account can restore a public snapshot and read the whole database.',
  remediation: 'Remove `all` from the accounts that may restore the snapshot.',
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
