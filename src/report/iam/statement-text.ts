import { placeOf } from '../../iam/compile-policy-set.ts';
import type { StatementRef } from '../../iam/decision.ts';

/** `statement 2 "Deploy" of identity policy 1 (deploy)` */
export function statementText({ source, level, policy, name, statement, sid }: StatementRef): string {
  if (source === 'kmsGrants') return `KMS grant ${policy + 1}`;
  const place = placeOf({ source, level: level ?? null, index: policy, name: name ?? null });
  return `statement ${statement + 1}${sid ? ` "${sid}"` : ''} of ${place}`;
}

export function statementsText(refs: readonly StatementRef[]): string {
  return refs.map(statementText).join('; ');
}
