import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html */
export const securityhubEnabled = defineCheck({
  id: 'securityhub-enabled',
  title: 'Security Hub is enabled in the region',
  practice: 1,
  severity: 'low',
  resource: 'AWS::::Region',
  reads: ['securityhub:DescribeHub'],
  changedBy: ['securityhub:DisableSecurityHub'],
  controls: [
    'cis-aws-1.5.0:4.16',
    'cis-aws-2.0.0:4.16',
    'cis-aws-3.0.0:4.16',
    'cis-aws-4.0.0:4.16',
    'cis-aws-5.0.0:4.16',
    'cis-aws-6.0.0:5.16',
    'cis-aws-7.0.0:5.16',
  ],
  equivalents: ['prowler:securityhub_enabled', 'config:securityhub-enabled'],
  rationale: 'Findings of GuardDuty, Inspector and others stay apart, and one of many is easily missed.',
  remediation:
    'Enable Security Hub in every region, best for the whole organisation by a delegated administrator.',
  fix: {
    cli: 'aws securityhub enable-security-hub --enable-default-standards --region {region}',
    terraform: dedented(`
      # With a provider of {region}
      resource "aws_securityhub_account" "this" {}`),
  },
  evaluate(region, { inventory }) {
    const { account, id } = region;
    const reading = inventory.one('AWS::SecurityHub::Hub', account, id);
    if (reading.status === 'unread') return unknown(reading);
    const { hub, enabledStandards } = reading.value;
    if (!hub) return fail(`Security Hub is not enabled in ${id}.`, { hub: null });
    const standards = enabledStandards.status === 'read' ? enabledStandards.value : null;
    return pass(`Security Hub is enabled in ${id}.`, { hub: hub.hubArn, standards });
  },
});
