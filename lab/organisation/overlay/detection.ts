import type { DescribeConfigurationRecorderStatusResponse } from '@aws-sdk/client-config-service';
import type { ListInstancesResponse } from '@aws-sdk/client-sso-admin';

import { everyRegion, globalRecord, type OverlayContext } from './context.ts';
import { type OverlayPatch, type OverlayRecord, type Place, patchOf } from './overlay.ts';

const lacking = (service: string, operation: string): Place => ({
  service,
  operation,
  reason: 'moto lacks the call',
});

/** flaws: access-analyzer-enabled-all-regions and shield-advanced (none in `flawed`). */
export function detectionRecords(context: OverlayContext): OverlayRecord[] {
  const { account, name, asOf, daysAgo } = context;
  const kept = name !== 'flawed';
  const analyzer = (region: string) => ({
    arn: account.arn('access-analyzer', 'analyzer/organization', region),
    name: 'organization',
    type: name === 'hardened' ? 'ORGANIZATION' : 'ACCOUNT',
    status: 'ACTIVE',
    createdAt: daysAgo(200),
  });
  const standard = (region: string) => ({
    StandardsArn: `arn:aws:securityhub:${region}::standards/aws-foundational-security-best-practices/v/1.0.0`,
    StandardsSubscriptionArn: account.arn(
      'securityhub',
      'subscription/aws-foundational-security-best-practices/v/1.0.0',
      region,
    ),
    StandardsInput: {},
    StandardsStatus: 'READY',
  });
  return [
    ...everyRegion(context, lacking('accessanalyzer', 'ListAnalyzers'), {}, (region) => ({
      analyzers: kept ? [analyzer(region)] : [],
    })),
    ...(kept
      ? everyRegion(context, lacking('securityhub', 'GetEnabledStandards'), {}, (region) => ({
          StandardsSubscriptions: [standard(region)],
        }))
      : []),
    ...(kept
      ? everyRegion(context, lacking('securityhub', 'ListFindingAggregators'), {}, () => ({
          FindingAggregators: [],
        }))
      : []),
    ...everyRegion(context, lacking('config-service', 'DescribeDeliveryChannelStatus'), {}, () => ({
      DeliveryChannelsStatus: kept
        ? [
            {
              name: 'default',
              configHistoryDeliveryInfo: { lastStatus: 'Success', lastSuccessfulTime: asOf },
            },
          ]
        : [],
    })),
    ...shieldRecords(context),
    ...emptyRecords(context),
  ];
}

const shieldRecords = (context: OverlayContext): OverlayRecord[] => [
  globalRecord(
    context,
    lacking('shield', 'GetSubscriptionState'),
    {},
    {
      SubscriptionState: context.name === 'hardened' ? 'ACTIVE' : 'INACTIVE',
    },
  ),
  ...(context.name === 'hardened' ? [shieldSubscription(context)] : []),
];

/** What the organisation has none of. */
const emptyRecords = (context: OverlayContext): OverlayRecord[] => [
  ...everyRegion(context, lacking('cloudtrail', 'ListEventDataStores'), {}, () => ({
    EventDataStores: [],
  })),
  ...everyRegion(context, lacking('cloudtrail', 'LookupEvents'), {}, () => ({ Events: [] })),
  ...everyRegion(context, lacking('ssm', 'DescribeInstanceInformation'), {}, () => ({
    InstanceInformationList: [],
  })),
  globalRecord(
    context,
    lacking('cloudfront', 'ListCloudFrontOriginAccessIdentities'),
    {},
    {
      CloudFrontOriginAccessIdentityList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: 0 },
    },
  ),
];

const shieldSubscription = (context: OverlayContext): OverlayRecord =>
  globalRecord(
    context,
    { service: 'shield', operation: 'DescribeSubscription', reason: "moto's limits are not numbers" },
    {},
    {
      Subscription: {
        StartTime: context.daysAgo(200),
        EndTime: context.daysAgo(-165),
        TimeCommitmentInSeconds: 31_536_000,
        AutoRenew: 'ENABLED',
        ProactiveEngagementStatus: 'ENABLED',
      },
    },
  );

export const detectionPatches = ({ account, name, asOf }: OverlayContext): OverlayPatch[] => [
  patchOf<DescribeConfigurationRecorderStatusResponse>(
    account.id,
    {
      service: 'config-service',
      operation: 'DescribeConfigurationRecorderStatus',
      reason: "moto's recorders never get beyond PENDING",
    },
    ({ ConfigurationRecordersStatus: recorders = [] }) => ({
      ConfigurationRecordersStatus: recorders.map((recorder) =>
        recorder.recording
          ? { ...recorder, lastStatus: 'Success' as const, lastStatusChangeTime: asOf }
          : recorder,
      ),
    }),
  ),
  patchOf<ListInstancesResponse>(
    account.id,
    {
      service: 'sso-admin',
      operation: 'ListInstances',
      reason:
        'moto gives every account an Identity Center instance; only Meridian has one (flaw: federation-in-use)',
    },
    (answer) => (name === 'hardened' ? answer : { ...answer, Instances: [] }),
  ),
];
