import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './route-53.ts';

const ZONES = {
  ListHostedZones: {
    HostedZones: [{ Id: '/hostedzone/Z1', Name: 'example.com.', Config: { PrivateZone: true } }],
    IsTruncated: false,
  },
};

test('a zone with all pages of its records', async () => {
  const api = apiOf('route-53', {
    ...ZONES,
    'ListResourceRecordSets {"HostedZoneId":"Z1"}': {
      ResourceRecordSets: [
        { Name: 'a.example.com.', Type: 'A', ResourceRecords: [{ Value: '1.2.3.4' }, { Value: '5.6.7.8' }] },
      ],
      IsTruncated: true,
      NextRecordName: 'b.example.com.',
      NextRecordType: 'A',
      NextRecordIdentifier: 'blue',
    },
    'ListResourceRecordSets {"HostedZoneId":"Z1","StartRecordName":"b.example.com.","StartRecordType":"A","StartRecordIdentifier":"blue"}':
      {
        ResourceRecordSets: [
          {
            Name: 'b.example.com.',
            Type: 'A',
            SetIdentifier: 'blue',
            AliasTarget: { DNSName: 'd1.cloudfront.net.' },
          },
        ],
        IsTruncated: false,
      },
  });
  expect(await collected(collectors, 'AWS::Route53::HostedZone', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::Route53::HostedZone',
        account: '111122223333',
        region: 'global',
        arn: 'arn:aws:route53:::hostedzone/Z1',
        id: 'Z1',
        name: 'example.com.',
        privateZone: true,
        records: read([
          { name: 'a.example.com.', recordType: 'A', values: ['1.2.3.4', '5.6.7.8'], aliasTarget: null },
          { name: 'b.example.com.', recordType: 'A', values: [], aliasTarget: 'd1.cloudfront.net.' },
        ]),
      },
    ],
  });
});

test('the same next record twice ends the reading instead of going round', async () => {
  const ListResourceRecordSets = {
    ResourceRecordSets: [],
    IsTruncated: true,
    NextRecordName: 'a.example.com.',
  };
  const api = apiOf('route-53', { ...ZONES, ListResourceRecordSets });
  const { resources } = await collected(collectors, 'AWS::Route53::HostedZone', api);
  expect(resources[0]?.records).toMatchObject({
    status: 'unread',
    why: expect.stringContaining('PagingStuck'),
  });
});

test('denied records are unread, denied zones a gap', async () => {
  const records = apiOf('route-53', { ...ZONES, ListResourceRecordSets: denied('AccessDenied') });
  const { resources } = await collected(collectors, 'AWS::Route53::HostedZone', records);
  expect(resources[0]?.records).toEqual(deniedReading('route53:ListResourceRecordSets', 'AccessDenied'));
  const zones = apiOf('route-53', { ListHostedZones: denied('AccessDenied') });
  expect((await collected(collectors, 'AWS::Route53::HostedZone', zones)).gap).toEqual(
    deniedReading('route53:ListHostedZones', 'AccessDenied'),
  );
});
