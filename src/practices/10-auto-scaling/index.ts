// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { asgAbsorbsSurge } from './asg-absorbs-surge.ts';
import { asgBehindLoadBalancer } from './asg-behind-load-balancer.ts';
import { asgCapacityRebalance } from './asg-capacity-rebalance.ts';
import { asgDetailedMonitoring } from './asg-detailed-monitoring.ts';
import { asgElbHealthCheck } from './asg-elb-health-check.ts';
import { asgHeadroom } from './asg-headroom.ts';
import { asgInstanceTypes } from './asg-instance-types.ts';
import { asgLaunchNoPublicIp } from './asg-launch-no-public-ip.ts';
import { asgLaunchTemplate } from './asg-launch-template.ts';
import { asgMultipleZones } from './asg-multiple-zones.ts';
import { asgNoSuspendedProcesses } from './asg-no-suspended-processes.ts';
import { asgScalesIn } from './asg-scales-in.ts';
import { asgScalingPolicy } from './asg-scaling-policy.ts';
import { cloudfrontInFront } from './cloudfront-in-front.ts';
import { elbAccessLogs } from './elb-access-logs.ts';
import { elbCrossZone } from './elb-cross-zone.ts';
import { elbDeletionProtection } from './elb-deletion-protection.ts';
import { elbDesyncMitigation } from './elb-desync-mitigation.ts';
import { elbDropInvalidHeaders } from './elb-drop-invalid-headers.ts';
import { elbHttpsOnly } from './elb-https-only.ts';
import { elbMultipleZones } from './elb-multiple-zones.ts';
import { elbOriginNotBypassable } from './elb-origin-not-bypassable.ts';
import { elbTlsPolicy } from './elb-tls-policy.ts';
import { elbWaf } from './elb-waf.ts';
import { shieldAdvanced } from './shield-advanced.ts';
import { webInstanceNotDirectlyExposed } from './web-instance-not-directly-exposed.ts';

export const checks: readonly Check[] = [
  asgAbsorbsSurge,
  asgBehindLoadBalancer,
  asgCapacityRebalance,
  asgDetailedMonitoring,
  asgElbHealthCheck,
  asgHeadroom,
  asgInstanceTypes,
  asgLaunchNoPublicIp,
  asgLaunchTemplate,
  asgMultipleZones,
  asgNoSuspendedProcesses,
  asgScalesIn,
  asgScalingPolicy,
  cloudfrontInFront,
  elbAccessLogs,
  elbCrossZone,
  elbDeletionProtection,
  elbDesyncMitigation,
  elbDropInvalidHeaders,
  elbHttpsOnly,
  elbMultipleZones,
  elbOriginNotBypassable,
  elbTlsPolicy,
  elbWaf,
  shieldAdvanced,
  webInstanceNotDirectlyExposed,
].flat();
