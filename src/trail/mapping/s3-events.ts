import type { EventRule, Need } from './event-rule.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const DOCS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';

/** S3 is older than IAM and names hardly any action after its operation. */
export const S3_EVENTS: readonly EventRule[] = [
  ...renamed({
    ListAllMyBuckets: ['ListBuckets'],
    ListBucket: ['HeadBucket', 'ListObjects', 'ListObjectsV2'],
    ListBucketVersions: ['ListObjectVersions'],
    ListBucketMultipartUploads: ['ListMultipartUploads'],
    ListMultipartUploadParts: ['ListParts'],
    GetAccelerateConfiguration: ['GetBucketAccelerateConfiguration'],
    PutAccelerateConfiguration: ['PutBucketAccelerateConfiguration'],
    GetAnalyticsConfiguration: ['GetBucketAnalyticsConfiguration', 'ListBucketAnalyticsConfigurations'],
    PutAnalyticsConfiguration: ['PutBucketAnalyticsConfiguration', 'DeleteBucketAnalyticsConfiguration'],
    PutBucketCORS: ['DeleteBucketCors'],
    GetEncryptionConfiguration: ['GetBucketEncryption'],
    PutEncryptionConfiguration: ['PutBucketEncryption', 'DeleteBucketEncryption'],
    GetIntelligentTieringConfiguration: [
      'GetBucketIntelligentTieringConfiguration',
      'ListBucketIntelligentTieringConfigurations',
    ],
    PutIntelligentTieringConfiguration: [
      'PutBucketIntelligentTieringConfiguration',
      'DeleteBucketIntelligentTieringConfiguration',
    ],
    GetInventoryConfiguration: ['GetBucketInventoryConfiguration', 'ListBucketInventoryConfigurations'],
    PutInventoryConfiguration: ['PutBucketInventoryConfiguration', 'DeleteBucketInventoryConfiguration'],
    GetLifecycleConfiguration: ['GetBucketLifecycle', 'GetBucketLifecycleConfiguration'],
    PutLifecycleConfiguration: [
      'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration',
      'DeleteBucketLifecycle',
    ],
    GetMetricsConfiguration: ['GetBucketMetricsConfiguration', 'ListBucketMetricsConfigurations'],
    PutMetricsConfiguration: ['PutBucketMetricsConfiguration', 'DeleteBucketMetricsConfiguration'],
    GetBucketNotification: ['GetBucketNotificationConfiguration'],
    PutBucketNotification: ['PutBucketNotificationConfiguration'],
    GetBucketObjectLockConfiguration: ['GetObjectLockConfiguration'],
    PutBucketObjectLockConfiguration: ['PutObjectLockConfiguration'],
    PutBucketOwnershipControls: ['DeleteBucketOwnershipControls'],
    PutBucketPublicAccessBlock: ['DeleteBucketPublicAccessBlock'],
    PutAccountPublicAccessBlock: ['DeleteAccountPublicAccessBlock'],
    GetReplicationConfiguration: ['GetBucketReplication'],
    PutReplicationConfiguration: ['PutBucketReplication', 'DeleteBucketReplication'],
    PutBucketTagging: ['DeleteBucketTagging'],
    PutObject: ['UploadPart', 'CompleteMultipartUpload', 'PostObject'],
    GetObject: ['SelectObjectContent'],
    // Which keys, and whether versions of them, the event does not tell.
    DeleteObject: ['DeleteObjects'],
  }),
  rule('CreateBucket', [
    's3:CreateBucket',
    { action: 's3:PutBucketAcl', given: ['x-amz-acl'], matching: /^(?!private$)./ },
    { action: 's3:PutBucketAcl', given: grants(['read', 'write', 'read-acp', 'write-acp', 'full-control']) },
    { action: 's3:PutBucketOwnershipControls', given: ['x-amz-object-ownership'] },
    ...['s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning'].map((action) => ({
      action,
      given: ['x-amz-bucket-object-lock-enabled'],
    })),
  ]),
  ...['GetObject', 'HeadObject'].map((name) => rule(name, [ofVersion('GetObject', 'GetObjectVersion')])),
  rule('GetObjectAcl', [ofVersion('GetObjectAcl', 'GetObjectVersionAcl')]),
  rule('GetObjectAttributes', [
    ofVersion('GetObject', 'GetObjectVersion'),
    ofVersion('GetObjectAttributes', 'GetObjectVersionAttributes'),
  ]),
  rule('GetObjectTagging', [ofVersion('GetObjectTagging', 'GetObjectVersionTagging')]),
  rule('PutObjectAcl', [ofVersion('PutObjectAcl', 'PutObjectVersionAcl')]),
  rule('PutObjectTagging', [ofVersion('PutObjectTagging', 'PutObjectVersionTagging')]),
  rule('DeleteObject', [ofVersion('DeleteObject', 'DeleteObjectVersion')]),
  rule('DeleteObjectTagging', [ofVersion('DeleteObjectTagging', 'DeleteObjectVersionTagging')]),
  ...['PutObject', 'CreateMultipartUpload'].map((name) => rule(name, ['s3:PutObject', ...withObject()])),
  rule('CopyObject', ['s3:PutObject', ofSource(), ...withObject()]),
  rule('UploadPartCopy', ['s3:PutObject', ofSource()]),
  // Operations on a directory bucket's objects are authorised when the session is made.
  {
    events: [
      'AbortMultipartUpload',
      'CompleteMultipartUpload',
      'CreateMultipartUpload',
      'DeleteObject',
      'DeleteObjects',
      'GetObject',
      'GetObjectAttributes',
      'HeadBucket',
      'HeadObject',
      'ListMultipartUploads',
      'ListObjectsV2',
      'ListParts',
      'PutObject',
      'UploadPart',
    ].map((name) => `s3express:${name}`),
    needs: ['s3express:CreateSession'],
    docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html',
  },
];

function renamed(events: Readonly<Record<string, readonly string[]>>): readonly EventRule[] {
  return Object.entries(events).map(([action, names]) => ({
    events: names.map((name) => `s3:${name}`),
    needs: [`s3:${action}`],
    docs: DOCS,
  }));
}

function rule(name: string, needs: readonly Need[]): EventRule {
  return { events: [`s3:${name}`], needs, docs: DOCS };
}

function ofVersion(action: string, versionAction: string): Need {
  return { action: `s3:${versionAction}`, given: ['versionId'], otherwise: `s3:${action}` };
}

function ofSource(): Need {
  return {
    action: 's3:GetObjectVersion',
    given: ['x-amz-copy-source'],
    matching: /[?&]versionId=/i,
    otherwise: 's3:GetObject',
  };
}

/** What may be set together with an object. */
function withObject(): readonly Need[] {
  return [
    {
      action: 's3:PutObjectAcl',
      given: ['x-amz-acl', ...grants(['read', 'read-acp', 'write-acp', 'full-control'])],
    },
    { action: 's3:PutObjectTagging', given: ['x-amz-tagging'] },
    { action: 's3:PutObjectRetention', given: ['x-amz-object-lock-mode'] },
    { action: 's3:PutObjectLegalHold', given: ['x-amz-object-lock-legal-hold'] },
  ];
}

function grants(rights: readonly string[]): readonly string[] {
  return rights.map((right) => `x-amz-grant-${right}`);
}
