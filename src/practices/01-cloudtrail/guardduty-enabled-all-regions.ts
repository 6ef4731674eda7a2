import { unreadAmong } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html */
export const guarddutyEnabledAllRegions = defineCheck({
  id: 'guardduty-enabled-all-regions',
  title: 'GuardDuty watches the region',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::::Region',
  reads: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
  changedBy: ['guardduty:DeleteDetector', 'guardduty:UpdateDetector'],
  controls: [
    'aws-fsbp:GuardDuty.1',
    'nist-800-53-r5:AC-2(12)(a)',
    'nist-800-53-r5:AC-2g',
    'nist-800-53-r5:AU-6(1)',
    'nist-800-53-r5:CA-7',
    'nist-800-53-r5:SC-5(3)(a)',
    'nist-800-53-r5:SC-7(9)(a)',
    'nist-800-53-r5:SI-4a',
    'nist-800-53-r5:SI-4a.1',
    'nist-800-53-r5:SI-4a.2',
    'nist-800-53-r5:SI-4b',
    'nist-800-53-r5:SI-4c',
    'nist-800-53-r5:SI-4d',
    'nist-800-53-r5:SI-4(2)',
    'nist-800-53-r5:SI-4(4)(b)',
    'nist-800-53-r5:SI-4(13)(a)',
    'nist-csf-2.0:ID.RA-03',
    'nist-csf-2.0:DE.CM-01',
    'nist-csf-2.0:DE.CM-09',
    'nist-csf-2.0:DE.AE-02',
    'pci-dss-4.0:10.4.1.1',
    'pci-dss-4.0:11.5.1',
    'pci-dss-4.0:11.5.1.1',
    'pci-dss-4.0:A3.5.1',
    'iso-27001-2022:A.5.25',
    'iso-27001-2022:A.8.16',
    'soc-2:CC6.8',
    'soc-2:CC7.2',
    'soc-2:CC7.3',
    'hipaa:164.308(a)(6)(ii)',
  ],
  equivalents: ['prowler:guardduty_is_enabled', 'config:guardduty-enabled-centralized'],
  rationale:
    'Intruders prefer regions that nobody uses; GuardDuty notices stolen credentials and mining there.',
  remediation:
    'Enable GuardDuty in every region, best for the whole organisation by a delegated administrator.',
  fix: {
    cli: dedented(`
      # A suspended detector is resumed. Where there is none, create it
      aws guardduty update-detector --detector-id {evidence.detectors[].id} --enable --region {region}
      aws guardduty create-detector --enable --region {region}`),
    terraform: dedented(`
      # With a provider of {region}
      resource "aws_guardduty_detector" "this" {
        enable = true
      }`),
  },
  evaluate(region, { inventory }) {
    const { account, id } = region;
    const listed = inventory.all('AWS::GuardDuty::Detector', { account, region: id });
    if (listed.status === 'unread') return unknown(listed);
    const details = listed.value.map(({ detail }) => detail);
    const statuses = details.map((each) => (each.status === 'read' ? each.value.status : 'unread'));
    const evidence = {
      detectors: listed.value.map((each, index) => ({ id: each.id, status: statuses[index] })),
    };
    if (statuses.includes('ENABLED')) return pass(`GuardDuty is enabled in ${id}.`, evidence);
    const missing = unreadAmong(details);
    if (missing.length > 0) return unknown(missing, evidence);
    return listed.value.length > 0
      ? fail(`GuardDuty is suspended in ${id}.`, evidence)
      : fail(`GuardDuty is not enabled in ${id}.`, evidence);
  },
});
