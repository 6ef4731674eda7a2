import type { AllowedRequest, StatementRef } from '../iam/index.ts';

/**
 * For people: the statements that allow requests, each once, but for those that only let them through:
 * `AdministratorAccess, statement 1`.
 */
export function allowingStatements(requests: readonly AllowedRequest[]): readonly string[] {
  const names = requests.flatMap(({ request, determining }) =>
    determining.filter(gives).map((each) => nameOf(each, request.action)),
  );
  return [...new Set(names)];
}

function gives({ source, effect }: StatementRef): boolean {
  return effect === 'Allow' && (source === 'identityPolicies' || source === 'resourcePolicy');
}

function nameOf({ source, name, statement, sid }: StatementRef, action: string): string {
  const own = action.startsWith('sts:') ? 'the trust policy' : "the resource's own policy";
  const policy = source === 'resourcePolicy' ? own : (name ?? 'a policy');
  return `${policy}, statement ${statement + 1}${sid === null ? '' : ` (${sid})`}`;
}
