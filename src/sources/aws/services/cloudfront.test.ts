import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './cloudfront.ts';

const SUMMARY = {
  Id: 'E1',
  ARN: 'arn:aws:cloudfront::111122223333:distribution/E1',
  Status: 'Deployed',
  DomainName: 'd1.cloudfront.net',
  Aliases: { Quantity: 1, Items: ['www.example.com'] },
  Enabled: true,
  WebACLId: '',
  Origins: {
    Quantity: 3,
    Items: [
      {
        Id: 's3',
        DomainName: 'site.s3.eu-west-1.amazonaws.com',
        OriginPath: '/v1',
        S3OriginConfig: { OriginAccessIdentity: '' },
        OriginAccessControlId: 'OAC1',
      },
      {
        Id: 'web',
        DomainName: 'gone.s3-website-us-east-1.amazonaws.com',
        CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
      },
      {
        Id: 'lb',
        DomainName: 'lb.example.com',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
      },
    ],
  },
  DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
  CacheBehaviors: { Items: [{ ViewerProtocolPolicy: 'allow-all' }] },
  ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
};

const ANSWERS = {
  ListDistributions: { DistributionList: { Items: [SUMMARY], IsTruncated: false } },
  'HeadBucket {"Bucket":"site"}': {},
  'HeadBucket {"Bucket":"gone"}': answeredError('NotFound'),
};

test('a distribution with its origins', async () => {
  const { resources, gap } = await collected(
    collectors,
    'AWS::CloudFront::Distribution',
    apiOf('cloudfront', ANSWERS),
  );
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::CloudFront::Distribution',
      account: '111122223333',
      region: 'global',
      arn: SUMMARY.ARN,
      id: 'E1',
      domainName: 'd1.cloudfront.net',
      aliases: ['www.example.com'],
      enabled: true,
      status: 'Deployed',
      webAclId: null,
      origins: [
        {
          id: 's3',
          domainName: 'site.s3.eu-west-1.amazonaws.com',
          originPath: '/v1',
          originAccessControlId: 'OAC1',
          originAccessIdentity: null,
          originProtocolPolicy: null,
          bucket: { name: 'site', probe: read('exists') },
        },
        {
          id: 'web',
          domainName: 'gone.s3-website-us-east-1.amazonaws.com',
          originPath: '',
          originAccessControlId: null,
          originAccessIdentity: null,
          originProtocolPolicy: 'http-only',
          bucket: { name: 'gone', probe: read('absent') },
        },
        {
          id: 'lb',
          domainName: 'lb.example.com',
          originPath: '',
          originAccessControlId: null,
          originAccessIdentity: null,
          originProtocolPolicy: 'https-only',
          bucket: null,
        },
      ],
      viewerProtocolPolicies: ['redirect-to-https', 'allow-all'],
      minimumProtocolVersion: 'TLSv1.2_2021',
    },
  ]);
});

test('pages by marker', async () => {
  const api = apiOf('cloudfront', {
    ...ANSWERS,
    'ListDistributions {}': { DistributionList: { Items: [{ Id: 'E0' }], NextMarker: 'E0' } },
    'ListDistributions {"Marker":"E0"}': { DistributionList: { Items: [{ Id: 'E1' }] } },
  });
  const { resources } = await collected(collectors, 'AWS::CloudFront::Distribution', api);
  expect(resources.map(({ id, origins }) => [id, origins])).toEqual([
    ['E0', []],
    ['E1', []],
  ]);
});

test('a 403 on the probe is forbidden; a denied list is the gap', async () => {
  const forbidden = apiOf('cloudfront', { ...ANSWERS, 'HeadBucket {"Bucket":"site"}': denied('403') });
  const { resources } = await collected(collectors, 'AWS::CloudFront::Distribution', forbidden);
  expect(resources[0]?.origins[0]?.bucket?.probe).toEqual(read('forbidden'));
  const no = apiOf('cloudfront', { ListDistributions: denied('AccessDenied') });
  expect(await collected(collectors, 'AWS::CloudFront::Distribution', no)).toEqual({
    resources: [],
    gap: deniedReading('cloudfront:ListDistributions', 'AccessDenied'),
  });
});
