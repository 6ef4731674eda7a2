import type { DistributionSummary, Origin } from '@aws-sdk/client-cloudfront';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type { CloudFrontOrigin, Distribution } from '../../../model/resources/edge.ts';
import { probeBucket } from '../bucket-probe.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { bucketOfDomain } from '../s3-origin.ts';

/** ListDistributions tells all that is needed; buckets behind S3 origins are probed once each. */
const distributions = defineCollector({
  type: 'AWS::CloudFront::Distribution',
  service: 'cloudfront',
  scope: 'global',
  calls: ['cloudfront:ListDistributions', 's3:HeadBucket'],
  async collect(api) {
    const listed = await api.list<DistributionSummary>(
      'ListDistributions',
      {},
      { items: 'DistributionList.Items', token: ['Marker', 'DistributionList.NextMarker'] },
    );
    return eachListed(api, listed, (each) => toDistribution(api, each));
  },
});

async function toDistribution(api: ServiceApi, summary: DistributionSummary): Promise<Distribution> {
  const id = summary.Id ?? '';
  const behaviors = [summary.DefaultCacheBehavior, ...(summary.CacheBehaviors?.Items ?? [])];
  return {
    type: 'AWS::CloudFront::Distribution',
    account: api.account,
    region: GLOBAL_REGION,
    arn: summary.ARN ?? api.arn('cloudfront', `distribution/${id}`, { region: '' }),
    id,
    domainName: summary.DomainName ?? '',
    aliases: summary.Aliases?.Items ?? [],
    enabled: summary.Enabled ?? false,
    status: summary.Status ?? '',
    webAclId: summary.WebACLId || null,
    origins: await api.each(summary.Origins?.Items ?? [], (origin) => toOrigin(api, origin)),
    viewerProtocolPolicies: behaviors.flatMap((each) => each?.ViewerProtocolPolicy ?? []),
    minimumProtocolVersion: summary.ViewerCertificate?.MinimumProtocolVersion ?? null,
  };
}

async function toOrigin(api: ServiceApi, origin: Origin): Promise<CloudFrontOrigin> {
  const domainName = origin.DomainName ?? '';
  const name = bucketOfDomain(domainName);
  return {
    id: origin.Id ?? '',
    domainName,
    originPath: origin.OriginPath ?? '',
    originAccessControlId: origin.OriginAccessControlId || null,
    originAccessIdentity: origin.S3OriginConfig?.OriginAccessIdentity || null,
    originProtocolPolicy: origin.CustomOriginConfig?.OriginProtocolPolicy ?? null,
    bucket: name === null ? null : { name, probe: await probeBucket(api, name) },
  };
}

export const collectors = [distributions];
