import type * as account from './resources/account.ts';
import type * as scaling from './resources/auto-scaling.ts';
import type * as cloudtrail from './resources/cloudtrail.ts';
import type * as compute from './resources/compute.ts';
import type * as data from './resources/data-stores.ts';
import type * as ec2 from './resources/ec2.ts';
import type * as edge from './resources/edge.ts';
import type * as iam from './resources/iam.ts';
import type * as kms from './resources/kms.ts';
import type * as elb from './resources/load-balancing.ts';
import type * as monitoring from './resources/monitoring.ts';
import type * as organizations from './resources/organizations.ts';
import type * as s3 from './resources/s3.ts';

/** Any resource; narrow it by its `type`. */
export type Resource =
  | account.Account
  | account.Region
  | account.AlternateContacts
  | iam.User
  | iam.Group
  | iam.Role
  | iam.ManagedPolicy
  | iam.InstanceProfile
  | iam.VirtualMfaDevice
  | iam.ServerCertificate
  | iam.SamlProvider
  | iam.OidcProvider
  | iam.AccountSummary
  | iam.AccountPasswordPolicy
  | iam.CredentialReport
  | iam.OrganizationsFeatures
  | iam.SsoInstance
  | organizations.OrganizationMembership
  | organizations.OrganizationAccount
  | organizations.OrganizationalUnit
  | organizations.OrganizationRoot
  | organizations.OrganizationPolicy
  | cloudtrail.Trail
  | s3.Bucket
  | s3.AccountPublicAccessBlock
  | s3.AccessPoint
  | s3.MultiRegionAccessPoint
  | kms.KmsKey
  | ec2.Instance
  | ec2.LaunchTemplate
  | ec2.NetworkInterface
  | ec2.SecurityGroup
  | ec2.NetworkAcl
  | ec2.RouteTable
  | ec2.Subnet
  | ec2.Vpc
  | ec2.InternetGateway
  | ec2.EgressOnlyInternetGateway
  | ec2.NatGateway
  | ec2.VpcPeeringConnection
  | ec2.TransitGateway
  | ec2.TransitGatewayAttachment
  | ec2.TransitGatewayRouteTable
  | ec2.VpcEndpoint
  | ec2.PrefixList
  | ec2.ElasticIp
  | ec2.FlowLog
  | ec2.Snapshot
  | ec2.Image
  | ec2.KeyPair
  | ec2.Ec2AccountDefaults
  | ec2.VpnGateway
  | ec2.VpnConnection
  | elb.LoadBalancer
  | elb.Listener
  | elb.TargetGroup
  | elb.ClassicLoadBalancer
  | scaling.AutoScalingGroup
  | scaling.ScalingPolicy
  | scaling.LaunchConfiguration
  | scaling.ScheduledAction
  | scaling.ScalableTarget
  | scaling.ApplicationScalingPolicy
  | scaling.ServiceQuota
  | monitoring.Alarm
  | monitoring.LogGroup
  | monitoring.MetricFilter
  | monitoring.Topic
  | monitoring.Queue
  | monitoring.EventBus
  | monitoring.EventRule
  | monitoring.ConfigRecorder
  | monitoring.Detector
  | monitoring.SecurityHub
  | monitoring.Analyzer
  | monitoring.ShieldSubscription
  | edge.WebAcl
  | edge.Distribution
  | edge.HostedZone
  | compute.LambdaFunction
  | compute.LambdaLayer
  | compute.TaskDefinition
  | compute.EksCluster
  | compute.SsmParameter
  | data.DbInstance
  | data.DbSnapshot
  | data.RedshiftCluster
  | data.OpenSearchDomain
  | data.EcrRepository
  | data.EfsFileSystem
  | data.DynamoTable
  | data.BackupVault
  | data.Secret
  | data.Certificate;

export type ResourceType = Resource['type'];

type ByType = { readonly [Each in Resource as Each['type']]: Each };
/** The shape behind a type's name: `ResourceOf<'AWS::S3::Bucket'>` is `Bucket`. */
export type ResourceOf<Type extends ResourceType> = ByType[Type];
