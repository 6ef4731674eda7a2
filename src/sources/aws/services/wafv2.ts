import type {
  GetWebACLCommandOutput,
  ListResourcesForWebACLCommandOutput,
  Rule,
  WebACLSummary,
} from '@aws-sdk/client-wafv2';
import { mapReading, read } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type { WebAcl, WebAclRule } from '../../../model/resources/edge.ts';
import { defineCollector, eachListed, type Listed, type ServiceApi } from '../collector.ts';

/** Web ACLs of CloudFront are kept in us-east-1, under a scope of their own. */
const CLOUDFRONT_REGION = 'us-east-1';
/** AWS's default, seconds. https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const DEFAULT_WINDOW = 300;

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
  return eachListed(api, listed, (acl) => toWebAcl(api, scope, acl));
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
      rules: (WebACL?.Rules ?? []).map(toRule),
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

function toRule(rule: Rule): WebAclRule {
  const rate = rule.Statement?.RateBasedStatement;
  const group = rule.Statement?.ManagedRuleGroupStatement;
  return {
    name: rule.Name ?? '',
    priority: rule.Priority ?? 0,
    action: actionOf(rule),
    rateLimit: rate?.Limit ?? null,
    evaluationWindowSec: rate ? (rate.EvaluationWindowSec ?? DEFAULT_WINDOW) : null,
    managedRuleGroup: group ? `${group.VendorName ?? ''}/${group.Name ?? ''}` : null,
  };
}

function actionOf({ Action, OverrideAction }: Rule): WebAclRule['action'] {
  if (OverrideAction) return OverrideAction.Count ? 'override-count' : 'override-none';
  if (Action?.Block) return 'block';
  if (Action?.Captcha) return 'captcha';
  if (Action?.Challenge) return 'challenge';
  return Action?.Allow ? 'allow' : 'count';
}

export const collectors = [webAcls];
