import { unreadAmong } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html */
export const guarddutyEnabledAllRegions = defineCheck({
  id: 'guardduty-enabled-all-regions',
  title: 'GuardDuty watches the region',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::::Region',
  reads: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
  controls: [
    'aws-fsbp:GuardDuty.1',
    'nist-800-53-r5:ac_2_12_a',
    'nist-800-53-r5:ac_3_12_b',
    'nist-800-53-r5:au_3_1',
    'nist-800-53-r5:au_6_1',
    'nist-800-53-r5:au_6_5',
    'nist-800-53-r5:au_12_3',
    'nist-800-53-r5:au_14_a',
    'nist-800-53-r5:au_14_b',
    'nist-800-53-r5:ca_2_d',
    'nist-800-53-r5:ca_7',
    'nist-800-53-r5:ca_7_b',
    'nist-800-53-r5:cm_8_3_a',
    'nist-800-53-r5:pe_6_2',
    'nist-800-53-r5:pe_6_4',
    'nist-800-53-r5:pm_14_a_1',
    'nist-800-53-r5:pm_14_b',
    'nist-800-53-r5:pm_16',
    'nist-800-53-r5:pm_31',
    'nist-800-53-r5:ra_1_a',
    'nist-800-53-r5:ra_1_a_1',
    'nist-800-53-r5:ra_1_a_2',
    'nist-800-53-r5:ra_3_4',
    'nist-800-53-r5:ra_3_a_1',
    'nist-800-53-r5:ra_5_a',
    'nist-800-53-r5:ra_5_4',
    'nist-800-53-r5:ra_10_a',
    'nist-800-53-r5:ra_10_a_1',
    'nist-800-53-r5:ra_10_a_2',
    'nist-800-53-r5:sc_5_1',
    'nist-800-53-r5:sc_5_3_a',
    'nist-800-53-r5:sc_5_3_b',
    'nist-800-53-r5:sc_5_a',
    'nist-800-53-r5:sc_5_b',
    'nist-800-53-r5:sc_43_b',
    'nist-800-53-r5:si_3_8_a',
    'nist-800-53-r5:si_4_a',
    'nist-800-53-r5:si_4_a_1',
    'nist-800-53-r5:si_4_a_2',
    'nist-800-53-r5:si_4_b',
    'nist-800-53-r5:si_4_c',
    'nist-800-53-r5:si_4_1',
    'nist-800-53-r5:si_4_2',
    'nist-800-53-r5:si_4_3',
    'nist-800-53-r5:si_4_4_a',
    'nist-800-53-r5:si_4_4_b',
    'nist-800-53-r5:si_4_10',
    'nist-800-53-r5:si_4_13_a',
    'nist-800-53-r5:si_4_14',
    'nist-800-53-r5:si_4_23',
    'nist-800-53-r5:si_4_25',
    'nist-800-53-r5:si_5_1',
    'nist-800-53-r5:si_5_b',
    'pci-dss-4.0:11.5.1.1.2',
    'pci-dss-4.0:11.5.1.2',
    'iso-27001-2022:A.5.19',
    'iso-27001-2022:A.5.21',
    'iso-27001-2022:A.5.25',
    'iso-27001-2022:A.5.28',
    'iso-27001-2022:A.5.29',
    'iso-27001-2022:A.8.7',
    'iso-27001-2022:A.8.9',
    'soc-2:cc_3_1',
    'soc-2:cc_3_2',
    'soc-2:cc_4_2',
    'soc-2:cc_6_8',
    'soc-2:cc_7_1',
    'soc-2:cc_7_2',
    'soc-2:cc_7_3',
    'soc-2:cc_7_4',
  ],
  equivalents: ['prowler:guardduty_is_enabled', 'config:guardduty-enabled-centralized'],
  rationale:
    'Intruders prefer regions that nobody uses; GuardDuty notices stolen credentials and mining there.',
  remediation:
    'Enable GuardDuty in every region, best for the whole organisation by a delegated administrator.',
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
