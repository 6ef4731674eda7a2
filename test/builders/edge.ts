import { read } from '../../src/model/reading.ts';
import { GLOBAL_REGION } from '../../src/model/resource.ts';
import type { CloudFrontOrigin, Distribution } from '../../src/model/resources/edge.ts';
import { ACCOUNT } from '../inventory-of.ts';

/** An S3 origin behind origin access control, its bucket being there. */
export function anS3Origin(name: string, overrides: Partial<CloudFrontOrigin> = {}): CloudFrontOrigin {
  return {
    id: `s3-${name}`,
    domainName: `${name}.s3.us-east-1.amazonaws.com`,
    originPath: '',
    originAccessControlId: 'OAC1',
    originAccessIdentity: null,
    originProtocolPolicy: null,
    bucket: { name, probe: read('exists') },
    ...overrides,
  };
}

/** An enabled distribution over HTTPS with one S3 origin, `site-bucket`. */
export function aDistribution(overrides: Partial<Distribution> = {}): Distribution {
  const id = overrides.id ?? 'E1';
  return {
    type: 'AWS::CloudFront::Distribution',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`,
    id,
    domainName: 'd1.cloudfront.net',
    aliases: [],
    enabled: true,
    status: 'Deployed',
    webAclId: null,
    origins: [anS3Origin('site-bucket')],
    viewerProtocolPolicies: ['redirect-to-https'],
    minimumProtocolVersion: 'TLSv1.2_2021',
    ...overrides,
  };
}
