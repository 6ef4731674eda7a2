import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './prefix-list.ts';

const [lists] = collectors;

const own = {
  PrefixListId: 'pl-1',
  PrefixListArn: 'arn:aws:ec2:us-east-1:111122223333:prefix-list/pl-1',
  PrefixListName: 'offices',
  AddressFamily: 'IPv4',
  OwnerId: '111122223333',
};
const ofAws = {
  PrefixListId: 'pl-2',
  PrefixListName: 'com.amazonaws.us-east-1.s3',
  AddressFamily: 'IPv4',
  OwnerId: 'AWS',
};
const DescribeManagedPrefixLists = { PrefixLists: [own, ofAws] };

test("the account's lists and AWS's, with their entries", async () => {
  const entries = (input: Readonly<Record<string, unknown>>) => {
    if (input['PrefixListId'] === 'pl-1') return { Entries: [{ Cidr: '198.51.100.0/24' }] };
    if (input['NextToken'] === 'more') return { Entries: [{ Cidr: '52.2.0.0/16' }] };
    return { Entries: [{ Cidr: '52.1.0.0/16' }], NextToken: 'more' };
  };
  const api = apiOf('ec2', { DescribeManagedPrefixLists, GetManagedPrefixListEntries: entries });
  const place = { type: 'AWS::EC2::PrefixList', account: '111122223333', region: 'us-east-1', tags: {} };
  expect((await lists?.collect(api))?.resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:prefix-list/pl-1',
      id: 'pl-1',
      prefixListName: 'offices',
      ownerId: '111122223333',
      addressFamily: 'IPv4',
      cidrs: read(['198.51.100.0/24']),
    },
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:aws:prefix-list/pl-2',
      id: 'pl-2',
      prefixListName: 'com.amazonaws.us-east-1.s3',
      ownerId: 'AWS',
      addressFamily: 'IPv4',
      cidrs: read(['52.1.0.0/16', '52.2.0.0/16']),
    },
  ]);
});

test('entries that are denied are unread', async () => {
  const api = apiOf('ec2', { DescribeManagedPrefixLists, GetManagedPrefixListEntries: denied() });
  const cidrs = deniedReading('ec2:GetManagedPrefixListEntries');
  expect((await lists?.collect(api))?.resources).toMatchObject([{ cidrs }, { cidrs }]);
});
