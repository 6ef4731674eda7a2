import { oidcWitness } from '../../inventory/trust/oidc-witness.ts';
import { roleTrust, trustPolicy } from '../../inventory/trust/role-trust.ts';
import { unreadAmong } from '../../model/reading.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * A token about a stranger is tried: another organisation's repository of GitHub, another namespace of a cluster. An
 * owner that only begins as the policy has it (`repo:acme*`) is a stranger too. Issuers that serve everybody are told
 * apart by their audience.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export const roleOidcSubjectScoped = defineCheck({
  id: 'role-oidc-subject-scoped',
  title: 'Roles for OIDC tokens name whose tokens they are for',
  practice: 5,
  severity: 'high',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails', ...ORGANIZATION_READS],
  changedBy: ROLE_TRUST_CHANGES,
  controls: [
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
  ],
  equivalents: [],
  rationale:
    "The issuer signs tokens for all of its customers: without a condition on the subject, anybody's pipeline has the role.",
  remediation:
    'Ask for the subject in the trust policy, whole or up to the owner, such as repo:<organisation>/<repository>:*.',
  fix: trustPolicyFix('with a condition on the subject of the token', {
    principal: 'Federated = "{evidence.provider}"',
    action: 'sts:AssumeRoleWithWebIdentity',
    condition: 'StringLike = { "<ISSUER>:sub" = "<SUBJECT>" }',
  }),
  evaluate(role, { inventory }) {
    const trusted = roleTrust(inventory, role);
    const trust = trustPolicy(inventory, role);
    if (trusted.status === 'unread' || trust.status === 'unread') return unknown([trusted, trust]);
    const providers = trusted.value.filter(({ kind, value }) => kind === 'federated' && !SAML.test(value));
    if (providers.length === 0) return notApplicable();
    const names = [...new Set(providers.map(({ value }) => value))];
    const tried = names.map((provider) => ({
      provider,
      witness: oidcWitness(inventory, role, trust.value, provider),
    }));
    const open = tried.flatMap(({ provider, witness }) =>
      witness.status === 'read' && witness.value ? [{ provider, ...witness.value }] : [],
    );
    const first = open.find(({ doubt }) => doubt === null) ?? open[0];
    if (first) {
      const evidence = { provider: first.provider, witness: requestEvidence(first.request) };
      return first.doubt
        ? unknown(first.doubt, evidence)
        : fail(`Anybody with a token of ${nameOf(first.provider)} may assume ${role.id}.`, evidence);
    }
    const missing = unreadAmong(tried.map(({ witness }) => witness));
    const evidence = { providers: names };
    return missing.length > 0
      ? unknown(missing, evidence)
      : pass(`Tokens of strangers are of no use for ${role.id}.`, evidence);
  },
});

const SAML = /:saml-provider\//;

function nameOf(provider: string): string {
  return provider.slice(provider.indexOf('/') + 1);
}
