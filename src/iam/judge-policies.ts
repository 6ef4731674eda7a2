import { type CompiledStatement, covers, namesAsking } from './compile-policy.ts';
import type { PlacedPolicy } from './compile-policy-set.ts';
import type { NamedAs } from './match-principal.ts';
import type { ResolvedRequest } from './resolve-request.ts';

/** The statements of some policies that apply to a request. */
export interface Judgement {
  readonly denies: readonly Applied[];
  readonly allows: readonly Applied[];
}

export interface Applied {
  readonly placed: PlacedPolicy;
  readonly statement: CompiledStatement;
  readonly named: NamedAs;
}

const NONE: readonly Applied[] = [];

export const NOTHING: Judgement = { denies: NONE, allows: NONE };

/** Policies of an identity: who asks is settled by the attachment. */
export function judgeIdentity(policies: readonly PlacedPolicy[], request: ResolvedRequest): Judgement {
  return judge(policies, request, bySelf, false);
}

/** Policies that name principals. `hasBoundary`: who asks has a permissions boundary. */
export function judgeNamed(
  policies: readonly PlacedPolicy[],
  request: ResolvedRequest,
  hasBoundary: boolean,
): Judgement {
  return policies.length === 0 ? NOTHING : judge(policies, request, namesAsking, hasBoundary);
}

/** How a statement is about who asks; null: it is not. */
type Naming = (
  statement: CompiledStatement,
  request: ResolvedRequest,
  hasBoundary: boolean,
) => NamedAs | null;

const bySelf: Naming = () => 'self';

function judge(
  policies: readonly PlacedPolicy[],
  request: ResolvedRequest,
  naming: Naming,
  hasBoundary: boolean,
): Judgement {
  let denies: Applied[] | null = null;
  let allows: Applied[] | null = null;
  for (const placed of policies)
    for (const statement of placed.policy.about(request.action)) {
      const named = naming(statement, request, hasBoundary);
      if (named === null || !covers(statement, request)) continue;
      const applied = { placed, statement, named };
      if (statement.isAllow) allows = withApplied(allows, applied);
      else denies = withApplied(denies, applied);
    }
  return denies === null && allows === null ? NOTHING : { denies: denies ?? NONE, allows: allows ?? NONE };
}

function withApplied(all: Applied[] | null, applied: Applied): Applied[] {
  if (all === null) return [applied];
  all.push(applied);
  return all;
}
