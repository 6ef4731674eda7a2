// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { asgBehindLoadBalancer } from './asg-behind-load-balancer.ts';
import { asgCapacityRebalance } from './asg-capacity-rebalance.ts';
import { asgDetailedMonitoring } from './asg-detailed-monitoring.ts';
import { asgElbHealthCheck } from './asg-elb-health-check.ts';
import { asgInstanceTypes } from './asg-instance-types.ts';
import { asgLaunchNoPublicIp } from './asg-launch-no-public-ip.ts';
import { asgLaunchTemplate } from './asg-launch-template.ts';
import { asgMultipleZones } from './asg-multiple-zones.ts';
import { asgNoSuspendedProcesses } from './asg-no-suspended-processes.ts';
import { asgScalingPolicy } from './asg-scaling-policy.ts';

export const checks: readonly Check[] = [
  asgBehindLoadBalancer,
  asgCapacityRebalance,
  asgDetailedMonitoring,
  asgElbHealthCheck,
  asgInstanceTypes,
  asgLaunchNoPublicIp,
  asgLaunchTemplate,
  asgMultipleZones,
  asgNoSuspendedProcesses,
  asgScalingPolicy,
].flat();
