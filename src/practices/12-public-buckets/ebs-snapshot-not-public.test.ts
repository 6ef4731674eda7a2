import { expect, test } from 'vitest';
import { aSnapshot, ec2Defaults } from '../../../test/builders/ec2.ts';
import { deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { ebsSnapshotNotPublic as check } from './ebs-snapshot-not-public.ts';

const DEFAULTS = 'AWS::EC2::AccountDefaults';
const open = aSnapshot({ public: read(true) });
const denied = aSnapshot({
  public: deniedCall('ec2:DescribeSnapshots'),
  createVolumePermissions: deniedCall('ec2:DescribeSnapshotAttribute'),
});
const withBlock = (state: string) => ({
  resources: [ec2Defaults({ snapshotBlockPublicAccess: read(state) })],
});

test('passes when it is private, or shared with accounts, whatever the block is', () => {
  expect(statuses(check, aSnapshot(), { denied: [DEFAULTS] })).toEqual(['pass']);
  expect(
    statuses(check, aSnapshot({ createVolumePermissions: read([OTHER_ACCOUNT]) }), withBlock('unblocked')),
  ).toEqual(['pass']);
});

test.each(['unblocked', 'block-new-sharing'])('fails when it is public and %s', (state) => {
  const [outcome] = evaluate(check, open, withBlock(state));
  expect(outcome).toMatchObject({ status: 'fail', evidence: { public: true, blockAllSharing: false } });
});

test('passes when all sharing is blocked, whatever its permissions are', () => {
  expect(statuses(check, open, withBlock('block-all-sharing'))).toEqual(['pass']);
  expect(statuses(check, denied, withBlock('block-all-sharing'))).toEqual(['pass']);
});

test('its own permissions tell it too', () => {
  const { public: unread } = denied;
  const own = (accounts: readonly string[]) =>
    aSnapshot({ public: unread, createVolumePermissions: read(accounts) });
  expect(statuses(check, own([OTHER_ACCOUNT, 'all']), withBlock('unblocked'))).toEqual(['fail']);
  expect(statuses(check, own([OTHER_ACCOUNT]), withBlock('unblocked'))).toEqual(['pass']);
});

test('is unknown when its permissions were denied, or the block that may close it', () => {
  expect(evaluate(check, denied, withBlock('unblocked'))).toMatchObject([
    { status: 'unknown', unread: [denied.public] },
  ]);
  expect(statuses(check, open, { denied: [DEFAULTS] })).toEqual(['unknown']);
  const state = deniedCall('ec2:GetSnapshotBlockPublicAccessState');
  const resources = [ec2Defaults({ snapshotBlockPublicAccess: state })];
  expect(evaluate(check, open, { resources })).toMatchObject([{ status: 'unknown', unread: [state] }]);
});

test("does not concern another account's snapshot", () => {
  const arn = `arn:aws:ec2:us-east-1:${OTHER_ACCOUNT}:snapshot/snap-9`;
  expect(statuses(check, { ...open, arn })).toEqual(['not-applicable']);
  expect(
    statuses(check, { ...open, arn: 'arn:aws:ec2:us-east-1::snapshot/snap-9' }, withBlock('unblocked')),
  ).toEqual(['fail']);
});
