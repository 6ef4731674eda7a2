import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html */
export const cloudtrailTrailLogFileValidation = defineCheck({
  id: 'cloudtrail-trail-log-file-validation',
  title: 'The trail signs digests of its log files',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails'],
  changedBy: TRAIL_CHANGES,
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
    'nist-800-53-r5:AU-9(3)',
    'nist-800-53-r5:AU-10',
    'nist-800-53-r5:SI-7a',
    'nist-800-53-r5:SI-7(1)',
    'nist-csf-2.0:RS.AN-07',
    'pci-dss-4.0:10.3.4',
    'iso-27001-2022:A.5.28',
    'iso-27001-2022:A.5.33',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: [
    'prowler:cloudtrail_log_file_validation_enabled',
    'config:cloud-trail-log-file-validation-enabled',
  ],
  rationale:
    'Without signed digests nobody can tell whether log files were changed or removed after an intrusion.',
  remediation: 'Enable log file validation on the trail.',
  fix: {
    cli: 'aws cloudtrail update-trail --name {arn} --enable-log-file-validation --region {region}',
    terraform: dedented(`
      resource "aws_cloudtrail" "this" {
        name                       = "{id}"
        enable_log_file_validation = true
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail) {
    const evidence = { logFileValidationEnabled: trail.logFileValidationEnabled };
    return trail.logFileValidationEnabled
      ? pass(`Trail ${trail.id} signs digests of its log files.`, evidence)
      : fail(`Trail ${trail.id} does not validate its log files.`, evidence);
  },
});
