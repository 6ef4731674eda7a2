import { z } from 'zod';
import type { ExposureAnswer } from '../../iam/answers/exposure-answer.ts';
import { answerHead, unreadCalls } from './iam/answer-head.ts';
import { requestSchema } from './iam/request-schema.ts';

const count = z.int().min(0);

const stop = {
  layer: z.enum([
    'account-block-public-access',
    'bucket-block-public-access',
    'access-point-block-public-access',
    'object-ownership',
    'snapshot-block-public-access',
    'vpc-endpoint-policy',
  ]),
  setting: z.string().describe('restrictPublicBuckets, ignorePublicAcls, BucketOwnerEnforced …'),
  of: z
    .string()
    .describe('The account, its region, or the ARN of the bucket, access point or VPC endpoint that has it'),
};

const way = z
  .strictObject({
    by: z.enum([
      'policy',
      'access-point',
      'bucket-acl',
      'object-acl',
      'kms-grant',
      'sharing',
      'identity-policies',
    ]),
    grant: z.string().describe('statement 1 "Website", READ to everyone'),
    where: z.string().describe('What the grant stands in'),
    accessPoint: z.string().nullable().describe('ARN of the access point that the request comes through'),
    vpcEndpoint: z
      .string()
      .nullable()
      .describe(
        'ARN of the VPC endpoint that the request has to come by; null: of none, or of one that nobody read',
      ),
    request: requestSchema.nullable().describe('One that gets through, or would without what stops it'),
    stoppedBy: z.array(z.strictObject(stop)).readonly(),
    wouldStop: z
      .array(z.strictObject(stop))
      .readonly()
      .describe('Settings that are off, of which any would stop it; empty: none would, or some does'),
  })
  .readonly();

const person = z
  .strictObject({
    kind: z.enum([
      'anonymous',
      'any-account',
      'account',
      'organization',
      'others',
      'canonical-user',
      'service',
      'distribution',
      'inside',
    ]),
    name: z.string(),
    access: z
      .array(
        z.strictObject({
          operation: z.string(),
          answer: z
            .enum(['open', 'held', 'unknown'])
            .describe('held: granted, and stopped by settings alone'),
          ways: z.array(way).readonly(),
          unread: unreadCalls.describe('Why it is unknown'),
        }),
      )
      .readonly()
      .describe('Operations that are not there are closed'),
  })
  .readonly();

/** Fields are added, never changed, within a version. */
export const exposureSchema = z.strictObject({
  ...answerHead,
  asked: z.string().nullable().describe('The one resource that was asked about, as it was named'),
  summary: z.strictObject({ resources: count, public: count, shared: count, held: count, unknown: count }),
  doors: z
    .array(z.strictObject({ ...stop, opens: z.array(z.string()).readonly().describe('ARNs') }))
    .readonly()
    .describe('Settings that alone keep somebody out of resources'),
  resources: z
    .array(
      z
        .strictObject({
          type: z.string().describe('CloudFormation resource type'),
          arn: z.string(),
          account: z.string(),
          region: z.string(),
          operations: z.array(z.string()).readonly().describe("Of a bucket; else AWS's access levels"),
          people: z.array(person).readonly(),
          aws: z
            .strictObject({ public: z.boolean(), because: z.string() })
            .readonly()
            .nullable()
            .describe("What S3's Block Public Access calls a bucket's policy"),
          difference: z.string().nullable().describe('Why that and what strangers can do differ'),
          website: z
            .strictObject({
              endpoint: z.string().describe('http://NAME.s3-website-REGION.amazonaws.com'),
              answer: z.enum(['open', 'held', 'closed', 'unknown']),
              says: z.string().describe('What it serves by which grant, what stops it, or what would'),
              unread: unreadCalls.describe('Why it is unknown'),
            })
            .readonly()
            .nullable()
            .describe('What the website of a bucket serves to whoever asks, over HTTP'),
        })
        .readonly(),
    )
    .readonly()
    .describe('Public ones first, then those that are shared'),
  unread: unreadCalls,
});

/** Fails to compile when the schema and the type part ways. */
const sameShape = (answer: z.infer<typeof exposureSchema>): ExposureAnswer => answer;
void sameShape;
