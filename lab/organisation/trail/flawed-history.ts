import type { Instance, NetworkInterface, SecurityGroup } from '../../../src/model/resources/ec2.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { accountIds } from '../accounts.ts';
import { flawedBuckets } from '../flawed/buckets.ts';
import { ACTORS, aProgram } from './actors.ts';
import type { Deed } from './deed.ts';
import { activeKeyOf, found } from './found.ts';

const ACCOUNT = accountIds.flawed;

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
    ...keyOnServer(snapshot),
    ...partsOfRights(),
    ...looks(1),
  ];
  return deeds.toSorted((a, b) => b.daysAgo - a.daysAgo);
}

/** The trail was there then. */
function looks(daysAgo: number): readonly Deed[] {
  const request = { instancesSet: {}, filterSet: {} };
  const deed = { daysAgo, by: ACTORS.ci, does: 'ec2:DescribeInstances', request, readOnly: true };
  const reboot = { ...deed, does: 'ec2:RebootInstances', readOnly: false };
  return [deed, { ...deed, region: 'eu-west-1' }, reboot];
}

function buckets(): readonly Deed[] {
  const bucket = { bucketName: flawedBuckets.exports };
  const rules = { Rule: { Status: 'Enabled', Expiration: { Days: 30 } } };
  const ofTrail = { bucketName: flawedBuckets.trail, LifecycleConfiguration: rules };
  return [
    { daysAgo: 61, by: ACTORS.ci, does: 's3:CreateBucket', request: bucket },
    { daysAgo: 45, by: ACTORS.marta, does: 's3:PutBucketPolicy', request: bucket },
    {
      daysAgo: 44,
      by: ACTORS.marta,
      does: 's3:PutBucketAcl',
      request: { ...bucket, 'x-amz-acl': 'public-read' },
    },
    { daysAgo: 40, by: ACTORS.ci, does: 's3:PutBucketLifecycle', request: ofTrail },
    // What he could not do, nobody has done.
    { daysAgo: 28, by: ACTORS.contractor, does: 's3:PutBucketPolicy', request: bucket, denied: true },
    {
      daysAgo: 15,
      by: ACTORS.root,
      does: 's3:DeleteAccountPublicAccessBlock',
      request: { accountId: ACCOUNT },
    },
  ];
}

function network(snapshot: Snapshot): readonly Deed[] {
  const isAdmin = ({ groupName }: SecurityGroup): boolean => groupName === 'admin';
  const admin = found(snapshot, ACCOUNT, 'AWS::EC2::SecurityGroup', isAdmin).id;
  return [
    { daysAgo: 30, by: ACTORS.contractor, ...opens(admin, 22) },
    { daysAgo: 29, by: ACTORS.marta, ...opens(admin, 3389) },
  ];
}

function people(): readonly Deed[] {
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const attached = { userName: 'ext.contractor', policyArn };
  const written = { userName: 'ci-deploy', policyName: 'quick-fix', policyDocument: '{}' };
  const signedIn = { ConsoleLogin: 'Success' };
  return [
    { daysAgo: 23, by: ACTORS.marta, does: 'iam:PutUserPolicy', request: written },
    { daysAgo: 20, by: ACTORS.magda, does: 'iam:AttachUserPolicy', request: attached },
    { daysAgo: 16, by: ACTORS.root, does: 'signin:ConsoleLogin', request: null, answer: signedIn },
  ];
}

function services(snapshot: Snapshot): readonly Deed[] {
  const snapshotId = found(snapshot, ACCOUNT, 'AWS::EC2::Snapshot', () => true).id;
  const shared = { snapshotId, createVolumePermission: { add: { items: [{ group: 'all' }] } } };
  const database = { dBInstanceIdentifier: 'orders', publiclyAccessible: true, applyImmediately: true };
  const mailer = { functionName: 'invoice-mailer', environment: {} };
  return [
    { daysAgo: 12, by: ACTORS.ci, does: 'lambda:UpdateFunctionConfiguration20150331v2', request: mailer },
    { daysAgo: 10, by: ACTORS.contractor, does: 'ec2:ModifySnapshotAttribute', request: shared },
    { daysAgo: 8, by: ACTORS.marta, does: 'rds:ModifyDBInstance', request: database },
  ];
}

/** An administrator's key is made active again, and lies on the web server since. */
function keyOnServer(snapshot: Snapshot): readonly Deed[] {
  const userName = 'j.lindqvist';
  const accessKeyId = activeKeyOf(snapshot, ACCOUNT, userName);
  const server = aProgram(ACCOUNT, userName, accessKeyId, webServerAddress(snapshot));
  const request = { userName, accessKeyId, status: 'Active' };
  const list = { by: server, does: 's3:ListBuckets', request: { Host: 's3.amazonaws.com' }, readOnly: true };
  return [
    { daysAgo: 14, by: ACTORS.magda, does: 'iam:UpdateAccessKey', request },
    { ...list, daysAgo: 13 },
    { ...list, daysAgo: 12 },
  ];
}

/** They use some of what they may. */
function partsOfRights(): readonly Deed[] {
  const key = { userName: 'dana.fox' };
  const assumeRolePolicyDocument = '{}';
  const role = { roleName: 'tracking-function', assumeRolePolicyDocument };
  return [
    { daysAgo: 36, by: ACTORS.rotation, does: 'iam:CreateAccessKey', request: key },
    { daysAgo: 33, by: ACTORS.deployer, does: 'iam:CreateRole', request: role },
  ];
}

/** Of the one that was there at that time; the others are as young as the recording. */
function webServerAddress(snapshot: Snapshot): string {
  const launched = (each: Instance): string => each.launchTime ?? '';
  const isOld = (each: Instance): boolean => launched(each) < snapshot.header.asOf.slice(0, 7);
  const { id } = found(snapshot, ACCOUNT, 'AWS::EC2::Instance', isOld);
  const isItsOwn = ({ attachment }: NetworkInterface): boolean => attachment?.instanceId === id;
  const { privateIpAddresses } = found(snapshot, ACCOUNT, 'AWS::EC2::NetworkInterface', isItsOwn);
  const address = privateIpAddresses.find(({ publicIp }) => publicIp !== null)?.publicIp;
  if (!address) throw new Error(`${id} has no public address`);
  return address;
}
