import type {
  FirewallManagerRuleGroup,
  ManagedRuleGroupStatement,
  Rule,
  RuleAction,
  WebACL,
} from '@aws-sdk/client-wafv2';
import type { WebAclRule } from '../../model/resources/edge.ts';
import { requestsUnder } from './waf-statement.ts';

/** AWS's default, seconds. https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const DEFAULT_WINDOW = 300;

/**
 * The rules of a web ACL with the rule groups that Firewall Manager puts before and behind them, in AWS's order.
 * https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing-order.html
 */
export function webAclRules(acl: WebACL | undefined): readonly WebAclRule[] {
  return [
    ...(acl?.PreProcessFirewallManagerRuleGroups ?? []).map(ofFirewallManager),
    ...(acl?.Rules ?? []).map((rule) => toRule(rule, false)),
    ...(acl?.PostProcessFirewallManagerRuleGroups ?? []).map(ofFirewallManager),
  ];
}

function ofFirewallManager({ FirewallManagerStatement: statement, ...rule }: FirewallManagerRuleGroup) {
  return toRule({ ...rule, Statement: statement }, true);
}

function toRule(rule: Rule, byFirewallManager: boolean): WebAclRule {
  const rate = rule.Statement?.RateBasedStatement;
  const group = rule.Statement?.ManagedRuleGroupStatement;
  return {
    name: rule.Name ?? '',
    priority: rule.Priority ?? 0,
    action: actionOf(rule),
    rateLimit: rate?.Limit ?? null,
    evaluationWindowSec: rate ? (rate.EvaluationWindowSec ?? DEFAULT_WINDOW) : null,
    aggregateKeyType: rate?.AggregateKeyType ?? null,
    managedRuleGroup: group ? `${group.VendorName ?? ''}/${group.Name ?? ''}` : null,
    appliesTo: requestsUnder(rate?.ScopeDownStatement ?? group?.ScopeDownStatement),
    disarmedRules: disarmedRulesOf(group),
    byFirewallManager,
  };
}

function actionOf({ Action, OverrideAction }: Rule): WebAclRule['action'] {
  if (OverrideAction) return OverrideAction.Count ? 'override-count' : 'override-none';
  if (Action?.Block) return 'block';
  if (Action?.Captcha) return 'captcha';
  if (Action?.Challenge) return 'challenge';
  return Action?.Allow ? 'allow' : 'count';
}

/** `ExcludedRules` is the older way to say "count". */
function disarmedRulesOf(group: ManagedRuleGroupStatement | undefined): readonly string[] {
  const overridden = (group?.RuleActionOverrides ?? []).filter(({ ActionToUse }) => letsPass(ActionToUse));
  return [...(group?.ExcludedRules ?? []), ...overridden].map(({ Name }) => Name ?? '');
}

function letsPass(action: RuleAction | undefined): boolean {
  return action?.Count !== undefined || action?.Allow !== undefined;
}
