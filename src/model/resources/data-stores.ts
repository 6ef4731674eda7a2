import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { PolicyText } from './iam.ts';

export interface DbInstance extends ResourceBase<'AWS::RDS::DBInstance'> {
  readonly engine: string;
  readonly publiclyAccessible: boolean;
  readonly storageEncrypted: boolean;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly endpoint: { readonly address: string; readonly port: number } | null;
  readonly dbClusterIdentifier: string | null;
}

export interface DbSnapshot extends ResourceBase<'AWS::RDS::DBSnapshot'> {
  /** Instance or cluster snapshot. */
  readonly kind: 'instance' | 'cluster';
  readonly snapshotType: string;
  readonly encrypted: boolean;
  readonly createTime: string | null;
  /** Accounts that may restore it, or `all`. */
  readonly restoreAccounts: Reading<readonly string[]>;
}

export interface RedshiftCluster extends ResourceBase<'AWS::Redshift::Cluster'> {
  readonly publiclyAccessible: boolean;
  readonly encrypted: boolean;
  readonly vpcId: string | null;
  readonly securityGroupIds: readonly string[];
  readonly endpoint: { readonly address: string | null; readonly port: number | null } | null;
  readonly enhancedVpcRouting: boolean;
}

export interface OpenSearchDomain extends ResourceBase<'AWS::OpenSearchService::Domain'> {
  readonly detail: Reading<{
    readonly engineVersion: string | null;
    readonly endpoint: string | null;
    /** Null: a public endpoint. */
    readonly vpc: {
      readonly vpcId: string;
      readonly subnetIds: readonly string[];
      readonly securityGroupIds: readonly string[];
    } | null;
    readonly accessPolicies: PolicyText | null;
    readonly fineGrainedAccessControl: boolean;
    readonly enforceHttps: boolean;
    readonly encryptionAtRest: boolean;
  }>;
}

export interface EcrRepository extends ResourceBase<'AWS::ECR::Repository'> {
  readonly policy: Reading<PolicyText | null>;
  readonly createdAt: string | null;
}

export interface EfsFileSystem extends ResourceBase<'AWS::EFS::FileSystem'> {
  readonly encrypted: boolean;
  readonly policy: Reading<PolicyText | null>;
  readonly mountTargets: Reading<
    readonly {
      readonly mountTargetId: string;
      readonly subnetId: string;
      readonly networkInterfaceId: string | null;
    }[]
  >;
}

export interface DynamoTable extends ResourceBase<'AWS::DynamoDB::Table'> {
  readonly detail: Reading<{
    readonly status: string;
    readonly deletionProtection: boolean;
    readonly latestStreamArn: string | null;
  }>;
  readonly policy: Reading<PolicyText | null>;
  readonly streamPolicy: Reading<PolicyText | null>;
}

export interface BackupVault extends ResourceBase<'AWS::Backup::BackupVault'> {
  readonly policy: Reading<PolicyText | null>;
  readonly locked: boolean;
  readonly numberOfRecoveryPoints: number;
}

export interface Secret extends ResourceBase<'AWS::SecretsManager::Secret'> {
  readonly kmsKeyId: string | null;
  readonly createdDate: string | null;
  readonly rotationEnabled: boolean;
  readonly rotationRules: {
    readonly automaticallyAfterDays: number | null;
    readonly scheduleExpression: string | null;
  } | null;
  readonly lastRotatedDate: string | null;
  readonly lastChangedDate: string | null;
  readonly lastAccessedDate: string | null;
  readonly nextRotationDate: string | null;
  readonly deletedDate: string | null;
  /** The service that owns and rotates a managed secret, `rds`. */
  readonly owningService: string | null;
  /** Null where it is not replicated; another region than its own: this is a replica. */
  readonly primaryRegion: string | null;
  /** Null also while `deletedDate` is set: AWS then shows no policy, and nobody can read the secret. */
  readonly policy: Reading<PolicyText | null>;
}

export interface Certificate extends ResourceBase<'AWS::CertificateManager::Certificate'> {
  readonly domainName: string;
  /** `AMAZON_ISSUED`, `IMPORTED`, `PRIVATE`. */
  readonly certificateType: string;
  readonly status: string;
  readonly notAfter: string | null;
  readonly inUse: boolean;
  readonly renewalEligibility: string | null;
  /** Only DescribeCertificate tells why a renewal waits or failed. */
  readonly renewalStatus: Reading<string | null>;
}
