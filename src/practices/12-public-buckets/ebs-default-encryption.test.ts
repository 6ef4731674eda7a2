import { expect, test } from 'vitest';
import { ec2Defaults } from '../../../test/builders/ec2.ts';
import {
  ACCOUNT,
  deniedCall,
  deniedListing,
  evaluate,
  REGION,
  statuses,
} from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Region } from '../../model/resources/account.ts';
import { ebsDefaultEncryption as check } from './ebs-default-encryption.ts';

const region: Region = {
  type: 'AWS::::Region',
  account: ACCOUNT,
  region: REGION,
  arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:region/${REGION}`,
  id: REGION,
  optInStatus: 'opt-in-not-required',
};

test.each([
  [true, 'pass'],
  [false, 'fail'],
] as const)('default encryption %s: %s', (on, status) => {
  const resources = [ec2Defaults({ ebsEncryptionByDefault: read(on) })];
  expect(evaluate(check, region, { resources })).toMatchObject([
    { status, evidence: { region: REGION, ebsEncryptionByDefault: on } },
  ]);
});

test("another region's default does not count", () => {
  const resources = [ec2Defaults({ region: 'eu-west-1' })];
  expect(statuses(check, region, { resources, regions: [REGION, 'eu-west-1'] })).toEqual(['unknown']);
});

test('is unknown when the call or the listing was denied', () => {
  const ebsEncryptionByDefault = deniedCall('ec2:GetEbsEncryptionByDefault');
  const resources = [ec2Defaults({ ebsEncryptionByDefault })];
  expect(evaluate(check, region, { resources })).toMatchObject([
    { status: 'unknown', unread: [ebsEncryptionByDefault] },
  ]);
  const type = 'AWS::EC2::AccountDefaults';
  expect(evaluate(check, region, { denied: [type] })).toMatchObject([
    { status: 'unknown', unread: [deniedListing(type)] },
  ]);
});
