import type { JsonObject } from '../../../src/model/json.ts';
import type { ResourceType } from '../../../src/model/resource-types.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { accountIds, type LabRegion } from '../accounts.ts';
import { flawedBuckets } from '../flawed/buckets.ts';
import type { ACTORS } from './actors.ts';

/** What somebody did, told in days before the assessment. */
export interface Deed {
  readonly daysAgo: number;
  readonly by: keyof typeof ACTORS;
  /** `s3:PutBucketPolicy`: the event source's first label, and the event's name. */
  readonly does: string;
  readonly region?: LabRegion;
  readonly request: JsonObject | null;
  readonly answer?: JsonObject;
  readonly denied?: boolean;
  readonly readOnly?: boolean;
}

/** AWS gave the ids of these: they are looked up by the names that the builders of the account gave. */
function idNamed(snapshot: Snapshot, type: ResourceType, isIt: (resource: object) => boolean): string {
  const found = snapshot.resources.find(
    (each) => each.type === type && each.account === accountIds.flawed && isIt(each),
  );
  if (!found) throw new Error(`the flawed account has no such ${type}`);
  return found.id;
}

function opens(groupId: string, port: number): Pick<Deed, 'does' | 'request'> {
  const ranges = { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, groups: {}, prefixListIds: {} };
  const permission = { ipProtocol: 'tcp', fromPort: port, toPort: port, ...ranges };
  return {
    does: 'ec2:AuthorizeSecurityGroupIngress',
    request: { groupId, ipPermissions: { items: [permission] } },
  };
}

/**
 * Some of what made the flawed account what it is, and what came of it, as its trail would have it of three months. Not
 * all: who did the rest is nowhere to be found, as in other people's accounts. Of eu-central-1 there is nothing.
 */
export function flawedHistory(snapshot: Snapshot): readonly Deed[] {
  const deeds = [
    ...looks(92),
    ...buckets(),
    ...network(snapshot),
    ...people(),
    ...services(snapshot),
    ...looks(1),
  ];
  return deeds.toSorted((a, b) => b.daysAgo - a.daysAgo);
}

/** The trail was there then. */
function looks(daysAgo: number): readonly Deed[] {
  const request = { instancesSet: {}, filterSet: {} };
  const deed = { daysAgo, by: 'ci', does: 'ec2:DescribeInstances', request, readOnly: true } as const;
  return [deed, { ...deed, region: 'eu-west-1' }];
}

function buckets(): readonly Deed[] {
  const bucket = { bucketName: flawedBuckets.exports };
  const rules = { Rule: { Status: 'Enabled', Expiration: { Days: 30 } } };
  const ofTrail = { bucketName: flawedBuckets.trail, LifecycleConfiguration: rules };
  return [
    { daysAgo: 61, by: 'ci', does: 's3:CreateBucket', request: bucket },
    { daysAgo: 45, by: 'marta', does: 's3:PutBucketPolicy', request: bucket },
    { daysAgo: 44, by: 'marta', does: 's3:PutBucketAcl', request: { ...bucket, 'x-amz-acl': 'public-read' } },
    { daysAgo: 40, by: 'ci', does: 's3:PutBucketLifecycle', request: ofTrail },
    // What he could not do, nobody has done.
    { daysAgo: 28, by: 'contractor', does: 's3:PutBucketPolicy', request: bucket, denied: true },
    {
      daysAgo: 15,
      by: 'root',
      does: 's3:DeleteAccountPublicAccessBlock',
      request: { accountId: accountIds.flawed },
    },
  ];
}

function network(snapshot: Snapshot): readonly Deed[] {
  const isAdmin = (each: object): boolean => 'groupName' in each && each.groupName === 'admin';
  const admin = idNamed(snapshot, 'AWS::EC2::SecurityGroup', isAdmin);
  return [
    { daysAgo: 30, by: 'contractor', ...opens(admin, 22) },
    { daysAgo: 29, by: 'marta', ...opens(admin, 3389) },
  ];
}

function people(): readonly Deed[] {
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const attached = { userName: 'ext.contractor', policyArn };
  const written = { userName: 'ci-deploy', policyName: 'quick-fix', policyDocument: '{}' };
  const signedIn = { ConsoleLogin: 'Success' };
  return [
    { daysAgo: 23, by: 'marta', does: 'iam:PutUserPolicy', request: written },
    { daysAgo: 20, by: 'magda', does: 'iam:AttachUserPolicy', request: attached },
    { daysAgo: 16, by: 'root', does: 'signin:ConsoleLogin', request: null, answer: signedIn },
  ];
}

function services(snapshot: Snapshot): readonly Deed[] {
  const snapshotId = idNamed(snapshot, 'AWS::EC2::Snapshot', () => true);
  const shared = { snapshotId, createVolumePermission: { add: { items: [{ group: 'all' }] } } };
  const database = { dBInstanceIdentifier: 'orders', publiclyAccessible: true, applyImmediately: true };
  const mailer = { functionName: 'invoice-mailer', environment: {} };
  return [
    { daysAgo: 12, by: 'ci', does: 'lambda:UpdateFunctionConfiguration20150331v2', request: mailer },
    { daysAgo: 10, by: 'contractor', does: 'ec2:ModifySnapshotAttribute', request: shared },
    { daysAgo: 8, by: 'marta', does: 'rds:ModifyDBInstance', request: database },
  ];
}
