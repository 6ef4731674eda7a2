import type { AllowedRequest, StatementRef } from '../iam/index.ts';

/**
 * For people: the statements that allow requests, each once, but for those that only let them through:
 * `AdministratorAccess, statement 1`.
 */
export function allowingStatements(requests: readonly AllowedRequest[]): readonly string[] {
  return [...new Set(requests.flatMap(({ determining }) => determining.filter(gives).map(nameOf)))];
}

function gives({ source, effect }: StatementRef): boolean {
  return effect === 'Allow' && (source === 'identityPolicies' || source === 'resourcePolicy');
}

function nameOf({ source, name, statement, sid }: StatementRef): string {
  const policy = source === 'resourcePolicy' ? 'the trust policy' : (name ?? 'a policy');
  return `${policy}, statement ${statement + 1}${sid === null ? '' : ` (${sid})`}`;
}
