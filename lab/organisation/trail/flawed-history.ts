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
  const group = (name: string): string =>
    idNamed(snapshot, 'AWS::EC2::SecurityGroup', (each) => 'groupName' in each && each.groupName === name);
  const snapshotId = idNamed(snapshot, 'AWS::EC2::Snapshot', () => true);
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const exports = { bucketName: flawedBuckets.exports };
  const noted: Pick<Deed, 'does' | 'request' | 'readOnly'> = {
    does: 'ec2:DescribeInstances',
    request: { instancesSet: {}, filterSet: {} },
    readOnly: true,
  };
  return [
    { daysAgo: 92, by: 'ci', ...noted },
    { daysAgo: 92, by: 'ci', region: 'eu-west-1', ...noted },
    { daysAgo: 61, by: 'ci', does: 's3:CreateBucket', request: exports },
    { daysAgo: 45, by: 'marta', does: 's3:PutBucketPolicy', request: exports },
    {
      daysAgo: 44,
      by: 'marta',
      does: 's3:PutBucketAcl',
      request: { ...exports, 'x-amz-acl': 'public-read' },
    },
    {
      daysAgo: 40,
      by: 'ci',
      does: 's3:PutBucketLifecycle',
      request: { bucketName: flawedBuckets.trail, LifecycleConfiguration: { Rule: { Status: 'Enabled' } } },
    },
    { daysAgo: 30, by: 'contractor', ...opens(group('admin'), 22) },
    { daysAgo: 29, by: 'marta', ...opens(group('admin'), 3389) },
    // What he could not do, nobody has done.
    {
      daysAgo: 28,
      by: 'contractor',
      does: 's3:PutBucketPolicy',
      request: exports,
      denied: true,
    },
    {
      daysAgo: 23,
      by: 'marta',
      does: 'iam:PutUserPolicy',
      request: { userName: 'ci-deploy', policyName: 'quick-fix', policyDocument: '{}' },
    },
    {
      daysAgo: 20,
      by: 'magda',
      does: 'iam:AttachUserPolicy',
      request: { userName: 'ext.contractor', policyArn },
    },
    {
      daysAgo: 15,
      by: 'root',
      does: 'signin:ConsoleLogin',
      request: null,
      answer: { ConsoleLogin: 'Success' },
    },
    {
      daysAgo: 15,
      by: 'root',
      does: 's3:DeleteAccountPublicAccessBlock',
      request: { accountId: accountIds.flawed },
    },
    {
      daysAgo: 12,
      by: 'ci',
      does: 'lambda:UpdateFunctionConfiguration20150331v2',
      request: { functionName: 'invoice-mailer', environment: {} },
    },
    {
      daysAgo: 10,
      by: 'contractor',
      does: 'ec2:ModifySnapshotAttribute',
      request: {
        snapshotId,
        createVolumePermission: { add: { items: [{ group: 'all' }] } },
        attributeType: 'CREATE_VOLUME_PERMISSION',
      },
    },
    {
      daysAgo: 8,
      by: 'marta',
      does: 'rds:ModifyDBInstance',
      request: { dBInstanceIdentifier: 'orders', publiclyAccessible: true, applyImmediately: true },
    },
    { daysAgo: 1, by: 'ci', ...noted },
    { daysAgo: 1, by: 'ci', region: 'eu-west-1', ...noted },
  ];
}
