import { given, type LabAccount } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { allow } from '../policy-document.ts';
import { accessLogDelivery, archiveThenExpire, createHardenedBucket } from '../shared/bucket.ts';
import { createKey } from '../shared/key.ts';

export type Keys = { readonly data: string; readonly dataEurope: string };

/** Customer managed keys, rotated yearly, in the two regions that hold data. */
export async function createKeys(account: LabAccount): Promise<Keys> {
  const alarms = allow(['kms:GenerateDataKey*', 'kms:Decrypt'], '*', {
    Sid: 'AlarmsReachTheTopic',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': account.id } },
  });
  return {
    data: await createKey(account, { alias: 'meridian-data', statements: [alarms] }),
    dataEurope: await createKey(account, { alias: 'meridian-data', region: 'eu-west-1' }),
  };
}

/** Account-wide Block Public Access, and buckets that keep to one mechanism. */
export async function createBuckets(account: LabAccount, keys: Keys): Promise<void> {
  await account.home.s3Control.putPublicAccessBlock({
    AccountId: account.id,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  });
  await createHardenedBucket(account, {
    name: meridian.accessLogs,
    lifecycle: archiveThenExpire(400),
    statements: [
      accessLogDelivery(
        meridian.accessLogs,
        [meridian.assets, meridian.statements, meridian.cdk],
        account.id,
      ),
      allow('s3:PutObject', `arn:aws:s3:::${meridian.accessLogs}/alb/AWSLogs/${account.id}/*`, {
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': account.id } },
      }),
    ],
    tags: { Owner: 'platform' },
  });
  for (const name of [meridian.assets, meridian.statements, meridian.cdk]) {
    await createHardenedBucket(account, {
      name,
      keyArn: keys.data,
      lifecycle: archiveThenExpire(730),
      logsTo: { bucket: meridian.accessLogs, prefix: `${name}/` },
      tags: { Owner: 'storefront', Environment: 'production' },
    });
  }
  // Behind a Block Public Access that nobody can turn off, for those whom the account's own policies let in.
  await account.home.s3Control.createAccessPoint({
    AccountId: account.id,
    Name: 'statement-readers',
    Bucket: meridian.statements,
  });
}

/** An encrypted volume's snapshot and an image that nobody else sees. */
export async function createSnapshots(account: LabAccount, keyId: string, instanceId: string): Promise<void> {
  const { ec2 } = account.home;
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({});
  const volume = await ec2.createVolume({
    AvailabilityZone: AvailabilityZones[0]?.ZoneName,
    Size: 20,
    VolumeType: 'gp3',
    Encrypted: true,
    KmsKeyId: keyId,
  });
  await ec2.createSnapshot({
    VolumeId: given(volume.VolumeId),
    Description: 'catalogue before the migration',
  });
  await ec2.createImage({
    InstanceId: instanceId,
    Name: 'storefront-web-2024-05',
    Description: 'storefront web server',
  });
}
