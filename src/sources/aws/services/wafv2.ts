import type {
  GetWebACLCommandOutput,
  ListResourcesForWebACLCommandOutput,
  WebACLSummary,
} from '@aws-sdk/client-wafv2';
import { mapReading, read, unread } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type { WebAcl } from '../../../model/resources/edge.ts';
import { defineCollector, eachListed, type Listed, type ServiceApi } from '../collector.ts';
import { webAclRules } from '../web-acl-rule.ts';

/** Web ACLs of CloudFront are kept in us-east-1, under a scope of their own. */
const CLOUDFRONT_REGION = 'us-east-1';

type Scope = WebAcl['scope'];

/** Rules and associations are told web ACL by web ACL only. */
const webAcls = defineCollector({
  type: 'AWS::WAFv2::WebACL',
  service: 'wafv2',
  scope: 'regional',
  calls: ['wafv2:ListWebACLs', 'wafv2:GetWebACL', 'wafv2:ListResourcesForWebACL'],
  async collect(api) {
    const [regional, cloudFront] = await Promise.all([
      collectScope(api, 'REGIONAL'),
      api.region === CLOUDFRONT_REGION ? collectScope(api, 'CLOUDFRONT') : { resources: [], gap: null },
    ]);
    return {
      resources: [...regional.resources, ...cloudFront.resources],
      gap: regional.gap ?? cloudFront.gap,
    };
  },
});

async function collectScope(api: ServiceApi, scope: Scope) {
  const listed: Listed<WebACLSummary> = await api.list<WebACLSummary>(
    'ListWebACLs',
    { Scope: scope, Limit: 100 },
    { items: 'WebACLs', token: ['NextMarker', 'NextMarker'] },
  );
  // A folder of `aws` output may hold both scopes in one file, or the other one alone.
  const items = listed.items.filter((acl) => isOfScope(acl, scope));
  const isOther = listed.items.length > 0 && items.length === 0;
  const gap = isOther ? unread('wafv2:ListWebACLs', `NotInFolder: no web ACL of scope ${scope}`) : listed.gap;
  return eachListed(api, { items, gap }, (acl) => toWebAcl(api, scope, acl));
}

/** `arn:aws:wafv2:us-east-1:111122223333:global/webacl/…`, or `regional/webacl/…`. */
function isOfScope({ ARN = '' }: WebACLSummary, scope: Scope): boolean {
  const told = /:(regional|global)\/webacl\//.exec(ARN)?.[1];
  return told === undefined || (told === 'global') === (scope === 'CLOUDFRONT');
}

async function toWebAcl(api: ServiceApi, scope: Scope, acl: WebACLSummary): Promise<WebAcl> {
  const [id, name, arn] = [acl.Id ?? '', acl.Name ?? '', acl.ARN ?? ''];
  const [detail, resourceArns] = await Promise.all([
    api.read<GetWebACLCommandOutput>('GetWebACL', { Name: name, Scope: scope, Id: id }),
    scope === 'REGIONAL' ? loadBalancersOf(api, arn) : read([]),
  ]);
  return {
    type: 'AWS::WAFv2::WebACL',
    account: api.account,
    region: scope === 'REGIONAL' ? api.region : GLOBAL_REGION,
    arn,
    id,
    name,
    scope,
    detail: mapReading(detail, ({ WebACL }) => ({
      defaultAction: WebACL?.DefaultAction?.Block ? 'block' : 'allow',
      rules: webAclRules(WebACL),
    })),
    resourceArns,
  };
}

async function loadBalancersOf(api: ServiceApi, WebACLArn: string): Promise<WebAcl['resourceArns']> {
  const answer = await api.read<ListResourcesForWebACLCommandOutput>('ListResourcesForWebACL', {
    WebACLArn,
    ResourceType: 'APPLICATION_LOAD_BALANCER',
  });
  return mapReading(answer, ({ ResourceArns }) => ResourceArns ?? []);
}

export const collectors = [webAcls];
