import type { PolicyEffect } from './exposure.ts';

const BUCKET = 'arn:aws:s3:::data-bucket';
const OBJECTS = `${BUCKET}/*`;
const READ = ['s3:GetObject', 's3:GetObjectVersion'];
const EVERYTHING = [
  ...READ,
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:ListBucketMultipartUploads',
  's3:PutObject',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetBucketAcl',
  's3:GetObjectAcl',
  's3:GetObjectVersionAcl',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
];

export interface PolicyShape extends PolicyEffect {
  readonly name: string;
  /** Null: no policy. */
  readonly policy: string | null;
}

type Json = Readonly<Record<string, unknown>>;

const shape = (name: string, statements: readonly Json[] | null, effect: PolicyEffect): PolicyShape => ({
  name,
  policy: statements && JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  ...effect,
});

const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[],
  more: Json = {},
): Json => ({
  Effect: 'Allow',
  Principal: '*',
  Action,
  Resource,
  ...more,
});

const CLOSED: PolicyEffect = { isPublic: false, allows: [], shutsOut: false };
const OPEN = { isPublic: true, shutsOut: false };

/** What AWS's pages and the plain sense of the conditions say of each, for somebody whom it does not tell. */
export const POLICY_SHAPES: readonly PolicyShape[] = [
  shape('none', null, CLOSED),
  shape('public read', [allow('s3:GetObject', OBJECTS)], { ...OPEN, allows: ['s3:GetObject'] }),
  shape('public list', [allow('s3:ListBucket', BUCKET)], { ...OPEN, allows: ['s3:ListBucket'] }),
  shape('public write', [allow('s3:PutObject', OBJECTS)], { ...OPEN, allows: ['s3:PutObject'] }),
  shape('public everything', [allow('s3:*', [BUCKET, OBJECTS])], { ...OPEN, allows: EVERYTHING }),
  shape(
    'another account',
    [allow('s3:*', [BUCKET, OBJECTS], { Principal: { AWS: 'arn:aws:iam::999900001111:root' } })],
    CLOSED,
  ),
  shape(
    'an organization',
    [
      allow('s3:*', [BUCKET, OBJECTS], {
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-oursample' } },
      }),
    ],
    CLOSED,
  ),
  shape(
    'half of the internet',
    [allow('s3:GetObject', OBJECTS, { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } })],
    { ...OPEN, allows: ['s3:GetObject'] },
  ),
  shape(
    'an office',
    [allow('s3:GetObject', OBJECTS, { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
    CLOSED,
  ),
  shape(
    'public read by TLS',
    [
      allow('s3:GetObject', OBJECTS),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [BUCKET, OBJECTS],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
    { ...OPEN, allows: ['s3:GetObject'] },
  ),
  shape(
    'public, and a Deny for all but an organization',
    [
      allow('s3:*', [BUCKET, OBJECTS]),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [BUCKET, OBJECTS],
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-oursample' } },
      },
    ],
    { isPublic: true, allows: EVERYTHING, shutsOut: true },
  ),
  // Whoever asks for encryption by a key needs a right to the key as well.
  shape(
    'write with a key of ours',
    [
      allow('s3:PutObject', OBJECTS, {
        Condition: {
          StringEquals: {
            's3:x-amz-server-side-encryption-aws-kms-key-id':
              'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555',
          },
        },
      }),
    ],
    CLOSED,
  ),
];
