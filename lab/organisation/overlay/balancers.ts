import { createHash } from 'node:crypto';

import type { DescribeRulesCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';

import { everyRegion, type OverlayContext } from './context.ts';
import { type OverlayPatch, type OverlayRecord, patchOf } from './overlay.ts';

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

export const balancerPatches = ({ account }: OverlayContext): OverlayPatch[] => [
  patchOf<DescribeRulesCommandOutput>(
    account.id,
    {
      service: 'elastic-load-balancing-v2',
      operation: 'DescribeRules',
      reason: "moto ends a rule's ARN with an address in its own memory",
    },
    (answer) => ({
      ...answer,
      Rules: answer.Rules?.map((rule) => {
        const listener = rule.RuleArn?.slice(0, rule.RuleArn.lastIndexOf('/')) ?? '';
        return { ...rule, RuleArn: `${listener}/${idOf(`${listener} ${rule.Priority}`)}` };
      }),
    }),
  ),
];

/** As AWS sets them for a new account: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const QUOTAS = {
  'target-groups': 3000,
  'targets-per-target-group': 1000,
  'targets-per-application-load-balancer': 1000,
  'targets-per-network-load-balancer': 3000,
  'targets-per-availability-zone-per-network-load-balancer': 500,
  'targets-per-availability-zone-per-gateway-load-balancer': 300,
};

export function balancerRecords(context: OverlayContext): OverlayRecord[] {
  return everyRegion(
    context,
    {
      service: 'elastic-load-balancing-v2',
      operation: 'DescribeAccountLimits',
      reason: 'moto lacks the call',
    },
    {},
    () => ({ Limits: Object.entries(QUOTAS).map(([Name, max]) => ({ Name, Max: String(max) })) }),
  );
}
