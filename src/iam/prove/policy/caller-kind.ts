import type { RequestPrincipal } from '../../principal.ts';
import { type ActionTraits, NOT_FOR_ROOT, SIGNED_BY_PROVIDER } from '../actions/action-traits.ts';

/** Kinds of callers. */
export type CallerKind = RequestPrincipal['kind'];

/**
 * Callers that have policies of their own, those first that read best in a witness. Federated users' sessions need
 * more than those, root users have none.
 */
export const OWN_POLICY_KINDS: readonly CallerKind[] = ['role-session', 'user'];

/** Callers that a resource's policy can let in for an action. */
export function kindsForAction(traits: ActionTraits): readonly CallerKind[] {
  const kinds = traits & NOT_FOR_ROOT ? FOR_ANYBODY.filter((kind) => !ROOT_OR_NOBODY.has(kind)) : FOR_ANYBODY;
  return traits & SIGNED_BY_PROVIDER ? ['identity-provider', ...kinds] : kinds;
}

const FOR_ANYBODY: readonly CallerKind[] = [
  ...OWN_POLICY_KINDS,
  'service',
  'anonymous',
  'root',
  'federated-user',
];
const ROOT_OR_NOBODY: ReadonlySet<CallerKind> = new Set(['root', 'anonymous']);

/** Has an account and an ARN. */
export function hasArn(kind: CallerKind): boolean {
  return kind === 'role-session' || kind === 'user' || kind === 'root' || kind === 'federated-user';
}
