import { otherTrails, searchTrails } from '../../inventory/account-trails.ts';
import { allOf, loggingState, requires, type TrailState } from '../../inventory/trail-state.ts';
import type { Trail } from '../../model/resources/cloudtrail.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * One multi-region trail with Insights is enough for an account: each further one is paid for again.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
 */
export const cloudtrailTrailInsights = defineCheck({
  id: 'cloudtrail-trail-insights',
  title: 'CloudTrail Insights looks for unusual calls',
  practice: 1,
  severity: 'low',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetInsightSelectors', 'cloudtrail:GetTrailStatus'],
  controls: [
    'pci-dss-4.0:10.3.2.2',
    'pci-dss-4.0:10.3.3.4',
    'pci-dss-4.0:10.3.4.3',
    'pci-dss-4.0:10.5.1.3',
    'pci-dss-4.0:5.3.4.8',
    'pci-dss-4.0:A1.2.1.8',
  ],
  equivalents: ['prowler:cloudtrail_insights_exist'],
  rationale:
    'A burst of calls or errors is how stolen credentials are tried out; without Insights it drowns in the log.',
  remediation: 'Enable Insights for call rate and error rate on one multi-region trail.',
  evaluate(trail, { inventory }) {
    const own = insightState(trail);
    const types = trail.insightTypes.status === 'read' ? trail.insightTypes.value : [];
    if (own.faults.length + own.unread.length === 0)
      return pass(`Trail ${trail.id} has ${types.join(' and ')}.`, { insightTypes: types });
    const { found, unread } = searchTrails(otherTrails(inventory, trail), insightState);
    const evidence = { insightTypes: types, faults: own.faults, insightsBy: found?.arn ?? null };
    if (found) return pass(`Insights of the account are with trail ${found.id}.`, evidence);
    const missing = own.faults.length > 0 ? unread : [...own.unread, ...unread];
    if (missing.length > 0) return unknown(missing, evidence);
    return fail(`Trail ${trail.id} ${own.faults.join(' and ')}, nor has another trail Insights.`, evidence);
  },
});

/** A trail that is stopped looks at nothing. */
function insightState(trail: Trail): TrailState {
  const { insightTypes } = trail;
  if (insightTypes.status === 'unread')
    return allOf([loggingState(trail), { faults: [], unread: [insightTypes] }]);
  return allOf([loggingState(trail), requires(insightTypes.value.length > 0, 'has no Insights')]);
}
