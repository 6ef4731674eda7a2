import { otherTrails, searchTrails } from '../../inventory/account-trails.ts';
import { recordsCategory, unrecordedEvent } from '../../inventory/event-selectors.ts';
import {
  ALL_MANAGEMENT_EVENTS,
  allOf,
  deliveryState,
  describeEvent,
  recordingState,
} from '../../inventory/trail-state.ts';
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A trail may leave out what another multi-region trail of the account records; trails of data events only are not
 * meant.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export const cloudtrailTrailManagementEventsComplete = defineCheck({
  id: 'cloudtrail-trail-management-events-complete',
  title: 'The trail leaves out no management events',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
  changedBy: TRAIL_RECORDING_CHANGES,
  controls: [
    'aws-fsbp:CloudTrail.1',
    'nist-800-53-r5:AC-2(4)',
    'nist-800-53-r5:AC-6(9)',
    'nist-800-53-r5:AU-12c',
    'nist-800-53-r5:CM-5(1)(b)',
    'nist-csf-2.0:PR.PS-04',
    'pci-dss-4.0:10.2.1.2',
    'pci-dss-4.0:10.2.1.4',
    'pci-dss-4.0:10.2.1.5',
    'pci-dss-4.0:10.2.1.7',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: ['config:multi-region-cloudtrail-enabled'],
  rationale:
    'A trail without KMS or RDS Data API events hides who decrypted what and which statements were run on a database.',
  remediation:
    "Clear the trail's excluded event sources and select read and write management events, or record them in another multi-region trail.",
  fix: {
    cli: dedented(`
      # The second command replaces all selectors: keep in DataResources the data events that the first one shows
      aws cloudtrail get-event-selectors --trail-name {arn} --region {region}
      aws cloudtrail put-event-selectors --trail-name {arn} --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":[],"DataResources":[<DATA-RESOURCES-TO-KEEP>]}]' --region {region}`),
    terraform: dedented(`
      resource "aws_cloudtrail" "this" {
        name = "{id}"
        # In the place of its selectors, whose data_resource blocks stay
        event_selector {
          read_write_type           = "All"
          include_management_events = true
        }
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail, { inventory, settings, asOf }) {
    const { selectors } = trail;
    if (selectors.status === 'unread') return unknown(selectors);
    if (!recordsCategory(selectors.value, 'Management')) return notApplicable();
    const missing = unrecordedEvent(selectors.value, ALL_MANAGEMENT_EVENTS);
    if (!missing) return pass(`Trail ${trail.id} leaves out no management events.`, { missing: null });
    const { found, unread } = searchTrails(otherTrails(inventory, trail), (other) =>
      allOf([
        deliveryState(other, asOf, settings.trailDeliveryHours),
        recordingState(other, ALL_MANAGEMENT_EVENTS),
      ]),
    );
    const evidence = { missing, recordedBy: found?.arn ?? null };
    const what = describeEvent(missing);
    if (found) return pass(`Trail ${trail.id} leaves out ${what}, which ${found.id} records.`, evidence);
    if (unread.length > 0) return unknown(unread, evidence);
    return fail(`Trail ${trail.id} does not record ${what}, nor does another trail.`, evidence);
  },
});
