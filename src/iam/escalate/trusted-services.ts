import type { Statement } from '../policy-document.ts';
import { canReach } from '../prove/can-reach.ts';
import { guardsOf } from '../view/policy-set-of.ts';
import type { Actor } from './actor.ts';
import { isServiceLinked } from './service-linked.ts';

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

/** Equal where the services are: of an account's roles that have one trust policy, if nothing tells roles apart. */
export function trustText({ principal, account, arn, set }: Actor): string {
  const trust = principal.role?.trust.status === 'read' ? principal.role.trust.value : null;
  const guards = set.rcps.flat().flatMap(({ policy }) => policy.document.statements);
  const tellsRoles = [...(trust?.statements ?? []), ...guards].some(tellsResources);
  return JSON.stringify([account.account, tellsRoles || isServiceLinked({ arn }) ? arn : null, trust]);
}

/** Without resources, it is the trust policy's own. */
function tellsResources({ resources, notResources, conditions }: Statement): boolean {
  if (notResources || !(resources ?? ['*']).includes('*')) return true;
  return /resource|\$\{/i.test(JSON.stringify(conditions));
}
