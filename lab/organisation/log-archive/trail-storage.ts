import { accountIds } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { allow } from '../policy-document.ts';
import { accessLogDelivery, archiveThenExpire, createHardenedBucket } from '../shared/bucket.ts';
import { createKey } from '../shared/key.ts';

const trailArn = `arn:aws:cloudtrail:us-east-1:${accountIds.hardened}:trail/${meridian.trail}`;
const fromTrail = { Condition: { StringEquals: { 'aws:SourceArn': trailArn } } };

/** The organisation trail's key and bucket, the bucket of that bucket's access logs, and Config's. Gives the key. */
export async function createTrailStorage(account: LabAccount, organizationId: string): Promise<string> {
  const cloudtrail = { Principal: { Service: 'cloudtrail.amazonaws.com' } };
  const key = await createKey(account, {
    alias: 'cloudtrail',
    statements: [
      allow('kms:GenerateDataKey*', '*', {
        Sid: 'TrailEncrypts',
        ...cloudtrail,
        Condition: {
          StringEquals: { 'aws:SourceArn': trailArn },
          StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn },
        },
      }),
      allow('kms:DescribeKey', '*', { Sid: 'TrailLooksAtTheKey', ...cloudtrail, ...fromTrail }),
    ],
  });
  await createHardenedBucket(account, {
    name: meridian.trailAccessLogs,
    lifecycle: archiveThenExpire(1095),
    statements: [
      accessLogDelivery(meridian.trailAccessLogs, [meridian.trailBucket, meridian.configBucket], account.id),
    ],
  });
  const bucketArn = `arn:aws:s3:::${meridian.trailBucket}`;
  await createHardenedBucket(account, {
    name: meridian.trailBucket,
    keyArn: key,
    lifecycle: archiveThenExpire(2555),
    logsTo: { bucket: meridian.trailAccessLogs, prefix: 'cloudtrail/' },
    statements: [
      allow('s3:GetBucketAcl', bucketArn, { Sid: 'TrailChecksBucket', ...cloudtrail, ...fromTrail }),
      ...[accountIds.hardened, organizationId].map((owner) =>
        allow('s3:PutObject', `${bucketArn}/AWSLogs/${owner}/*`, { ...cloudtrail, ...fromTrail }),
      ),
    ],
  });
  const config = { Principal: { Service: 'config.amazonaws.com' } };
  const fromUs = { StringEquals: { 'aws:SourceAccount': [accountIds.hardened, accountIds['log-archive']] } };
  const configArn = `arn:aws:s3:::${meridian.configBucket}`;
  await createHardenedBucket(account, {
    name: meridian.configBucket,
    keyArn: key,
    lifecycle: archiveThenExpire(2555),
    logsTo: { bucket: meridian.trailAccessLogs, prefix: 'config/' },
    statements: [
      allow(['s3:GetBucketAcl', 's3:ListBucket'], configArn, { ...config, Condition: fromUs }),
      allow('s3:PutObject', `${configArn}/AWSLogs/*`, { ...config, Condition: fromUs }),
    ],
  });
  return key;
}
