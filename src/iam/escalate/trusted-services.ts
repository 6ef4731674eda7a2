import { canReach } from '../prove/can-reach.ts';
import { guardsOf } from '../view/policy-set-of.ts';
import type { Actor } from './actor.ts';

/** Services that a role's trust policy lets assume it, in some circumstances. */
export function trustedServices({ principal, account, arn }: Actor): ReadonlySet<string> {
  const trust = principal.role?.trust;
  if (trust?.status !== 'read') return new Set();
  const named = trust.value.statements.flatMap(({ effect, principals }) =>
    effect === 'Allow' ? (principals ?? []) : [],
  );
  const services = named.flatMap(({ type, value }) => (type === 'Service' ? [value.toLowerCase()] : []));
  const policies = { resourcePolicy: trust.value, ...guardsOf(account) };
  const target = { actions: ['sts:AssumeRole'], resources: [arn] };
  return new Set(
    [...new Set(services)].filter(
      (service) =>
        canReach(policies, { ...target, principal: service }, { actions: 'known' }).answer !== 'proved',
    ),
  );
}
