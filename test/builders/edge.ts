import { read } from '../../src/model/reading.ts';
import { GLOBAL_REGION } from '../../src/model/resource.ts';
import type { CloudFrontOrigin, Distribution, WebAcl, WebAclRule } from '../../src/model/resources/edge.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';
import { aLoadBalancer } from './load-balancing.ts';

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

/** It blocks an address above 2,000 requests in five minutes. */
export function aRateRule(overrides: Partial<WebAclRule> = {}): WebAclRule {
  return {
    name: 'rate',
    priority: 1,
    action: 'block',
    rateLimit: 2000,
    evaluationWindowSec: 300,
    aggregateKeyType: 'IP',
    managedRuleGroup: null,
    appliesTo: 'all-requests',
    disarmedRules: [],
    byFirewallManager: false,
    ...overrides,
  };
}

/** Of the load balancer `aLoadBalancer()`. */
export function aWebAcl(rules: readonly WebAclRule[], overrides: Partial<WebAcl> = {}): WebAcl {
  const id = overrides.id ?? 'w-1';
  return {
    type: 'AWS::WAFv2::WebACL',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/web-acl/${id}`,
    id,
    name: 'web-acl',
    scope: 'REGIONAL',
    detail: read({ defaultAction: 'allow', rules }),
    resourceArns: read([aLoadBalancer().arn]),
    ...overrides,
  };
}
