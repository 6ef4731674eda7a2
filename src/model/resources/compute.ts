import type { ScannedText } from '../credential-match.ts';
import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { PolicyText } from './iam.ts';

export interface FunctionUrl {
  readonly functionUrl: string;
  /** `NONE`: anybody who knows the address, if the resource policy allows it. */
  readonly authType: 'NONE' | 'AWS_IAM';
  /** The alias that it calls; null: the unpublished version. */
  readonly qualifier: string | null;
  /** The alias's own resource policy, which governs this URL; absent without a qualifier. */
  readonly policy?: Reading<PolicyText | null>;
}

export interface LambdaFunction extends ResourceBase<'AWS::Lambda::Function'> {
  readonly runtime: string | null;
  readonly role: string;
  readonly lastModified: string | null;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Environment variables, scanned variable by variable; unread when Lambda could not decrypt them for us. */
  readonly environment: Reading<ScannedText>;
  /** The policy of the function itself; versions and aliases have their own. */
  readonly policy: Reading<PolicyText | null>;
  readonly urls: Reading<readonly FunctionUrl[]>;
}

export interface LambdaLayer extends ResourceBase<'AWS::Lambda::LayerVersion'> {
  readonly version: number;
  readonly policy: Reading<PolicyText | null>;
}

/** The newest active revision of each task definition family. */
export interface TaskDefinition extends ResourceBase<'AWS::ECS::TaskDefinition'> {
  readonly family: string;
  readonly revision: number;
  readonly detail: Reading<{
    readonly taskRoleArn: string | null;
    readonly executionRoleArn: string | null;
    readonly networkMode: string | null;
    readonly containers: readonly {
      readonly name: string;
      readonly privileged: boolean;
      readonly environment: ScannedText;
    }[];
  }>;
}

export interface EksCluster extends ResourceBase<'AWS::EKS::Cluster'> {
  readonly detail: Reading<{
    readonly version: string | null;
    readonly status: string;
    readonly endpointPublicAccess: boolean;
    readonly endpointPrivateAccess: boolean;
    readonly publicAccessCidrs: readonly string[];
    readonly vpcId: string | null;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly roleArn: string | null;
  }>;
}

/** Metadata of a parameter; values are not read, but those of type String are scanned and forgotten. */
export interface SsmParameter extends ResourceBase<'AWS::SSM::Parameter'> {
  readonly parameterType: 'String' | 'StringList' | 'SecureString';
  readonly keyId: string | null;
  readonly lastModifiedDate: string | null;
  /** Scanned value of String and StringList parameters; length 0 for SecureString, whose value is never asked for. */
  readonly plainValue: Reading<ScannedText>;
}
