import type { Inventory } from '../../src/inventory/inventory.ts';
import { type Reading, read } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import type { AutoScalingGroup, ScalingPolicy } from '../../src/model/resources/auto-scaling.ts';
import type { Alarm } from '../../src/model/resources/monitoring.ts';
import { type InventoryOptions, inventoryOf } from '../inventory-of.ts';
import { anAutoScalingGroup, aScalingPolicy, aVcpuQuota, scalingAlarm } from './auto-scaling.ts';
import { aLaunchTemplate, anInstance, launchSettings, versionsOf } from './ec2.ts';
import { aListener, aLoadBalancer, aTargetGroup } from './load-balancing.ts';
import { aSubnet } from './network.ts';

interface ScalingAccountOptions extends InventoryOptions {
  readonly group?: Partial<AutoScalingGroup>;
  readonly policies?: readonly ScalingPolicy[];
  readonly alarms?: readonly Alarm[];
  /** vCPUs. */
  readonly quota?: number;
  readonly freeAddresses?: number;
  readonly detailedMonitoring?: boolean;
  readonly targetLimit?: Reading<number | null>;
}

/** Target tracking's own alarms of `aScalingPolicy()`: three minutes above 50 %, fifteen below 45 %. */
export function trackingAlarms(overrides: Partial<Alarm> = {}): readonly Alarm[] {
  const each = { statistic: 'Average', period: 60, treatMissingData: 'missing' } as const;
  return [
    scalingAlarm('AlarmHigh', 'GreaterThanThreshold', {
      ...each,
      evaluationPeriods: 3,
      threshold: 50,
      ...overrides,
    }),
    scalingAlarm('AlarmLow', 'LessThanThreshold', {
      ...each,
      evaluationPeriods: 15,
      threshold: 45,
      ...overrides,
    }),
  ];
}

/** What the group `web` of `scalingAccount()` needs: two of at most forty instances, target tracking, no limit near. */
export function scalingResources(options: ScalingAccountOptions = {}): readonly Resource[] {
  const {
    policies = [aScalingPolicy()],
    alarms = trackingAlarms(),
    quota = 500,
    freeAddresses = 100,
    targetLimit = read(1000),
  } = options;
  const group = groupOf(options);
  const settings = launchSettings({
    instanceType: 'm7i.large',
    detailedMonitoring: options.detailedMonitoring ?? true,
  });
  const all: readonly Resource[] = [
    group,
    ...policies,
    ...alarms,
    ...group.instances.map(({ instanceId }) => anInstance({ id: instanceId })),
    aSubnet({ id: 'subnet-a', availabilityZone: 'us-east-1a', availableIpAddressCount: freeAddresses }),
    aSubnet({ id: 'subnet-b', availabilityZone: 'us-east-1b', availableIpAddressCount: freeAddresses }),
    aLaunchTemplate({ versions: versionsOf(settings) }),
    aVcpuQuota({ value: quota }),
    aTargetGroup(),
    aLoadBalancer({ targetLimit }),
    aListener(),
  ];
  return all.filter(({ type }) => !options.denied?.includes(type));
}

export function groupOf({ group }: ScalingAccountOptions): AutoScalingGroup {
  return anAutoScalingGroup({ maxSize: 40, healthCheckGracePeriod: 300, ...group });
}

export function scalingAccount(options: ScalingAccountOptions = {}): Inventory {
  return inventoryOf({ ...options, resources: scalingResources(options) });
}
