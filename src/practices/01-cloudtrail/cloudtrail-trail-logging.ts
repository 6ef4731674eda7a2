import { deliveryState } from '../../inventory/trail-state.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export const cloudtrailTrailLogging = defineCheck({
  id: 'cloudtrail-trail-logging',
  title: 'The trail is logging and its files arrive',
  practice: 1,
  severity: 'high',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  changedBy: ['cloudtrail:CreateTrail', 'cloudtrail:StopLogging'],
  controls: [
    'aws-fsbp:CloudTrail.3',
    'nist-800-53-r5:AC-2(4)',
    'nist-800-53-r5:AC-6(9)',
    'nist-800-53-r5:AU-4(1)',
    'nist-800-53-r5:AU-5',
    'nist-800-53-r5:AU-9(2)',
    'nist-800-53-r5:AU-12a',
    'nist-800-53-r5:AU-12c',
    'nist-csf-2.0:PR.PS-04',
    'nist-csf-2.0:DE.CM-03',
    'nist-csf-2.0:RS.AN-07',
    'pci-dss-4.0:10.2.1',
    'pci-dss-4.0:10.2.1.2',
    'pci-dss-4.0:10.2.1.5',
    'pci-dss-4.0:10.2.1.6',
    'pci-dss-4.0:10.2.1.7',
    'pci-dss-4.0:10.3.3',
    'pci-dss-4.0:10.7.1',
    'pci-dss-4.0:10.7.2',
    'pci-dss-4.0:A3.3.1',
    'iso-27001-2022:A.5.28',
    'iso-27001-2022:A.8.15',
    'soc-2:CC7.2',
    'hipaa:164.308(a)(1)(ii)(D)',
    'hipaa:164.312(b)',
  ],
  equivalents: ['config:cloudtrail-enabled'],
  rationale: 'A stopped trail, or one whose bucket refuses its files, looks configured and records nothing.',
  remediation:
    "Start the trail's logging; where delivery fails, repair the bucket's policy or the key's policy that CloudTrail needs.",
  fix: {
    cli: dedented(`
      aws cloudtrail start-logging --name {arn} --region {region}
      # Where it cannot deliver, LatestDeliveryError names what to mend in the policy of the bucket or of the key
      aws cloudtrail get-trail-status --name {arn} --region {region}`),
    terraform: dedented(`
      resource "aws_cloudtrail" "this" {
        name           = "{id}"
        enable_logging = true
        # Its other arguments stay as they are.
      }`),
  },
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
