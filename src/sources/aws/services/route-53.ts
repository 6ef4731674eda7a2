import type {
  ListResourceRecordSetsCommandOutput,
  ResourceRecordSet,
  HostedZone as SdkZone,
} from '@aws-sdk/client-route-53';
import { type Reading, read, unread } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type { HostedZone } from '../../../model/resources/edge.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

const RECORDS = 'route53:ListResourceRecordSets';
const STUCK = 'PagingStuck: the service answered with the same next record twice';

/** Records can be listed zone by zone only. */
const hostedZones = defineCollector({
  type: 'AWS::Route53::HostedZone',
  service: 'route-53',
  scope: 'global',
  calls: ['route53:ListHostedZones', RECORDS],
  async collect(api) {
    const listed = await api.list<SdkZone>(
      'ListHostedZones',
      {},
      { items: 'HostedZones', token: ['Marker', 'NextMarker'] },
    );
    return eachListed(api, listed, (zone) => toZone(api, zone));
  },
});

async function toZone(api: ServiceApi, zone: SdkZone): Promise<HostedZone> {
  const id = (zone.Id ?? '').replace(/^\/hostedzone\//, '');
  return {
    type: 'AWS::Route53::HostedZone',
    account: api.account,
    region: GLOBAL_REGION,
    arn: api.arn('route53', `hostedzone/${id}`, { region: '', account: '' }),
    id,
    ...(zone.Name ? { name: zone.Name } : {}),
    privateZone: zone.Config?.PrivateZone ?? false,
    records: await recordsOf(api, id),
  };
}

/**
 * The next page begins at a name, a type and, within a routing policy, an identifier: three tokens, not one.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 */
async function recordsOf(api: ServiceApi, HostedZoneId: string): Promise<HostedZone['records']> {
  const records: ResourceRecordSet[] = [];
  let from: Readonly<Record<string, unknown>> = {};
  for (;;) {
    const page: Reading<ListResourceRecordSetsCommandOutput> = await api.read('ListResourceRecordSets', {
      HostedZoneId,
      ...from,
    });
    if (page.status === 'unread') return page;
    records.push(...(page.value.ResourceRecordSets ?? []));
    const { IsTruncated, NextRecordName, NextRecordType, NextRecordIdentifier } = page.value;
    if (!IsTruncated || !NextRecordName) return read(records.map(toRecord));
    const next = {
      StartRecordName: NextRecordName,
      ...(NextRecordType ? { StartRecordType: NextRecordType } : {}),
      ...(NextRecordIdentifier ? { StartRecordIdentifier: NextRecordIdentifier } : {}),
    };
    if (JSON.stringify(next) === JSON.stringify(from)) return unread(RECORDS, STUCK);
    from = next;
  }
}

function toRecord(record: ResourceRecordSet) {
  return {
    name: record.Name ?? '',
    recordType: record.Type ?? '',
    values: (record.ResourceRecords ?? []).flatMap(({ Value }) => (Value === undefined ? [] : [Value])),
    aliasTarget: record.AliasTarget?.DNSName ?? null,
  };
}

export const collectors = [hostedZones];
