import { given, type LabAccount } from '../lab-account.ts';
import { allow, policy } from '../policy-document.ts';
import { flawedBuckets } from './buckets.ts';

const anybody = { Principal: { AWS: '*' } };

/**
 * Buckets of every age. flaws on all of them: s3-account-block-public-access and s3-bucket-block-public-access (never
 * set), s3-bucket-acl-disabled, s3-bucket-encryption, s3-bucket-versioning, s3-bucket-mfa-delete,
 * s3-bucket-access-logging, s3-bucket-object-lock, s3-bucket-lifecycle, s3-bucket-tls-only.
 */
export async function createBuckets(account: LabAccount): Promise<void> {
  const { s3 } = account.home;
  for (const Bucket of [
    flawedBuckets.website,
    flawedBuckets.exports,
    flawedBuckets.uploads,
    flawedBuckets.cdk,
  ]) {
    await s3.createBucket({ Bucket, ObjectOwnership: 'ObjectWriter' });
  }
  await createWebsite(account);
  await createExports(account);
  await createUploads(account);
  await createDanglingOrigin(account);
}

/** flaws: s3-bucket-website-public, s3-bucket-not-public-read (by policy). */
async function createWebsite(account: LabAccount): Promise<void> {
  const { s3 } = account.home;
  const Bucket = flawedBuckets.website;
  await s3.putBucketWebsite({ Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } });
  await s3.putBucketPolicy({
    Bucket,
    Policy: policy(allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, anybody)),
  });
  const TagSet = [
    { Key: 'title', Value: 'Harbourline <h1>Fracht & Logistik</h1>' },
    { Key: 'formula', Value: '=SUM(A1:A9)' },
    { Key: 'الاسم', Value: 'شحن 🚛' },
  ];
  await s3.putBucketTagging({ Bucket, Tagging: { TagSet } });
}

/** flaws: s3-bucket-not-public-list, s3-bucket-cross-account-access, s3-access-point-exposure, one-mechanism. */
async function createExports(account: LabAccount): Promise<void> {
  const { s3, s3Control } = account.home;
  const Bucket = flawedBuckets.exports;
  await s3.putBucketAcl({ Bucket, ACL: 'public-read' });
  await s3.putBucketPolicy({
    Bucket,
    Policy: policy(
      allow(['s3:ListBucket'], `arn:aws:s3:::${Bucket}`, anybody),
      allow('s3:*', [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`], {
        Principal: { AWS: 'arn:aws:iam::999900001111:root' },
      }),
      // Whoever comes by an access point of the account is for that to judge, and it lets in everybody.
      allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, {
        ...anybody,
        Condition: { StringEquals: { 's3:DataAccessPointAccount': account.id } },
      }),
    ),
  });
  // flaw: s3-object-acl-sample
  await s3.putObject({ Bucket, Key: 'customers 2023 "final".csv', Body: 'lab', ACL: 'public-read' });
  await s3Control.createAccessPoint({
    AccountId: account.id,
    Name: 'partner-exports',
    Bucket,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    },
  });
  await s3Control.putAccessPointPolicy({
    AccountId: account.id,
    Name: 'partner-exports',
    Policy: policy(
      allow('s3:GetObject', account.arn('s3', 'accesspoint/partner-exports/object/*', 'us-east-1'), anybody),
    ),
  });
}

/** flaws: s3-bucket-not-public-write (by ACL), trail-bucket-log-retention (where the trail's access logs land). */
async function createUploads(account: LabAccount): Promise<void> {
  const everyone = 'uri=http://acs.amazonaws.com/groups/global/AllUsers';
  // As the canned ACL public-read-write has it, of which moto tells the first half only.
  await account.home.s3.putBucketAcl({
    Bucket: flawedBuckets.uploads,
    GrantRead: everyone,
    GrantWrite: everyone,
  });
}

/** flaw: s3-cloudfront-origin-takeover (whoever makes that bucket serves our pages). */
async function createDanglingOrigin({ home }: LabAccount): Promise<void> {
  await home.cloudFront.createDistribution({
    DistributionConfig: {
      CallerReference: 'assets',
      Comment: 'static <b>assets</b>',
      Enabled: true,
      DefaultCacheBehavior: {
        TargetOriginId: 's3',
        ViewerProtocolPolicy: 'allow-all',
        ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
        MinTTL: 0,
      },
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: 's3',
            DomainName: `${flawedBuckets.goneAssets}.s3.amazonaws.com`,
            S3OriginConfig: { OriginAccessIdentity: '' },
          },
        ],
      },
    },
  });
}

/** flaws: ebs-snapshot-not-public, ami-not-public. ebs-default-encryption fails by being off. */
export async function shareDisks(account: LabAccount, webServer: string): Promise<void> {
  const { ec2 } = account.home;
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({});
  const volume = await ec2.createVolume({
    AvailabilityZone: AvailabilityZones[0]?.ZoneName,
    Size: 8,
    VolumeType: 'gp2',
  });
  const snapshot = await ec2.createSnapshot({
    VolumeId: given(volume.VolumeId),
    Description: 'orders before "go-live"',
  });
  await ec2.modifySnapshotAttribute({
    SnapshotId: given(snapshot.SnapshotId),
    Attribute: 'createVolumePermission',
    OperationType: 'add',
    GroupNames: ['all'],
  });
  const image = await ec2.createImage({ InstanceId: webServer, Name: 'tracking-web-golden' });
  await ec2.modifyImageAttribute({
    ImageId: given(image.ImageId),
    LaunchPermission: { Add: [{ Group: 'all' }] },
  });
}
