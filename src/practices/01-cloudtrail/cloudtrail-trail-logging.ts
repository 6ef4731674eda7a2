import { deliveryState } from '../../inventory/trail-state.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export const cloudtrailTrailLogging = defineCheck({
  id: 'cloudtrail-trail-logging',
  title: 'The trail is logging and its files arrive',
  practice: 1,
  severity: 'high',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  controls: ['aws-fsbp:CloudTrail.3', 'iso-27001-2022:A.8.15'],
  equivalents: ['config:cloudtrail-enabled'],
  rationale: 'A stopped trail, or one whose bucket refuses its files, looks configured and records nothing.',
  remediation:
    "Start the trail's logging; where delivery fails, repair the bucket's policy or the key's policy that CloudTrail needs.",
  evaluate(trail, { settings, asOf }) {
    const { faults, unread } = deliveryState(trail, asOf, settings.trailDeliveryHours);
    const status = trail.trailStatus.status === 'read' ? trail.trailStatus.value : null;
    const evidence = status && {
      isLogging: status.isLogging,
      latestDeliveryTime: status.latestDeliveryTime,
      latestDeliveryError: status.latestDeliveryError,
      stopLoggingTime: status.stopLoggingTime,
    };
    if (faults.length > 0) return fail(`Trail ${trail.id} ${faults.join(' and ')}.`, evidence ?? {});
    if (unread.length > 0) return unknown(unread, evidence ?? {});
    const delivered = status?.latestDeliveryTime;
    const when = delivered ? `delivered last at ${delivered}` : 'was started just now';
    return pass(`Trail ${trail.id} is logging and ${when}.`, evidence ?? {});
  },
});
