import { expect, test } from 'vitest';
import { aSnapshot, ec2Defaults } from '../../../test/builders/ec2.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { testSharing } from '../../../test/sharing-tests.ts';
import { read } from '../../model/reading.ts';
import { ebsSnapshotNoExternalAccess as check } from './ebs-snapshot-no-external-access.ts';

testSharing(
  check,
  (shared) => aSnapshot({ createVolumePermissions: shared }),
  'ec2:DescribeSnapshotAttribute',
);

test("does not concern another account's", () => {
  expect(
    statuses(
      check,
      aSnapshot({
        arn: 'arn:aws:ec2:us-east-1:444455556666:snapshot/snap-0aaa',
        createVolumePermissions: read(['all']),
      }),
    ),
  ).toEqual(['not-applicable']);
});

test('block-all-sharing takes everybody’s permission out of force, and no account’s', () => {
  const blocking = (state: ReturnType<typeof read<string>> | ReturnType<typeof deniedCall>) => ({
    resources: [noMembership(), ec2Defaults({ snapshotBlockPublicAccess: state })],
  });
  const having = (...shared: readonly string[]) => aSnapshot({ createVolumePermissions: read(shared) });
  const blocked = blocking(read('block-all-sharing'));
  expect(statuses(check, having('all'), blocked)).toEqual(['pass']);
  expect(statuses(check, having('all', OTHER_ACCOUNT), blocked)).toEqual(['fail']);
  expect(statuses(check, having('all'), blocking(read('block-new-sharing')))).toEqual(['fail']);
  const missing = deniedCall('ec2:GetSnapshotBlockPublicAccessState');
  expect(evaluate(check, having('all'), blocking(missing))).toMatchObject([
    { status: 'unknown', unread: [missing] },
  ]);
  expect(statuses(check, having('all', OTHER_ACCOUNT), blocking(missing))).toEqual(['fail']);
  expect(statuses(check, having(ACCOUNT), blocking(missing))).toEqual(['pass']);
});
