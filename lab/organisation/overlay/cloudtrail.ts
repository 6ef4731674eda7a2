import type {
  DescribeTrailsResponse,
  GetTrailStatusRequest,
  GetTrailStatusResponse,
  Trail,
} from '@aws-sdk/client-cloudtrail';

import { accountIds, labRegions } from '../accounts.ts';
import { given, type LabAccount } from '../lab-account.ts';
import { meridian } from '../names.ts';
import type { OverlayContext } from './context.ts';
import { type Members, type OverlayPatch, type OverlayRecord, patchOf, withoutMetadata } from './overlay.ts';

const SERVICE = 'cloudtrail';

/** How each trail delivers: moto keeps the moment of the question and knows no failures. */
const deliveries = ({ daysAgo }: OverlayContext): Readonly<Record<string, GetTrailStatusResponse>> => ({
  [meridian.trail]: {
    LatestDeliveryTime: daysAgo(0.005),
    LatestDigestDeliveryTime: daysAgo(0.03),
    LatestNotificationTime: daysAgo(0.005),
    LatestCloudWatchLogsDeliveryTime: daysAgo(0.004),
  },
  'partner-portal-audit': { LatestDeliveryTime: daysAgo(0.01) },
  // flaws: cloudtrail-trail-logging, cloudtrail-trail-cloudwatch-logs
  'harbourline-eu-audit': {
    LatestDeliveryError: 'AccessDenied',
    LatestDeliveryTime: daysAgo(9),
    LatestCloudWatchLogsDeliveryError: 'AccessDenied',
    LatestCloudWatchLogsDeliveryTime: daysAgo(12),
  },
});

const nameOf = (nameOrArn = ''): string => nameOrArn.split('/').at(-1) ?? '';

export const cloudTrailPatches = (context: OverlayContext, organisationTrail: Trail): OverlayPatch[] => [
  patchOf<GetTrailStatusResponse, GetTrailStatusRequest>(
    context.account.id,
    {
      service: SERVICE,
      operation: 'GetTrailStatus',
      reason:
        'moto gives the moment of the call as the last delivery, and no errors, digests or CloudWatch Logs times',
    },
    (status, { Name }) => ({ ...status, ...deliveries(context)[nameOf(Name)] }),
  ),
  patchOf<DescribeTrailsResponse>(
    context.account.id,
    {
      service: SERVICE,
      operation: 'DescribeTrails',
      reason:
        'moto says that no trail has selectors of its own, and does not show an organisation trail to members',
    },
    ({ trailList = [] }) => ({
      trailList: [...trailList, ...(context.name === 'log-archive' ? [organisationTrail] : [])].map(
        (trail) => ({
          ...trail,
          HasCustomEventSelectors: trail.Name !== 'harbourline-eu-audit',
          HasInsightSelectors: trail.Name === meridian.trail,
        }),
      ),
    }),
  ),
];

/** What the member account says of the organisation's trail: the same as the management account. */
export async function memberTrailRecords(
  member: OverlayContext,
  management: LabAccount,
): Promise<{ trail: Trail; records: OverlayRecord[] }> {
  const { cloudTrail } = management.home;
  const trail = given((await cloudTrail.describeTrails({})).trailList?.[0]);
  const Name = given(trail.TrailARN);
  const status = { ...(await cloudTrail.getTrailStatus({ Name })), ...deliveries(member)[meridian.trail] };
  const answers: readonly (readonly [string, Members, Members])[] = [
    ['GetTrailStatus', { Name }, status],
    [
      'GetEventSelectors',
      { TrailName: Name },
      { ...(await cloudTrail.getEventSelectors({ TrailName: Name })) },
    ],
    [
      'GetInsightSelectors',
      { TrailName: Name },
      { ...(await cloudTrail.getInsightSelectors({ TrailName: Name })) },
    ],
  ];
  const reason = 'moto does not show an organisation trail to members';
  const records = labRegions.flatMap((region) =>
    answers.map(([operation, input, output]) => ({
      account: accountIds['log-archive'],
      region,
      service: SERVICE,
      operation,
      reason,
      input,
      output: withoutMetadata(output),
    })),
  );
  return { trail, records };
}
