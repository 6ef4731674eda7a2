// Made by `npm run generate` from the files of this folder: do not edit.
import type { Collector } from '../collector.ts';
import { collectors as accessanalyzer } from './accessanalyzer.ts';
import { collectors as account } from './account.ts';
import { collectors as acm } from './acm.ts';
import { collectors as applicationAutoScaling } from './application-auto-scaling.ts';
import { collectors as autoScaling } from './auto-scaling.ts';
import { collectors as backup } from './backup.ts';
import { collectors as cloudfront } from './cloudfront.ts';
import { collectors as cloudtrail } from './cloudtrail.ts';
import { collectors as cloudwatch } from './cloudwatch.ts';
import { collectors as cloudwatchLogs } from './cloudwatch-logs.ts';
import { collectors as configService } from './config-service.ts';
import { collectors as dynamodb } from './dynamodb.ts';
import { collectors as ec2AccountDefaults } from './ec2/account-defaults.ts';
import { collectors as ec2Address } from './ec2/address.ts';
import { collectors as ec2FlowLog } from './ec2/flow-log.ts';
import { collectors as ec2Image } from './ec2/image.ts';
import { collectors as ec2Instance } from './ec2/instance.ts';
import { collectors as ec2InternetGateway } from './ec2/internet-gateway.ts';
import { collectors as ec2KeyPair } from './ec2/key-pair.ts';
import { collectors as ec2LaunchTemplate } from './ec2/launch-template.ts';
import { collectors as ec2NatGateway } from './ec2/nat-gateway.ts';
import { collectors as ec2NetworkAcl } from './ec2/network-acl.ts';
import { collectors as ec2NetworkInterface } from './ec2/network-interface.ts';
import { collectors as ec2PrefixList } from './ec2/prefix-list.ts';
import { collectors as ec2RouteTable } from './ec2/route-table.ts';
import { collectors as ec2SecurityGroup } from './ec2/security-group.ts';
import { collectors as ec2Snapshot } from './ec2/snapshot.ts';
import { collectors as ec2Subnet } from './ec2/subnet.ts';
import { collectors as ec2TransitGateway } from './ec2/transit-gateway.ts';
import { collectors as ec2Vpc } from './ec2/vpc.ts';
import { collectors as ec2VpcEndpoint } from './ec2/vpc-endpoint.ts';
import { collectors as ec2VpcPeeringConnection } from './ec2/vpc-peering-connection.ts';
import { collectors as ec2VpnConnection } from './ec2/vpn-connection.ts';
import { collectors as ec2VpnGateway } from './ec2/vpn-gateway.ts';
import { collectors as ecr } from './ecr.ts';
import { collectors as ecs } from './ecs.ts';
import { collectors as efs } from './efs.ts';
import { collectors as eks } from './eks.ts';
import { collectors as elasticLoadBalancing } from './elastic-load-balancing.ts';
import { collectors as elasticLoadBalancingV2 } from './elastic-load-balancing-v2.ts';
import { collectors as eventbridge } from './eventbridge.ts';
import { collectors as guardduty } from './guardduty.ts';
import { collectors as iamAccountPasswordPolicy } from './iam/account-password-policy.ts';
import { collectors as iamAccountSummary } from './iam/account-summary.ts';
import { collectors as iamCredentialReport } from './iam/credential-report.ts';
import { collectors as iamGroup } from './iam/group.ts';
import { collectors as iamIdentityProvider } from './iam/identity-provider.ts';
import { collectors as iamInstanceProfile } from './iam/instance-profile.ts';
import { collectors as iamManagedPolicy } from './iam/managed-policy.ts';
import { collectors as iamOrganizationsFeatures } from './iam/organizations-features.ts';
import { collectors as iamRole } from './iam/role.ts';
import { collectors as iamServerCertificate } from './iam/server-certificate.ts';
import { collectors as iamUser } from './iam/user.ts';
import { collectors as iamVirtualMfaDevice } from './iam/virtual-mfa-device.ts';
import { collectors as kms } from './kms.ts';
import { collectors as lambda } from './lambda.ts';
import { collectors as opensearch } from './opensearch.ts';
import { collectors as organizations } from './organizations.ts';
import { collectors as rds } from './rds.ts';
import { collectors as redshift } from './redshift.ts';
import { collectors as route53 } from './route-53.ts';
import { collectors as s3 } from './s3.ts';
import { collectors as s3Control } from './s3-control.ts';
import { collectors as secretsManager } from './secrets-manager.ts';
import { collectors as securityhub } from './securityhub.ts';
import { collectors as serviceQuotas } from './service-quotas.ts';
import { collectors as shield } from './shield.ts';
import { collectors as sns } from './sns.ts';
import { collectors as sqs } from './sqs.ts';
import { collectors as ssm } from './ssm.ts';
import { collectors as ssoAdmin } from './sso-admin.ts';
import { collectors as wafv2 } from './wafv2.ts';

export const ALL_COLLECTORS: readonly Collector[] = [
  ...accessanalyzer,
  ...account,
  ...acm,
  ...applicationAutoScaling,
  ...autoScaling,
  ...backup,
  ...cloudfront,
  ...cloudtrail,
  ...cloudwatchLogs,
  ...cloudwatch,
  ...configService,
  ...dynamodb,
  ...ec2AccountDefaults,
  ...ec2Address,
  ...ec2FlowLog,
  ...ec2Image,
  ...ec2Instance,
  ...ec2InternetGateway,
  ...ec2KeyPair,
  ...ec2LaunchTemplate,
  ...ec2NatGateway,
  ...ec2NetworkAcl,
  ...ec2NetworkInterface,
  ...ec2PrefixList,
  ...ec2RouteTable,
  ...ec2SecurityGroup,
  ...ec2Snapshot,
  ...ec2Subnet,
  ...ec2TransitGateway,
  ...ec2VpcEndpoint,
  ...ec2VpcPeeringConnection,
  ...ec2Vpc,
  ...ec2VpnConnection,
  ...ec2VpnGateway,
  ...ecr,
  ...ecs,
  ...efs,
  ...eks,
  ...elasticLoadBalancingV2,
  ...elasticLoadBalancing,
  ...eventbridge,
  ...guardduty,
  ...iamAccountPasswordPolicy,
  ...iamAccountSummary,
  ...iamCredentialReport,
  ...iamGroup,
  ...iamIdentityProvider,
  ...iamInstanceProfile,
  ...iamManagedPolicy,
  ...iamOrganizationsFeatures,
  ...iamRole,
  ...iamServerCertificate,
  ...iamUser,
  ...iamVirtualMfaDevice,
  ...kms,
  ...lambda,
  ...opensearch,
  ...organizations,
  ...rds,
  ...redshift,
  ...route53,
  ...s3Control,
  ...s3,
  ...secretsManager,
  ...securityhub,
  ...serviceQuotas,
  ...shield,
  ...sns,
  ...sqs,
  ...ssm,
  ...ssoAdmin,
  ...wafv2,
];
