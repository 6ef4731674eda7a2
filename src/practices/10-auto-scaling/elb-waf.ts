import type { Inventory } from '../../inventory/inventory.ts';
import { webAclsOf } from '../../inventory/web-acls-of.ts';
import { type Unread, unread } from '../../model/reading.ts';
import type { WebAcl, WebAclRule } from '../../model/resources/edge.ts';
import type { LoadBalancer } from '../../model/resources/load-balancing.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, sparing, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** Controls that ask for a web ACL, whatever floods it stops. */
const ANY_WEB_ACL = [
  'aws-fsbp:ELB.16',
  'pci-dss-4.0:6.4.1',
  'pci-dss-4.0:6.4.2',
  'iso-27001-2022:A.8.26',
  'soc-2:CC6.6',
];

/**
 * Internet-facing Application Load Balancers; a rule that only counts stops nobody, and one that a scope-down statement
 * narrows lets the other requests pass. AWS's anti-DDoS rule group blocks and challenges by itself.
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
  changedBy: [
    'elasticloadbalancing:CreateLoadBalancer',
    'wafv2:DisassociateWebACL',
    'wafv2:AssociateWebACL',
    'wafv2:UpdateWebACL',
    'wafv2:DeleteWebACL',
  ],
  controls: ['nist-800-53-r5:SC-5a', 'nist-800-53-r5:SC-5b', ...ANY_WEB_ACL],
  equivalents: ['prowler:elbv2_waf_acl_attached', 'config:alb-waf-enabled'],
  rationale:
    'Without a rate-based rule that blocks, one client can send as many requests as it likes, and every one of them costs the servers behind.',
  remediation:
    'Associate a WAFv2 web ACL that has a rate-based rule per source address for all requests with the action Block, or the managed anti-DDoS rule group.',
  fix: {
    cli: dedented(`
      # Where it has a web ACL already, add the rule to that: a load balancer has one. The limit is of requests of one address in five minutes
      aws wafv2 create-web-acl --name rate-limit --scope REGIONAL --default-action '{"Allow":{}}' --rules '[{"Name":"rate-of-address","Priority":0,"Statement":{"RateBasedStatement":{"Limit":<REQUEST-COUNT>,"AggregateKeyType":"IP"}},"Action":{"Block":{}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"rate-of-address"}}]' --visibility-config SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName=rate-limit --region {region}
      aws wafv2 associate-web-acl --web-acl-arn <WEB-ACL-ARN> --resource-arn {arn} --region {region}`),
    terraform: dedented(`
      # Where it has a web ACL already, add the rule to that: a load balancer has one
      resource "aws_wafv2_web_acl" "this" {
        name  = "rate-limit"
        scope = "REGIONAL"
        default_action {
          allow {}
        }
        rule {
          name     = "rate-of-address"
          priority = 0
          action {
            block {}
          }
          statement {
            rate_based_statement {
              # Requests of one address in five minutes
              limit              = "<REQUEST-COUNT>"
              aggregate_key_type = "IP"
            }
          }
          visibility_config {
            sampled_requests_enabled   = true
            cloudwatch_metrics_enabled = true
            metric_name                = "rate-of-address"
          }
        }
        visibility_config {
          sampled_requests_enabled   = true
          cloudwatch_metrics_enabled = true
          metric_name                = "rate-limit"
        }
      }

      resource "aws_wafv2_web_acl_association" "this" {
        resource_arn = "{arn}"
        web_acl_arn  = aws_wafv2_web_acl.this.arn
      }`),
  },
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
  if (acl) return sparing(judgeAcl(balancer, acl), ANY_WEB_ACL);
  if (missing.length > 0) return unknown(missing);
  return fail(`${balancer.id} has no web ACL.`, { webAcl: null });
}

function judgeAcl({ id }: LoadBalancer, acl: WebAcl): Outcome {
  const name = `web ACL ${acl.name ?? acl.id}`;
  if (acl.detail.status === 'unread') return unknown(acl.detail, { webAcl: acl.arn });
  const { rules } = acl.detail.value;
  const judged = rules.filter(limitsRate).map((rule) => ({
    rule,
    shortcoming: shortcomingOf(rule),
    doubts: doubtsOf(rule),
  }));
  const evidence = { webAcl: acl.arn, rules: judged.map(({ rule }) => ruleEvidence(rule)) };
  const hopeful = judged.filter(({ shortcoming }) => shortcoming === null);
  const stopping = hopeful.find(({ doubts }) => doubts.length === 0);
  if (stopping) return pass(`${id} has ${name}, whose rule ${stopping.rule.name} stops floods.`, evidence);
  const groups = rules.filter(mayLimitRate).map(ruleGroupNotRead);
  const missing = [...hopeful.flatMap(({ doubts }) => doubts), ...groups];
  if (missing.length > 0) return unknown(missing, evidence);
  if (judged.length === 0) return fail(`${id} has ${name}, which has no rate-based rule.`, evidence);
  const reasons = judged.map(({ rule, shortcoming }) => `${rule.name} ${shortcoming}`).join('; ');
  return fail(`${id} has ${name}, but none of its rules stops floods: ${reasons}.`, evidence);
}

const ANTI_DDOS = 'AWS/AWSManagedRulesAntiDDoSRuleSet';
/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-anti-ddos.html */
const BLOCKING_RULE = 'DDoSRequests';
const CHALLENGING_RULES = ['ChallengeAllDuringEvent', 'ChallengeDDoSRequests'];

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

/** Why a rule certainly stops no flood; null: it does, unless there are doubts. */
function shortcomingOf({ action, appliesTo, disarmedRules }: WebAclRule): string | null {
  if (!STOPPING.has(action)) return `does not block (${action})`;
  if ([BLOCKING_RULE, ...CHALLENGING_RULES].every((name) => disarmedRules.includes(name))) {
    return 'has all its rules overridden to count';
  }
  return appliesTo === 'some-requests' ? 'covers only the requests of its scope-down statement' : null;
}

/** A client can leave out or vary other keys than its own address. */
const SURE_KEYS: ReadonlySet<string | null> = new Set([null, 'IP', 'CONSTANT']);

function doubtsOf({ name, appliesTo, aggregateKeyType, disarmedRules }: WebAclRule): readonly Unread[] {
  const doubts = [
    appliesTo === 'not-told' ? `which requests the scope-down statement of rule ${name} leaves out` : [],
    SURE_KEYS.has(aggregateKeyType)
      ? []
      : `whether clients can vary what rule ${name} counts by (${aggregateKeyType})`,
    disarmedRules.includes(BLOCKING_RULE)
      ? `what rule ${name} still stops while its ${BLOCKING_RULE} only counts`
      : [],
  ].flat();
  return doubts.map((doubt) => unread('wafv2:GetWebACL', `NotOffered: the web ACL does not tell ${doubt}`));
}

/**
 * Rule groups of the account, of Firewall Manager and of vendors can hold rate-based rules; they act unless overridden
 * to count. AWS's own beside the anti-DDoS one limit no plain floods.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
function mayLimitRate({ action, managedRuleGroup }: WebAclRule): boolean {
  return action === 'override-none' && !managedRuleGroup?.startsWith('AWS/');
}

function ruleGroupNotRead({ name, managedRuleGroup, byFirewallManager }: WebAclRule): Unread {
  const whose = byFirewallManager ? ' of Firewall Manager' : '';
  const why = managedRuleGroup
    ? `NotOffered: vendors do not show the rules of ${managedRuleGroup} (rule ${name}${whose})`
    : `NotAsked: the rules of rule group ${name}${whose} are not read`;
  return unread('wafv2:GetRuleGroup', why);
}

function ruleEvidence(rule: WebAclRule) {
  const { name, action, rateLimit, evaluationWindowSec, managedRuleGroup } = rule;
  const { aggregateKeyType, appliesTo, disarmedRules } = rule;
  return {
    name,
    action,
    rateLimit,
    evaluationWindowSec,
    aggregateKeyType,
    appliesTo,
    managedRuleGroup,
    disarmedRules,
  };
}
