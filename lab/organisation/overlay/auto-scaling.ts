import type { DescribePoliciesCommandOutput } from '@aws-sdk/client-auto-scaling';

import { everyRegion, forEach, type OverlayContext } from './context.ts';
import { type OverlayPatch, type OverlayRecord, type Place, patchOf } from './overlay.ts';

const place = (operation: string): Place => ({
  service: 'auto-scaling',
  operation,
  reason: 'moto lacks the call',
});

/** The alarms that a policy is moved by. */
export async function autoScalingPatches({ account }: OverlayContext): Promise<OverlayPatch[]> {
  const { MetricAlarms = [] } = await account.home.cloudWatch.describeAlarms({});
  return [
    patchOf<DescribePoliciesCommandOutput>(
      account.id,
      {
        service: 'auto-scaling',
        operation: 'DescribePolicies',
        reason: 'moto does not tell which alarms move a target tracking policy',
      },
      (answer) => ({
        ...answer,
        ScalingPolicies: answer.ScalingPolicies?.map((policy) => ({
          ...policy,
          Alarms: MetricAlarms.filter(({ AlarmActions = [] }) =>
            AlarmActions.includes(policy.PolicyARN ?? ''),
          ).map(({ AlarmName, AlarmArn: AlarmARN }) => ({ AlarmName, AlarmARN })),
        })),
      }),
    ),
  ];
}

export async function autoScalingRecords(context: OverlayContext): Promise<OverlayRecord[]> {
  const groups = (operation: string, output: object) =>
    forEach(
      context,
      place(operation),
      async ({ autoScaling }) => (await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups ?? [],
      ({ AutoScalingGroupName }) => ({ input: { AutoScalingGroupName }, output: { ...output } }),
    );
  return [
    ...everyRegion(context, place('DescribeAccountLimits'), {}, () => ({
      MaxNumberOfAutoScalingGroups: 500,
      MaxNumberOfLaunchConfigurations: 200,
      NumberOfAutoScalingGroups: context.name === 'flawed' ? 4 : 1,
      NumberOfLaunchConfigurations: context.name === 'flawed' ? 1 : 0,
    })),
    ...everyRegion(context, place('DescribeNotificationConfigurations'), {}, () => ({
      NotificationConfigurations: [],
    })),
    ...(await groups('DescribeWarmPool', { Instances: [] })),
    ...(await groups('DescribeInstanceRefreshes', { InstanceRefreshes: [] })),
  ];
}
