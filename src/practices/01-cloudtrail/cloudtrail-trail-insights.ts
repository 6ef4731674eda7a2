import { otherTrails, searchTrails } from '../../inventory/account-trails.ts';
import { allOf, loggingState, requires, type TrailState } from '../../inventory/trail-state.ts';
import type { Trail } from '../../model/resources/cloudtrail.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
  changedBy: ['cloudtrail:CreateTrail', 'cloudtrail:PutInsightSelectors'],
  controls: [],
  equivalents: ['prowler:cloudtrail_insights_exist'],
  rationale:
    'A burst of calls or errors is how stolen credentials are tried out; without Insights it drowns in the log.',
  remediation: 'Enable Insights for call rate and error rate on one multi-region trail.',
  fix: {
    cli: dedented(`
      # Insights are paid for by the events they look at: one trail of all regions is enough for an account
      aws cloudtrail put-insight-selectors --trail-name {arn} --insight-selectors '[{"InsightType":"ApiCallRateInsight"},{"InsightType":"ApiErrorRateInsight"}]' --region {region}
      aws cloudtrail start-logging --name {arn} --region {region}`),
    terraform: dedented(`
      resource "aws_cloudtrail" "this" {
        name           = "{id}"
        enable_logging = true
        insight_selector {
          insight_type = "ApiCallRateInsight"
        }
        insight_selector {
          insight_type = "ApiErrorRateInsight"
        }
        # Its other arguments stay as they are.
      }`),
  },
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
