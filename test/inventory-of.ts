import { Inventory } from '../src/inventory/inventory.ts';
import { type Unread, unread } from '../src/model/reading.ts';
import { GLOBAL_REGION } from '../src/model/resource.ts';
import type { Resource, ResourceType } from '../src/model/resource-types.ts';
import type { Account } from '../src/model/resources/account.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/model/settings.ts';
import {
  type AccountCoverage,
  type Listing,
  SNAPSHOT_SCHEMA_VERSION,
  type Snapshot,
} from '../src/model/snapshot.ts';
import type { TrailFacts } from '../src/model/trail-change.ts';
import type { Check, CheckContext, Outcome } from '../src/practices/check.ts';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'us-east-1';
export const AS_OF = '2026-11-01T00:00:00.000Z';

export interface InventoryOptions {
  readonly resources?: readonly Resource[];
  /** Regions that were read, in every account. */
  readonly regions?: readonly string[];
  readonly accounts?: readonly string[];
  readonly skippedRegions?: AccountCoverage['skippedRegions'];
  /** Types whose listing was denied, everywhere. */
  readonly denied?: readonly ResourceType[];
  /** Accounts that were asked for and let nobody in. */
  readonly notEntered?: readonly string[];
  readonly asOf?: string;
}

/** The gap of a denied listing, as `inventoryOf({denied})` makes it: for `toEqual` in tests. */
export function deniedListing(type: ResourceType): Unread {
  return unread(`test:List ${type}`, 'AccessDenied: not allowed in this test');
}

/** An unread reading for builders: `aBucket({ logging: deniedCall('s3:GetBucketLogging') })`. */
export function deniedCall(call: string): Unread {
  return unread(call, 'AccessDenied: not allowed in this test');
}

/** An inventory in which every type is completely listed, but for those in `denied`. */
export function inventoryOf(options: InventoryOptions = {}): Inventory {
  return new Inventory(snapshotOf(options));
}

export function snapshotOf(options: InventoryOptions = {}): Snapshot {
  const {
    resources = [],
    regions = [REGION],
    accounts = [ACCOUNT],
    skippedRegions = [],
    denied = [],
    notEntered = [],
    asOf = AS_OF,
  } = options;
  const coverage = accounts.map((account) => ({
    account,
    partition: 'aws',
    callerArn: `arn:aws:iam::${account}:role/rampart`,
    regions,
    skippedRegions,
  }));
  return {
    header: {
      schemaVersion: SNAPSHOT_SCHEMA_VERSION,
      tool: { name: 'rampart', version: '0.0.0' },
      asOf,
      source: 'test',
      complete: true,
      incompleteReason: null,
      accounts: coverage,
      notEntered: notEntered.map((account) => ({
        account,
        roleArn: `arn:aws:iam::${account}:role/rampart`,
        why: 'AccessDenied: not allowed in this test',
      })),
      leftOut: [],
      calls: [],
    },
    listings: listingsOf(coverage, denied),
    resources: [...coverage.map(anAccount), ...resources.filter((each) => each.type !== 'AWS::::Account')],
  };
}

/** Global types are listed in `global`, all others in every region: the catalogue of types is the collectors'. */
function listingsOf(coverage: readonly AccountCoverage[], denied: readonly ResourceType[]): Listing[] {
  return coverage.flatMap(({ account, regions }) =>
    [...RESOURCE_TYPES].flatMap(([type, scope]) =>
      (scope === 'global' ? [GLOBAL_REGION] : regions).map((region) => ({
        account,
        region,
        type,
        gap: denied.includes(type) ? deniedListing(type) : null,
      })),
    ),
  );
}

function anAccount(coverage: AccountCoverage): Account {
  const { account, partition, callerArn, regions } = coverage;
  const arn = `arn:${partition}:iam::${account}:root`;
  return {
    type: 'AWS::::Account',
    account,
    region: GLOBAL_REGION,
    arn,
    id: account,
    partition,
    callerArn,
    regions,
  };
}

export interface EvaluateOptions extends InventoryOptions {
  readonly settings?: Partial<Settings>;
  readonly trail?: TrailFacts;
}

/** A check's outcomes for one resource, the resource being part of the inventory. */
export function evaluate(
  check: Check,
  resource: Resource,
  options: EvaluateOptions = {},
): readonly Outcome[] {
  const resources = [resource, ...(options.resources ?? [])];
  const inventory = inventoryOf({ ...options, resources });
  const context: CheckContext = {
    inventory,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    asOf: inventory.asOf,
    ...(options.trail && { trail: options.trail }),
  };
  const outcome = check.evaluate(resource, context);
  return Array.isArray(outcome) ? (outcome as readonly Outcome[]) : [outcome as Outcome];
}

/** The statuses alone, for the many tests that ask for no more. */
export function statuses(
  check: Check,
  resource: Resource,
  options: EvaluateOptions = {},
): readonly Outcome['status'][] {
  return evaluate(check, resource, options).map((outcome) => outcome.status);
}

/** The account resource that account-wide checks judge. */
export function theAccount(overrides: Partial<Account> = {}): Account {
  const coverage = {
    account: ACCOUNT,
    partition: 'aws',
    callerArn: `arn:aws:iam::${ACCOUNT}:role/rampart`,
    regions: [REGION],
    skippedRegions: [],
  };
  return { ...anAccount(coverage), ...overrides };
}

export function daysBefore(days: number, asOf: string = AS_OF): string {
  return new Date(Date.parse(asOf) - days * 86_400_000).toISOString();
}

const RESOURCE_TYPES: ReadonlyMap<ResourceType, 'global' | 'regional'> = new Map<
  ResourceType,
  'global' | 'regional'
>([
  ['AWS::::Account', 'global'],
  ['AWS::::Region', 'regional'],
  ['AWS::Account::AlternateContacts', 'global'],
  ['AWS::AutoScaling::AutoScalingGroup', 'regional'],
  ['AWS::AutoScaling::ScalingPolicy', 'regional'],
  ['AWS::AutoScaling::LaunchConfiguration', 'regional'],
  ['AWS::AutoScaling::ScheduledAction', 'regional'],
  ['AWS::ApplicationAutoScaling::ScalableTarget', 'regional'],
  ['AWS::ApplicationAutoScaling::ScalingPolicy', 'regional'],
  ['AWS::ServiceQuotas::Quota', 'regional'],
  ['AWS::CloudTrail::Trail', 'regional'],
  ['AWS::Lambda::Function', 'regional'],
  ['AWS::Lambda::LayerVersion', 'regional'],
  ['AWS::ECS::TaskDefinition', 'regional'],
  ['AWS::EKS::Cluster', 'regional'],
  ['AWS::SSM::Parameter', 'regional'],
  ['AWS::RDS::DBInstance', 'regional'],
  ['AWS::RDS::DBSnapshot', 'regional'],
  ['AWS::Redshift::Cluster', 'regional'],
  ['AWS::OpenSearchService::Domain', 'regional'],
  ['AWS::ECR::Repository', 'regional'],
  ['AWS::EFS::FileSystem', 'regional'],
  ['AWS::DynamoDB::Table', 'regional'],
  ['AWS::Backup::BackupVault', 'regional'],
  ['AWS::SecretsManager::Secret', 'regional'],
  ['AWS::CertificateManager::Certificate', 'regional'],
  ['AWS::EC2::Instance', 'regional'],
  ['AWS::EC2::LaunchTemplate', 'regional'],
  ['AWS::EC2::NetworkInterface', 'regional'],
  ['AWS::EC2::SecurityGroup', 'regional'],
  ['AWS::EC2::NetworkAcl', 'regional'],
  ['AWS::EC2::RouteTable', 'regional'],
  ['AWS::EC2::Subnet', 'regional'],
  ['AWS::EC2::VPC', 'regional'],
  ['AWS::EC2::InternetGateway', 'regional'],
  ['AWS::EC2::EgressOnlyInternetGateway', 'regional'],
  ['AWS::EC2::NatGateway', 'regional'],
  ['AWS::EC2::VPCPeeringConnection', 'regional'],
  ['AWS::EC2::TransitGateway', 'regional'],
  ['AWS::EC2::TransitGatewayAttachment', 'regional'],
  ['AWS::EC2::TransitGatewayRouteTable', 'regional'],
  ['AWS::EC2::VPCEndpoint', 'regional'],
  ['AWS::EC2::PrefixList', 'regional'],
  ['AWS::EC2::EIP', 'regional'],
  ['AWS::EC2::FlowLog', 'regional'],
  ['AWS::EC2::Snapshot', 'regional'],
  ['AWS::EC2::Image', 'regional'],
  ['AWS::EC2::KeyPair', 'regional'],
  ['AWS::EC2::AccountDefaults', 'regional'],
  ['AWS::EC2::VPNConnection', 'regional'],
  ['AWS::EC2::VPNGateway', 'regional'],
  ['AWS::WAFv2::WebACL', 'regional'],
  ['AWS::CloudFront::Distribution', 'global'],
  ['AWS::Route53::HostedZone', 'global'],
  ['AWS::IAM::User', 'global'],
  ['AWS::IAM::Group', 'global'],
  ['AWS::IAM::Role', 'global'],
  ['AWS::IAM::ManagedPolicy', 'global'],
  ['AWS::IAM::InstanceProfile', 'global'],
  ['AWS::IAM::VirtualMFADevice', 'global'],
  ['AWS::IAM::ServerCertificate', 'global'],
  ['AWS::IAM::SAMLProvider', 'global'],
  ['AWS::IAM::OIDCProvider', 'global'],
  ['AWS::IAM::AccountSummary', 'global'],
  ['AWS::IAM::AccountPasswordPolicy', 'global'],
  ['AWS::IAM::CredentialReport', 'global'],
  ['AWS::IAM::OrganizationsFeatures', 'global'],
  ['AWS::SSO::Instance', 'regional'],
  ['AWS::KMS::Key', 'regional'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'regional'],
  ['AWS::ElasticLoadBalancingV2::Listener', 'regional'],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', 'regional'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'regional'],
  ['AWS::CloudWatch::Alarm', 'regional'],
  ['AWS::Logs::LogGroup', 'regional'],
  ['AWS::Logs::MetricFilter', 'regional'],
  ['AWS::SNS::Topic', 'regional'],
  ['AWS::SQS::Queue', 'regional'],
  ['AWS::Events::EventBus', 'regional'],
  ['AWS::Events::Rule', 'regional'],
  ['AWS::Config::ConfigurationRecorder', 'regional'],
  ['AWS::GuardDuty::Detector', 'regional'],
  ['AWS::SecurityHub::Hub', 'regional'],
  ['AWS::AccessAnalyzer::Analyzer', 'regional'],
  ['AWS::Shield::Subscription', 'global'],
  ['AWS::Organizations::Organization', 'global'],
  ['AWS::Organizations::Account', 'global'],
  ['AWS::Organizations::OrganizationalUnit', 'global'],
  ['AWS::Organizations::Root', 'global'],
  ['AWS::Organizations::Policy', 'global'],
  ['AWS::S3::Bucket', 'global'],
  ['AWS::S3::AccountPublicAccessBlock', 'global'],
  ['AWS::S3::AccessPoint', 'regional'],
  ['AWS::S3::MultiRegionAccessPoint', 'global'],
]);
