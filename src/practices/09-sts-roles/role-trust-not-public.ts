import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { publicTrust } from '../../inventory/trust/outside-trust.ts';
import { roleTrust } from '../../inventory/trust/role-trust.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Whether anybody with an AWS account of their own may assume the role: what a request says of itself, such as an
 * external id, holds nobody off. Identity providers are those of role-oidc-subject-scoped.
 */
export const roleTrustNotPublic = defineCheck({
  id: 'role-trust-not-public',
  title: 'Roles cannot be assumed from every AWS account',
  practice: 9,
  severity: 'critical',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails', ...ORGANIZATION_READS],
  changedBy: ROLE_TRUST_CHANGES,
  controls: [
    'cis-aws-7.0.0:2.21',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: [],
  rationale: 'Whoever learns or guesses the ARN of such a role has all that the role may do.',
  remediation:
    'Name the principals that are meant, or ask for them with aws:PrincipalOrgID or aws:PrincipalArn in a condition.',
  fix: trustPolicyFix('with the roles and users that are meant in the place of everybody'),
  evaluate(role, { inventory }) {
    if (isServiceLinked(role)) return notApplicable();
    const trust = roleTrust(inventory, role);
    if (trust.status === 'unread') return unknown(trust);
    const trusted = trust.value.filter(({ kind }) => kind !== 'service' && kind !== 'federated');
    const stranger = publicTrust(inventory, role);
    if (stranger.status === 'unread') return unknown(stranger);
    if (stranger.value)
      return fail(`Anybody with an AWS account may assume ${role.id}.`, {
        witness: requestEvidence(stranger.value),
      });
    return trusted.length > 0
      ? pass(`No stranger may assume ${role.id}.`, { trusted: trusted.map(({ value }) => value) })
      : notApplicable();
  },
});
