// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { eksEndpointNotPublic } from './eks-endpoint-not-public.ts';
import { lambdaUrlNotPublic } from './lambda-url-not-public.ts';
import { naclAdminPorts } from './nacl-admin-ports.ts';
import { naclRedundantOrShadowedRule } from './nacl-redundant-or-shadowed-rule.ts';
import { naclReturnTraffic } from './nacl-return-traffic.ts';
import { naclUnused } from './nacl-unused.ts';
import { networkEgress } from './network-egress.ts';
import { networkInternetExposure } from './network-internet-exposure.ts';
import { networkTiering } from './network-tiering.ts';
import { opensearchDomainNotPublic } from './opensearch-domain-not-public.ts';
import { rdsInstanceNoPublicAddress } from './rds-instance-no-public-address.ts';
import { rdsNotPublic } from './rds-not-public.ts';
import { redshiftClusterNotPublic } from './redshift-cluster-not-public.ts';
import { securityGroupAdminFromOrigin } from './security-group-admin-from-origin.ts';
import { securityGroupDefaultClosed } from './security-group-default-closed.ts';
import { securityGroupEgressRestricted } from './security-group-egress-restricted.ts';
import { securityGroupOpenToWorld } from './security-group-open-to-world.ts';
import { securityGroupShadowedRule } from './security-group-shadowed-rule.ts';
import { securityGroupStaleReference } from './security-group-stale-reference.ts';
import { securityGroupUnused } from './security-group-unused.ts';
import { securityGroupWidePublicRange } from './security-group-wide-public-range.ts';
import { subnetNoAutoPublicIp } from './subnet-no-auto-public-ip.ts';
import { vpcDefaultUnused } from './vpc-default-unused.ts';
import { vpcEndpointPolicy } from './vpc-endpoint-policy.ts';
import { vpcFlowLogs } from './vpc-flow-logs.ts';
import { vpcPeeringLeastRoutes } from './vpc-peering-least-routes.ts';

export const checks: readonly Check[] = [
  eksEndpointNotPublic,
  lambdaUrlNotPublic,
  naclAdminPorts,
  naclRedundantOrShadowedRule,
  naclReturnTraffic,
  naclUnused,
  networkEgress,
  networkInternetExposure,
  networkTiering,
  opensearchDomainNotPublic,
  rdsInstanceNoPublicAddress,
  rdsNotPublic,
  redshiftClusterNotPublic,
  securityGroupAdminFromOrigin,
  securityGroupDefaultClosed,
  securityGroupEgressRestricted,
  securityGroupOpenToWorld,
  securityGroupShadowedRule,
  securityGroupStaleReference,
  securityGroupUnused,
  securityGroupWidePublicRange,
  subnetNoAutoPublicIp,
  vpcDefaultUnused,
  vpcEndpointPolicy,
  vpcFlowLogs,
  vpcPeeringLeastRoutes,
].flat();
