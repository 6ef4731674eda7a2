import type { Finding } from '../../src/model/finding.ts';
import type { AwsCli } from './aws-cli.ts';
import type { StandIn } from './commands-of.ts';
import { STAND_IN_FILES, standIn } from './stand-ins.ts';

/** What the flawed account needs for its fixes, made by the AWS CLI too, and what a reader finds there by looking. */
export interface World {
  standInFor(finding: Finding): StandIn;
}

const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f example';

export const WORLD_FILES: Readonly<Record<string, string>> = { ...STAND_IN_FILES, 'file.txt': PUBLIC_KEY };

const BUCKET = 'harbourline-new-logs';
const MAY_DELIVER = JSON.stringify({
  Version: '2012-10-17',
  // An action a statement: moto reads no lists there.
  Statement: ['cloudtrail.amazonaws.com', 'logging.s3.amazonaws.com'].flatMap((Service) =>
    [
      { Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${BUCKET}` },
      { Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/*` },
    ].map((each) => ({ Effect: 'Allow', Principal: { Service }, ...each })),
  ),
});

export async function prepareWorld(cli: AwsCli): Promise<World> {
  const ask = async (line: string, ...more: readonly string[]): Promise<string> => {
    const { code, errors, output } = await cli.run([...line.split(' '), ...more]);
    if (code !== 0) throw new Error(`${line}: ${errors}`);
    return output.trim();
  };
  await ask(`s3 mb s3://${BUCKET}`);
  await ask(`s3api put-bucket-policy --bucket ${BUCKET} --policy`, MAY_DELIVER);
  await ask('iam create-policy --policy-name narrower --policy-document file://policy.json');
  await ask('iam create-instance-profile --instance-profile-name for-instances');
  await ask(
    'iam create-role --role-name for-instances --assume-role-policy-document file://trust-policy.json',
  );
  await ask(
    'iam add-role-to-instance-profile --instance-profile-name for-instances --role-name for-instances',
  );
  const key = await ask('kms create-key --query KeyMetadata.Arn --output text');
  const topic = await ask('sns create-topic --name new-topic --query TopicArn --output text');
  const balancer = '--query LoadBalancers[0].VpcId --output text';
  const vpc = await ask(`elbv2 describe-load-balancers --names tracking ${balancer}`);
  const subnets = JSON.parse(
    await ask(`ec2 describe-subnets --filters Name=vpc-id,Values=${vpc} --query Subnets --output json`),
  ) as readonly { readonly SubnetId: string; readonly AvailabilityZone: string }[];
  const zones = Map.groupBy(subnets, (each) => each.AvailabilityZone);
  const [first = '', second = ''] = [...zones.values()].map(([each]) => each?.SubnetId ?? '');
  const group = await ask(
    'elbv2 describe-target-groups --names dispatch --query TargetGroups[0].TargetGroupArn --output text',
  );
  const known: Readonly<Record<string, string>> = {
    BUCKET,
    'LOG-BUCKET': BUCKET,
    'KMS-KEY-ARN': key,
    'SNS-TOPIC-ARN': topic,
    'SUBNET-ID': first,
    'SUBNET-ID-OF-ANOTHER-ZONE': second,
    'SUBNET-IDS': `${first},${second}`,
    'TARGET-GROUP-ARN': group,
    'INSTANCE-PROFILE-NAME': 'for-instances',
    'TRAIL-TO-KEEP-ARN': TRAIL('harbourline-management-events'),
  };
  return {
    standInFor: (finding) => (name) => known[name] ?? ofFinding(finding, name) ?? standIn(name),
  };
}

const TRAIL = (name: string): string => `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}`;

/** What a reader takes from the finding itself. */
function ofFinding({ check, evidence, resource }: Finding, name: string): string | undefined {
  switch (name) {
    case 'USER-NAME':
      return firstOf(evidence['members']);
    case 'OLDER-ACCESS-KEY-ID':
      return firstOf(evidence['activeKeys'], 'accessKeyId');
    case 'OTHER-TRAIL-ARN':
      return TRAIL(
        check === 'trail-bucket-object-level-trail'
          ? 'harbourline-management-events'
          : 'partner-portal-audit',
      );
    case 'QUEUE-URL':
      return typeof evidence['queueUrl'] === 'string' ? evidence['queueUrl'] : undefined;
    case 'PEERING-ID':
      return firstOf(evidence['routes'], 'peering');
    case 'BROAD-CIDR':
      return firstOf(evidence['routes'], 'destination');
    case 'USED-CIDR':
      return firstOf(evidence['routes'], 'destination')?.replace('/16', '/24');
    case 'ROLE-NAME':
    case 'LOG-GROUP-NAME':
      return `for-${resource.id}`;
    default:
      return undefined;
  }
}

function firstOf(list: unknown, field?: string): string | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  if (typeof first === 'string') return first;
  if (field === undefined || typeof first !== 'object' || first === null) return undefined;
  const value: unknown = Object.entries(first).find(([key]) => key === field)?.[1];
  return typeof value === 'string' ? value : undefined;
}
