import { accountTrails, searchTrails } from '../../inventory/account-trails.ts';
import {
  allOf,
  deliveryState,
  MANAGEMENT_EVENTS_BUT_NOISY_SOURCES,
  recordingState,
  requires,
} from '../../inventory/trail-state.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * One trail must do it all; an organisation's counts for its members. KMS and RDS Data API events may be left out here:
 * `cloudtrail-trail-management-events-complete` asks for them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-multi-region-trails.html
 */
export const cloudtrailAccountMultiRegionTrail = defineCheck({
  id: 'cloudtrail-account-multi-region-trail',
  title: 'A multi-region trail records the management events of the account',
  practice: 1,
  severity: 'critical',
  resource: 'AWS::::Account',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  controls: [
    'cis-aws-1.4.0:3.1',
    'cis-aws-1.5.0:3.1',
    'cis-aws-2.0.0:3.1',
    'cis-aws-3.0.0:3.1',
    'cis-aws-4.0.0:3.1',
    'cis-aws-5.0.0:3.1',
    'cis-aws-6.0.0:4.1',
    'cis-aws-7.0.0:4.1',
    'aws-fsbp:CloudTrail.1',
    'nist-800-53-r5:ac_2_4',
    'nist-800-53-r5:ac_3_1',
    'nist-800-53-r5:ac_3_10',
    'nist-800-53-r5:ac_4_26',
    'nist-800-53-r5:ac_6_9',
    'nist-800-53-r5:au_2_b',
    'nist-800-53-r5:au_3_1',
    'nist-800-53-r5:au_3_a',
    'nist-800-53-r5:au_3_b',
    'nist-800-53-r5:au_3_c',
    'nist-800-53-r5:au_3_d',
    'nist-800-53-r5:au_3_e',
    'nist-800-53-r5:au_3_f',
    'nist-800-53-r5:au_6_3',
    'nist-800-53-r5:au_6_4',
    'nist-800-53-r5:au_6_6',
    'nist-800-53-r5:au_6_9',
    'nist-800-53-r5:au_8_b',
    'nist-800-53-r5:au_10',
    'nist-800-53-r5:au_12_a',
    'nist-800-53-r5:au_12_c',
    'nist-800-53-r5:au_12_1',
    'nist-800-53-r5:au_12_2',
    'nist-800-53-r5:au_12_3',
    'nist-800-53-r5:au_12_4',
    'nist-800-53-r5:au_14_a',
    'nist-800-53-r5:au_14_b',
    'nist-800-53-r5:au_14_3',
    'nist-800-53-r5:ca_7_b',
    'nist-800-53-r5:cm_5_1_b',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:ia_3_3_b',
    'nist-800-53-r5:ma_4_1_a',
    'nist-800-53-r5:pm_14_a_1',
    'nist-800-53-r5:pm_14_b',
    'nist-800-53-r5:pm_31',
    'nist-800-53-r5:sc_7_9_b',
    'nist-800-53-r5:si_1_1_c',
    'nist-800-53-r5:si_3_8_b',
    'nist-800-53-r5:si_4_2',
    'nist-800-53-r5:si_4_17',
    'nist-800-53-r5:si_4_20',
    'nist-800-53-r5:si_7_8',
    'nist-800-53-r5:si_10_1_c',
    'pci-dss-4.0:10.2.1.1.22',
    'pci-dss-4.0:10.2.1.2.19',
    'pci-dss-4.0:10.2.1.3.19',
    'pci-dss-4.0:10.2.1.4.19',
    'pci-dss-4.0:10.2.1.5.19',
    'pci-dss-4.0:10.2.1.6.19',
    'pci-dss-4.0:10.2.1.7.19',
    'pci-dss-4.0:10.2.1.19',
    'pci-dss-4.0:10.2.2.19',
    'pci-dss-4.0:10.3.1.19',
    'pci-dss-4.0:10.6.3.24',
    'pci-dss-4.0:5.3.4.22',
    'pci-dss-4.0:A1.2.1.23',
    'iso-27001-2022:A.8.15',
    'iso-27001-2022:A.8.16',
    'soc-2:cc_2_1',
    'soc-2:cc_7_2',
    'soc-2:cc_a_1_1',
    'soc-2:pi_1_3',
  ],
  equivalents: [
    'prowler:cloudtrail_multi_region_enabled',
    'prowler:cloudtrail_multi_region_enabled_logging_management_events',
    'config:multi-region-cloudtrail-enabled',
  ],
  rationale:
    'What no trail records nobody can find out later: an intruder works unseen in a region or with calls that are not logged.',
  remediation:
    'Create one trail for all regions (best an organisation trail) with read and write management events and start its logging.',
  evaluate(account, { inventory, settings, asOf }) {
    const { found, unread, faulty } = searchTrails(accountTrails(inventory, account), (trail) =>
      allOf([
        requires(trail.isMultiRegionTrail, 'records one region only'),
        requires(trail.includeGlobalServiceEvents, 'leaves out global service events'),
        deliveryState(trail, asOf, settings.trailDeliveryHours),
        recordingState(trail, MANAGEMENT_EVENTS_BUT_NOISY_SOURCES),
      ]),
    );
    const rejected = faulty.map(({ trail, faults }) => ({ trail: trail.arn, faults }));
    if (found) {
      const whose = found.isOrganizationTrail ? 'organisation trail' : 'trail';
      const evidence = { trail: found.arn, isOrganizationTrail: found.isOrganizationTrail };
      return pass(`Management events of all regions are recorded by ${whose} ${found.id}.`, evidence);
    }
    if (unread.length > 0) return unknown(unread, { rejected });
    if (faulty.length === 0) return fail('The account has no trail.', { rejected });
    const reasons = faulty.map(({ trail, faults }) => `${trail.id} ${faults.join(' and ')}`).join('; ');
    return fail(`No trail records the management events of all regions: ${reasons}.`, { rejected });
  },
});
