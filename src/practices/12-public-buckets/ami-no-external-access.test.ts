import { expect, test } from 'vitest';
import { anImage } from '../../../test/builders/ec2.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { testSharing } from '../../../test/sharing-tests.ts';
import { read } from '../../model/reading.ts';
import { amiNoExternalAccess as check } from './ami-no-external-access.ts';

testSharing(check, (shared) => anImage({ launchPermissions: shared }), 'ec2:DescribeImageAttribute');

test("does not concern another account's", () => {
  expect(
    statuses(
      check,
      anImage({ arn: 'arn:aws:ec2:us-east-1:444455556666:image/ami-0aaa', launchPermissions: read(['all']) }),
    ),
  ).toEqual(['not-applicable']);
});
