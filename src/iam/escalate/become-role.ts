import { parseArn } from '../../model/arn.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { Actor } from './actor.ts';
import type { Call } from './calls.ts';
import { trusting } from './everything.ts';
import { isServiceLinked } from './service-linked.ts';
import { type Attempt, technique } from './technique.ts';

const ASSUME = technique('sts-assume-role', 'assumes {to}');
const REWRITE_TRUST = technique(
  'iam-update-assume-role-policy',
  'rewrites the trust policy of {to} and assumes it',
);
const SAML = technique('iam-update-saml-provider', 'replaces the SAML provider that {to} trusts by its own');
const OIDC = technique(
  'iam-update-oidc-thumbprint',
  'changes the thumbprints of the OIDC provider that {to} trusts',
);

export const BECOME_ROLE_ACTIONS: readonly string[] = [
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateSAMLProvider',
  'iam:UpdateOpenIDConnectProviderThumbprint',
];

/**
 * Ways to a session of a role by its trust policy. `withoutMfa`: the role, in sessions that were made without it;
 * `mayRewrite`: some statement lets the actor do one of the actions above.
 */
export function* waysToBecomeRole(
  actor: Actor,
  role: Actor,
  withoutMfa: Actor,
  mayRewrite: boolean,
): Iterable<Attempt> {
  const { arn: on, tags, role: side } = role.principal;
  if (!side || isServiceLinked(role)) return;
  const assume: Call = { action: 'sts:AssumeRole', on, tags };
  const to = actor.stance.mfa ? role : withoutMfa;
  const trust = side.trust.status === 'read' ? side.trust.value : null;
  if (trust && mayName(trust, actor))
    yield { technique: ASSUME, calls: [{ ...assume, resourcePolicy: trust }], to, assumes: [] };
  if (!mayRewrite || actor.principal.account !== role.principal.account) return;
  const rewritten = { ...assume, resourcePolicy: trusting(actor.principal) };
  const rewrite = { action: 'iam:UpdateAssumeRolePolicy', on, tags };
  yield { technique: REWRITE_TRUST, calls: [rewrite, rewritten], to, assumes: [] };
  if (trust) yield* byProviders(trust, withoutMfa);
}

export function mayAssume({ principal: { role } }: Actor, actor: Actor): boolean {
  return role?.trust.status === 'read' && mayName(role.trust.value, actor);
}

/** A sound look at the names, before all that the trust policy says is weighed. */
export function mayName({ statements }: PolicyDocument, { principal }: Actor): boolean {
  const { arn, account, id, kind, name } = principal;
  return statements.some(({ effect, principals, notPrincipals }) => {
    if (effect !== 'Allow') return false;
    if (notPrincipals) return true;
    return (principals ?? []).some(({ type, value }) => {
      if (type !== 'AWS') return false;
      if (value === '*' || value === arn || value === account || value === id) return true;
      if (value.endsWith(`::${account}:root`)) return true;
      return kind === 'role' && value.includes(`:assumed-role/${name}/`);
    });
  });
}

/** Whoever holds an identity provider in the hand signs what a role's trust policy asks for. */
function* byProviders({ statements }: PolicyDocument, to: Actor): Iterable<Attempt> {
  const names = statements.flatMap(({ effect, principals }) =>
    effect === 'Allow' ? (principals ?? []).filter(({ type }) => type === 'Federated') : [],
  );
  for (const on of new Set(names.map(({ value }) => value))) {
    if (parseArn(on)?.account !== to.principal.account) continue;
    if (/:saml-provider\//.test(on))
      yield { technique: SAML, calls: [{ action: 'iam:UpdateSAMLProvider', on }], to, assumes: [] };
    if (/:oidc-provider\//.test(on))
      yield {
        technique: OIDC,
        calls: [{ action: 'iam:UpdateOpenIDConnectProviderThumbprint', on }],
        to,
        assumes: [
          'AWS verifies the provider by its thumbprint',
          "the caller can stand in for the provider's key endpoint",
        ],
      };
  }
}
