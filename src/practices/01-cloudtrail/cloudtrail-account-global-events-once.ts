import { accountTrails } from '../../inventory/account-trails.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { allOf, loggingState, recordingState, type TrailState } from '../../inventory/trail-state.ts';
import type { Unread } from '../../model/reading.ts';
import type { Account } from '../../model/resources/account.ts';
import type { Trail } from '../../model/resources/cloudtrail.ts';
import { TRAIL_RECORDING_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * IAM, STS and CloudFront events happen in one region; a trail of that region alone gets them as multi-region trails
 * do, a trail of another region does not, whatever its flag says. Reads and writes are counted apart.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
export const cloudtrailAccountGlobalEventsOnce = defineCheck({
  id: 'cloudtrail-account-global-events-once',
  title: 'Global service events are recorded by exactly one trail',
  practice: 1,
  severity: 'low',
  resource: 'AWS::::Account',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  changedBy: TRAIL_RECORDING_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'Missing, changes of IAM go unseen; recorded twice, every copy but the first is paid for and investigations count twice.',
  remediation:
    'Keep one logging trail (best a multi-region or organisation trail) that records global service events and turn them off in, or delete, the others.',
  fix: {
    cli: dedented(`
      # Keep one trail that records them, best a trail of all regions
      aws cloudtrail update-trail --name <TRAIL-TO-KEEP-ARN> --is-multi-region-trail --include-global-service-events --region <HOME-REGION>
      # Turn them off in each other trail of a single region. Stop a second trail of all regions once nobody reads its copy
      aws cloudtrail update-trail --name <OTHER-TRAIL-ARN> --no-include-global-service-events --region <ITS-HOME-REGION>`),
    terraform: dedented(`
      # The trail that records them
      resource "aws_cloudtrail" "this" {
        is_multi_region_trail         = true
        include_global_service_events = true
        # Its other arguments stay as they are.
      }

      # Each other trail, which then is of a single region
      resource "aws_cloudtrail" "other" {
        is_multi_region_trail         = false
        include_global_service_events = false
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(account, { inventory }) {
    const home = GLOBAL_EVENTS_REGION[account.partition] ?? 'us-east-1';
    const { trails, gaps } = trailsWithGlobalEvents(inventory, account, home);
    const kinds = (['read', 'write'] as const).map((kind) => ({ kind, ...recordersOf(trails, kind) }));
    const evidence = Object.fromEntries(
      kinds.map(({ kind, recorders }) => [kind, recorders.map(({ arn }) => arn)]),
    );
    const twice = kinds.find(({ recorders }) => recorders.length > 1);
    if (twice) {
      const names = twice.recorders.map(({ id }) => id).join(' and ');
      return fail(`Global service ${twice.kind} events are recorded by ${names}.`, evidence);
    }
    const missing = [...gaps, ...kinds.flatMap(({ unread }) => unread)];
    if (missing.length > 0) return unknown(missing, evidence);
    const never = kinds.find(({ recorders }) => recorders.length === 0);
    if (never) return fail(`No trail records global service ${never.kind} events.`, evidence);
    const names = [...new Set(kinds.flatMap(({ recorders }) => recorders.map(({ id }) => id)))];
    return pass(`Global service events are recorded once, by ${names.join(' and ')}.`, evidence);
  },
});

/** Where each partition's IAM lives. */
const GLOBAL_EVENTS_REGION: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-north-1',
};

function trailsWithGlobalEvents(
  inventory: Inventory,
  account: Account,
  home: string,
): { readonly trails: readonly Trail[]; readonly gaps: readonly Unread[] } {
  const { trails, gaps } = accountTrails(inventory, account);
  const homeGaps = account.regions.includes(home)
    ? []
    : inventory.gaps('AWS::CloudTrail::Trail', { account: account.account, region: home });
  const global = trails.filter(
    (each) => each.includeGlobalServiceEvents && (each.isMultiRegionTrail || each.homeRegion === home),
  );
  return { trails: global, gaps: [...gaps, ...homeGaps] };
}

/** A trail that is stopped records nothing, whatever its selectors say. */
function recordersOf(
  trails: readonly Trail[],
  kind: 'read' | 'write',
): { readonly recorders: readonly Trail[]; readonly unread: readonly Unread[] } {
  const judged = trails.map((trail) => ({ trail, ...records(trail, kind) }));
  const possible = judged.filter(({ faults }) => faults.length === 0);
  return {
    recorders: possible.filter(({ unread }) => unread.length === 0).map(({ trail }) => trail),
    unread: possible.flatMap(({ unread }) => unread),
  };
}

function records(trail: Trail, kind: 'read' | 'write'): TrailState {
  return allOf([
    loggingState(trail),
    recordingState(trail, [
      { field: 'eventCategory', equals: ['Management'] },
      { field: 'eventSource', equals: ['iam.amazonaws.com'] },
      { field: 'readOnly', equals: [kind === 'read' ? 'true' : 'false'] },
    ]),
  ]);
}
