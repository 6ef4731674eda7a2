import { defineCheck, fail, pass } from '../check.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html */
export const cloudtrailTrailLogFileValidation = defineCheck({
  id: 'cloudtrail-trail-log-file-validation',
  title: 'The trail signs digests of its log files',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails'],
  controls: [
    'cis-aws-1.4.0:3.2',
    'cis-aws-1.5.0:3.2',
    'cis-aws-2.0.0:3.2',
    'cis-aws-3.0.0:3.2',
    'cis-aws-4.0.0:3.2',
    'cis-aws-5.0.0:3.2',
    'cis-aws-6.0.0:4.2',
    'cis-aws-7.0.0:4.2',
    'aws-fsbp:CloudTrail.4',
    'nist-800-53-r5:au_9_a',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:pm_11_b',
    'nist-800-53-r5:pm_17_b',
    'nist-800-53-r5:sa_1_1',
    'nist-800-53-r5:sa_10_1',
    'nist-800-53-r5:sc_16_1',
    'nist-800-53-r5:si_1_a_2',
    'nist-800-53-r5:si_4_d',
    'nist-800-53-r5:si_7_1',
    'nist-800-53-r5:si_7_3',
    'nist-800-53-r5:si_7_7',
    'nist-800-53-r5:si_7_a',
    'pci-dss-4.0:10.3.2.5',
    'pci-dss-4.0:10.3.3.7',
    'pci-dss-4.0:10.3.4.6',
    'pci-dss-4.0:A1.2.1.12',
    'iso-27001-2022:A.8.15',
    'iso-27001-2022:A.8.16',
    'soc-2:cc_7_3',
    'soc-2:pi_1_3',
  ],
  equivalents: [
    'prowler:cloudtrail_log_file_validation_enabled',
    'config:cloud-trail-log-file-validation-enabled',
  ],
  rationale:
    'Without signed digests nobody can tell whether log files were changed or removed after an intrusion.',
  remediation: 'Enable log file validation on the trail.',
  evaluate(trail) {
    const evidence = { logFileValidationEnabled: trail.logFileValidationEnabled };
    return trail.logFileValidationEnabled
      ? pass(`Trail ${trail.id} signs digests of its log files.`, evidence)
      : fail(`Trail ${trail.id} does not validate its log files.`, evidence);
  },
});
