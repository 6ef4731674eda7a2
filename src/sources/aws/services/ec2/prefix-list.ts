import type { ManagedPrefixList, PrefixListEntry } from '@aws-sdk/client-ec2';
import { type Reading, read } from '../../../../model/reading.ts';
import type { PrefixList } from '../../../../model/resources/ec2.ts';
import { defineCollector, eachListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present } from '../../ec2-resource.ts';

/**
 * The account's lists, those shared with it, and AWS's own. Entries are asked for list by list: AWS has no other
 * way, and a region has about ten lists.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeManagedPrefixLists.html
 */
const prefixLists = defineCollector({
  type: 'AWS::EC2::PrefixList',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeManagedPrefixLists', 'ec2:GetManagedPrefixListEntries'],
  async collect(api) {
    const input = { MaxResults: 100 };
    const listed = await api.list<ManagedPrefixList>('DescribeManagedPrefixLists', input, 'PrefixLists');
    return eachListed(api, listed, (list) => toPrefixList(api, list));
  },
});

async function toPrefixList(api: ServiceApi, list: ManagedPrefixList): Promise<PrefixList> {
  const owner = list.OwnerId === 'AWS' ? 'aws' : list.OwnerId;
  const base = ec2Resource(api, 'AWS::EC2::PrefixList', 'prefix-list', list.PrefixListId, {
    tags: list.Tags,
    owner,
  });
  return {
    ...base,
    arn: list.PrefixListArn ?? base.arn,
    prefixListName: list.PrefixListName ?? '',
    ownerId: list.OwnerId ?? api.account,
    addressFamily: list.AddressFamily ?? '',
    cidrs: await cidrsOf(api, base.id),
  };
}

async function cidrsOf(api: ServiceApi, PrefixListId: string): Promise<Reading<readonly string[]>> {
  const listed = await api.list<PrefixListEntry>(
    'GetManagedPrefixListEntries',
    { PrefixListId, MaxResults: 100 },
    'Entries',
  );
  return listed.gap ?? read(present(listed.items.map((entry) => entry.Cidr)));
}

export const collectors = [prefixLists];
