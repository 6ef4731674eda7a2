import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { nameOfOutsider, type Outsider } from '../../inventory/outsider.ts';
import { outsideTrust } from '../../inventory/trust/outside-trust.ts';
import { roleTrust } from '../../inventory/trust/role-trust.ts';
import type { JsonObject } from '../../model/json.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Accounts of the organisation and accounts that were read together are known, as are `trustedAccounts` of the
 * settings. Where nobody listed the organisation's accounts, any other may be of it.
 */
export const roleTrustKnownAccounts = defineCheck({
  id: 'role-trust-known-accounts',
  title: 'Roles are assumed from known accounts only',
  practice: 9,
  severity: 'high',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails', ...ORGANIZATION_READS],
  changedBy: ROLE_TRUST_CHANGES,
  controls: ['nist-800-53-r5:AC-3', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.3', 'soc-2:CC6.1'],
  equivalents: [],
  rationale:
    'A role that an unknown account may assume is a way in that nobody looks after: a former vendor, a mistyped account id, an intruder who means to stay.',
  remediation:
    'Take the account out of the trust policy, or add it to trustedAccounts in rampart.yaml if it is known.',
  fix: trustPolicyFix('without {evidence.unknownAccounts}'),
  evaluate(role, { inventory, settings }) {
    if (isServiceLinked(role)) return notApplicable();
    const trust = roleTrust(inventory, role);
    const outsiders = outsideTrust(inventory, role);
    if (trust.status === 'unread' || outsiders.status === 'unread') return unknown([trust, outsiders]);
    const isOpen = trust.value.some(
      ({ kind, account }) =>
        kind === 'anyone' || (kind !== 'federated' && account !== null && account !== role.account),
    );
    if (!isOpen) return notApplicable();
    const isKnown = ({ account }: Outsider): boolean =>
      account !== null && settings.trustedAccounts.includes(account);
    const strange = outsiders.value.filter((each) => !isKnown(each));
    const evidence = evidenceOf(outsiders.value.filter(isKnown), strange);
    if (strange.length === 0) return pass(`Known accounts alone may assume ${role.id}.`, evidence);
    const certain = strange.filter(({ doubt }) => doubt === null);
    if (certain.length === 0 && strange[0]?.doubt) return unknown(strange[0].doubt, evidence);
    return fail(`${role.id} may be assumed from ${certain.map(nameOfOutsider).join(', ')}.`, evidence);
  },
});

function evidenceOf(known: readonly Outsider[], strange: readonly Outsider[]): JsonObject {
  return {
    trustedAccounts: known.flatMap(({ account }) => account ?? []),
    unknownAccounts: strange.map(nameOfOutsider),
    witness: strange[0] ? requestEvidence(strange[0].witness) : null,
  };
}
