import type { Inventory } from '../../inventory/inventory.ts';
import { webAclsOf } from '../../inventory/web-acls-of.ts';
import { type Unread, unread } from '../../model/reading.ts';
import type { WebAcl, WebAclRule } from '../../model/resources/edge.ts';
import type { LoadBalancer } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';

/**
 * Internet-facing Application Load Balancers; a rule that only counts stops nobody. AWS's anti-DDoS rule group blocks
 * and challenges by itself.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
 */
export const elbWaf = defineCheck({
  id: 'elb-waf',
  title: 'Internet-facing Application Load Balancers have a web ACL that blocks floods',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'wafv2:ListWebACLs',
    'wafv2:GetWebACL',
    'wafv2:ListResourcesForWebACL',
  ],
  controls: [
    'aws-fsbp:ELB.16',
    'nist-800-53-r5:sc_5_a',
    'nist-800-53-r5:sc_5_b',
    'pci-dss-4.0:6.4.1.1',
    'pci-dss-4.0:6.4.2.1',
  ],
  equivalents: ['prowler:elbv2_waf_acl_attached', 'config:alb-waf-enabled'],
  rationale:
    'Without a rate-based rule that blocks, one client can send as many requests as it likes, and every one of them costs the servers behind.',
  remediation:
    'Associate a WAFv2 web ACL with a rate-based rule whose action is Block, or with the managed anti-DDoS rule group.',
  evaluate(balancer, { inventory }) {
    const { loadBalancerType, scheme } = balancer;
    if (loadBalancerType !== 'application' || scheme === 'internal') return notApplicable();
    return judge(balancer, inventory);
  },
});

function judge(balancer: LoadBalancer, inventory: Inventory): Outcome {
  const { found, missing } = webAclsOf(inventory, balancer);
  const [acl] = found;
  // A load balancer has one web ACL at most: the one that was found is all there is.
  if (acl) return judgeAcl(balancer, acl);
  if (missing.length > 0) return unknown(missing);
  return fail(`${balancer.id} has no web ACL.`, { webAcl: null });
}

function judgeAcl({ id }: LoadBalancer, acl: WebAcl): Outcome {
  const name = acl.name ?? acl.id;
  if (acl.detail.status === 'unread') return unknown(acl.detail, { webAcl: acl.arn });
  const { rules } = acl.detail.value;
  const evidence = { webAcl: acl.arn, rules: rules.filter(limitsRate).map(ruleEvidence) };
  const blocking = rules.find((rule) => limitsRate(rule) && STOPPING.has(rule.action));
  if (blocking) return pass(`${id} has ${name}, whose rule ${blocking.name} stops floods.`, evidence);
  const groups = rules.filter(mayLimitRate);
  if (groups.length > 0) return unknown(groups.map(ruleGroupNotRead), evidence);
  const counting = rules.find(limitsRate);
  return counting
    ? fail(
        `${id} has ${name}, whose rate rule ${counting.name} does not block (${counting.action}).`,
        evidence,
      )
    : fail(`${id} has ${name}, which has no rate-based rule.`, evidence);
}

const ANTI_DDOS = 'AWS/AWSManagedRulesAntiDDoSRuleSet';

/** Captcha and challenge answer whoever has no token instead of passing the request on. */
const STOPPING: ReadonlySet<WebAclRule['action']> = new Set([
  'block',
  'captcha',
  'challenge',
  'override-none',
]);

function limitsRate({ rateLimit, managedRuleGroup }: WebAclRule): boolean {
  return rateLimit !== null || managedRuleGroup === ANTI_DDOS;
}

/** The account's own rule groups can hold rate-based rules; they act unless overridden to count. */
function mayLimitRate({ action, managedRuleGroup }: WebAclRule): boolean {
  return action === 'override-none' && managedRuleGroup === null;
}

function ruleGroupNotRead({ name }: WebAclRule): Unread {
  return unread('wafv2:GetRuleGroup', `NotRead: the rules of rule group ${name} are not read`);
}

function ruleEvidence({ name, action, rateLimit, evaluationWindowSec, managedRuleGroup }: WebAclRule) {
  return { name, action, rateLimit, evaluationWindowSec, managedRuleGroup };
}
