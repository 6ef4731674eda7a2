import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { nameOfOutsider } from '../../inventory/outsider.ts';
import { externalIdsOf } from '../../inventory/trust/external-ids.ts';
import { outsideTrust } from '../../inventory/trust/outside-trust.ts';
import { trustPolicy } from '../../inventory/trust/role-trust.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * A third party is an account that is neither of the organisation nor was read together with the role's: those of
 * `trustedAccounts` too, since a vendor that is known acts for its other customers as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const roleThirdPartyExternalId = defineCheck({
  id: 'role-third-party-external-id',
  title: 'Third parties assume roles with an external id only',
  practice: 9,
  severity: 'high',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails', ...ORGANIZATION_READS],
  changedBy: ROLE_TRUST_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'A vendor who is given the ARN of your role by another customer acts on your account for him, unless the trust policy asks for the id that the vendor keeps for you.',
  remediation:
    'Ask the third party for the external id that it made for you, and demand it with StringEquals sts:ExternalId.',
  fix: trustPolicyFix('with the external id that the third party made for you', {
    condition: 'StringEquals = { "sts:ExternalId" = "<EXTERNAL-ID>" }',
  }),
  evaluate(role, { inventory }) {
    if (isServiceLinked(role)) return notApplicable();
    const trust = trustPolicy(inventory, role);
    if (trust.status === 'unread') return unknown(trust);
    const ids = externalIdsOf(trust.value);
    const all = outsideTrust(inventory, role);
    const known = { StringEqualsIgnoreCase: { 'sts:ExternalId': ids } };
    const open = ids.length > 0 ? outsideTrust(inventory, role, known) : all;
    if (all.status === 'unread' || open.status === 'unread') return unknown([all, open]);
    const [first] = open.value;
    const evidence = {
      thirdParties: all.value.map(nameOfOutsider),
      withoutExternalId: open.value.map(nameOfOutsider),
      witness: first ? requestEvidence(first.witness) : null,
    };
    if (all.value.length === 0) return notApplicable();
    if (!first) return pass(`Third parties need an external id to assume ${role.id}.`, evidence);
    const certain = open.value.filter(({ doubt }) => doubt === null);
    if (certain.length === 0 && first.doubt) return unknown(first.doubt, evidence);
    const without =
      ids.length > 0 ? 'without the external id that its trust policy tells' : 'without an external id';
    return fail(
      `${role.id} may be assumed from ${certain.map(nameOfOutsider).join(', ')} ${without}.`,
      evidence,
    );
  },
});
