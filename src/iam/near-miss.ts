import type { CompiledStatement } from './compile-policy.ts';
import { type PlacedPolicy, statementName } from './compile-policy-set.ts';
import type { ResolvedRequest } from './resolve-request.ts';

const SHOWN = 2;

/** Why the Allow statements about the action do not apply, the nearest first. */
export function nearMisses(policies: readonly PlacedPolicy[], request: ResolvedRequest): readonly string[] {
  const misses = policies.flatMap((placed) =>
    placed.policy
      .about(request.action)
      .filter(({ isAllow }) => isAllow)
      .map((statement) => ({
        rank: rankOf(statement, request),
        text: `${statementName(placed, statement.index)} ${reason(statement, request)}`,
      })),
  );
  const nearest = misses.sort((a, b) => b.rank - a.rank).slice(0, SHOWN);
  return nearest.map(({ text }) => text);
}

/** The more of its elements fit, the higher. */
function rankOf({ resources, clauses }: CompiledStatement, request: ResolvedRequest): number {
  if (!resources(request.resource, request)) return 0;
  return clauses.every((holds) => holds(request)) ? 2 : 1;
}

function reason({ resources, clauses, statement }: CompiledStatement, request: ResolvedRequest): string {
  if (!resources(request.resource, request)) return 'is about other resources';
  const first = statement.conditions.find((_, index) => !clauses[index]?.(request));
  if (!first) return 'is about other principals';
  const values = request.values(first.key.toLowerCase());
  const found = values === null ? 'which the request has not' : `which is ${values.join(', ')}`;
  return `asks for ${first.operator} on ${first.key}, ${found}`;
}
