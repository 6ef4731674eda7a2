import { createHash } from 'node:crypto';

import type { DescribeRulesCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { OverlayContext } from './context.ts';
import { type OverlayPatch, patchOf } from './overlay.ts';

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
