import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html */
export const securityhubEnabled = defineCheck({
  id: 'securityhub-enabled',
  title: 'Security Hub is enabled in the region',
  practice: 1,
  severity: 'low',
  resource: 'AWS::::Region',
  reads: ['securityhub:DescribeHub'],
  controls: [
    'cis-aws-1.5.0:4.16',
    'cis-aws-2.0.0:4.16',
    'cis-aws-3.0.0:4.16',
    'cis-aws-4.0.0:4.16',
    'cis-aws-5.0.0:4.16',
    'cis-aws-6.0.0:5.16',
    'cis-aws-7.0.0:5.16',
    'nist-800-53-r5:au_6_1',
    'nist-800-53-r5:au_6_5',
    'nist-800-53-r5:au_12_3',
    'nist-800-53-r5:au_14_a',
    'nist-800-53-r5:au_14_b',
    'nist-800-53-r5:ca_2_d',
    'nist-800-53-r5:ca_7',
    'nist-800-53-r5:ca_7_b',
    'nist-800-53-r5:pm_14_a_1',
    'nist-800-53-r5:pm_14_b',
    'nist-800-53-r5:pm_31',
    'pci-dss-4.0:10.2.1.1.31',
    'pci-dss-4.0:10.4.1.1.5',
    'pci-dss-4.0:10.4.1.4',
    'pci-dss-4.0:10.4.2.5',
    'pci-dss-4.0:10.6.3.36',
    'pci-dss-4.0:10.7.1.6',
    'pci-dss-4.0:10.7.2.6',
    'pci-dss-4.0:A3.3.1.9',
    'pci-dss-4.0:A3.5.1.9',
    'iso-27001-2022:A.5.1',
    'iso-27001-2022:A.8.23',
    'soc-2:cc_3_1',
    'soc-2:cc_6_8',
    'soc-2:cc_7_1',
    'soc-2:cc_7_2',
    'soc-2:cc_7_3',
    'soc-2:cc_7_4',
  ],
  equivalents: ['prowler:securityhub_enabled', 'config:securityhub-enabled'],
  rationale: 'Findings of GuardDuty, Inspector and others stay apart, and one of many is easily missed.',
  remediation:
    'Enable Security Hub in every region, best for the whole organisation by a delegated administrator.',
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
