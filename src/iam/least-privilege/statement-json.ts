import type { Statement } from '../policy-document.ts';

/** A statement of an identity's policy as IAM takes it. */
export interface StatementJson {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export function statementJson(statement: Statement): StatementJson {
  const { effect, actions, notActions, resources, notResources, conditions } = statement;
  return {
    Effect: effect,
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    ...(resources && { Resource: resources }),
    ...(notResources && { NotResource: notResources }),
    ...(conditions.length > 0 && { Condition: conditionJson(conditions) }),
  };
}

function conditionJson(
  conditions: Statement['conditions'],
): Readonly<Record<string, Record<string, readonly string[]>>> {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions) block[operator] = { ...block[operator], [key]: values };
  return block;
}
