import type { PolicyDocument } from '../iam/policy-document.ts';
import { documentOf } from '../iam/prove/document-of.ts';
import { s3PublicPolicy } from '../iam/prove/public/s3-public-policy.ts';
import { mapReading, type Reading, read } from '../model/reading.ts';
import type { AccessPoint, Bucket } from '../model/resources/s3.ts';
import { effectiveBlock } from './block-public-access.ts';
import type { Inventory } from './inventory.ts';
import type { ResourcePolicy } from './resource-policies.ts';

/**
 * What S3 makes of a policy that it calls public where RestrictPublicBuckets is on: nobody but services and the owner's
 * account gets through. Other resources' policies, and others, are as they are. `services`: false where strangers alone
 * are asked about, who can have no service act for them on it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function restrictedPolicy(
  inventory: Inventory,
  { type, arn, account }: Pick<ResourcePolicy, 'type' | 'arn' | 'account'>,
  document: PolicyDocument,
  { services = true }: { readonly services?: boolean } = {},
): Reading<PolicyDocument> {
  if (type !== 'AWS::S3::Bucket' && type !== 'AWS::S3::AccessPoint') return read(document);
  if (!s3PublicPolicy(document, type === 'AWS::S3::Bucket' ? 'bucket' : 'access-point').public)
    return read(document);
  const holder: Bucket | AccessPoint | undefined = inventory.grouped(type, 'arn').get(arn)?.[0];
  if (!holder) return read(document);
  return mapReading(effectiveBlock(inventory, holder, 'restrictPublicBuckets'), (isOn) =>
    isOn ? withoutStrangers(document, account, services) : document,
  );
}

function withoutStrangers(document: PolicyDocument, account: string, services: boolean): PolicyDocument {
  const restriction = documentOf({
    Version: '2012-10-17',
    Statement: {
      Sid: 'S3 Block Public Access',
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalAccount': account },
        ...(services && { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
      },
    },
  });
  return { ...document, statements: [...document.statements, ...restriction.statements] };
}
