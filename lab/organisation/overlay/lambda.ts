import type { GetPolicyResponse } from '@aws-sdk/client-lambda';

import type { OverlayContext } from './context.ts';
import { type OverlayPatch, patchOf } from './overlay.ts';

interface Statement {
  readonly FunctionUrlAuthType?: string;
}

/** AWS makes a condition of the kind of URL that a permission is for; moto leaves it beside the action. */
export const lambdaPatches = ({ account }: OverlayContext): OverlayPatch[] => [
  patchOf<GetPolicyResponse>(
    account.id,
    { service: 'lambda', operation: 'GetPolicy', reason: 'moto writes a condition as an element of its own' },
    (answer) => ({ ...answer, Policy: answer.Policy && withConditions(answer.Policy) }),
  ),
];

function withConditions(text: string): string {
  const { Statement: statements, ...rest } = JSON.parse(text) as { readonly Statement: readonly Statement[] };
  return JSON.stringify({ ...rest, Statement: statements.map(withCondition) });
}

function withCondition({ FunctionUrlAuthType: type, ...statement }: Statement): object {
  return type === undefined
    ? statement
    : { ...statement, Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': type } } };
}
