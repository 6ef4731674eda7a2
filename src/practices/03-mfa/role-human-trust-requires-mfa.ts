import type { PrincipalView } from '../../iam/index.ts';
import { type Assumers, roleAssumers } from '../../inventory/role-assumers.ts';
import type { Reading } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Users of the accounts that were read who may assume the role by all policies, administrators aside. Sessions of IAM
 * Identity Center and of identity providers had their MFA there, and AWS is not told of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const roleHumanTrustRequiresMfa = defineCheck({
  id: 'role-human-trust-requires-mfa',
  title: 'Roles that users assume ask for MFA',
  practice: 3,
  severity: 'medium',
  resource: 'AWS::IAM::Role',
  reads: ESCALATION_READS,
  changedBy: [...ROLE_TRUST_CHANGES],
  controls: ['nist-csf-2.0:PR.AA-03', 'iso-27001-2022:A.8.5', 'soc-2:CC6.1', 'hipaa:164.312(d)'],
  equivalents: [],
  rationale:
    'A stolen access key of a user who may assume the role is the role, however narrow the policies of the user are.',
  remediation: 'Ask for aws:MultiFactorAuthPresent in the statement of the trust policy that lets users in.',
  fix: trustPolicyFix('that asks for MFA where it lets users in', {
    condition: 'Bool = { "aws:MultiFactorAuthPresent" = "true" }',
  }),
  evaluate(role, context) {
    const without = users(role, context, false);
    if (without.status === 'unread') return unknown(without);
    const { found, missing } = without.value;
    const first = found.find(({ doubts }) => doubts.length === 0) ?? found[0];
    if (first) {
      const evidence = {
        users: found.map(({ principal }) => principal.arn),
        witness: requestEvidence(first.allowed.request),
      };
      return first.doubts.length > 0
        ? unknown(first.doubts, evidence)
        : fail(`${first.principal.name} may assume ${role.id} without MFA.`, evidence);
    }
    if (missing.length > 0) return unknown(missing);
    const withMfa = users(role, context, true);
    if (withMfa.status === 'unread') return unknown(withMfa);
    const [other] = withMfa.value.found;
    if (!other) return withMfa.value.missing.length > 0 ? unknown(withMfa.value.missing) : notApplicable();
    return withMfa.value.found.some(({ doubts }) => doubts.length === 0)
      ? pass(`Users assume ${role.id} with MFA only.`)
      : unknown(other.doubts);
  },
});

function users(role: Role, { inventory, asOf }: CheckContext, mfa: boolean): Reading<Assumers> {
  const isUser = ({ kind }: PrincipalView): boolean => kind === 'user';
  return roleAssumers(inventory, role, { asOf, who: isUser, mfa });
}
