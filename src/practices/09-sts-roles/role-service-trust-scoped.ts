import type { TrustedPrincipal } from '../../iam/trust-policy.ts';
import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { type ConfusedDeputy, confusedDeputy } from '../../inventory/trust/confused-deputy.ts';
import { roleTrust } from '../../inventory/trust/role-trust.ts';
import {
  type SourceTellingService,
  sourceTellingService,
} from '../../inventory/trust/source-telling-services.ts';
import type { JsonObject } from '../../model/json.ts';
import { unreadAmong } from '../../model/reading.ts';
import type { Role } from '../../model/resources/iam.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Services that AWS documents to tell, as they assume a role, for whose resource they do. Others are left out: a
 * condition would lock them out, and what keeps strangers off is that iam:PassRole never crosses accounts. Accounts of
 * the organisation, those that were read together and `trustedAccounts` are no strangers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
export const roleServiceTrustScoped = defineCheck({
  id: 'role-service-trust-scoped',
  title: 'Services assume roles for resources of known accounts only',
  practice: 9,
  severity: 'medium',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails', ...ORGANIZATION_READS],
  changedBy: ROLE_TRUST_CHANGES,
  controls: ['nist-800-53-r5:AC-3', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.3', 'soc-2:CC6.1'],
  equivalents: ['prowler:iam_role_cross_service_confused_deputy_prevention'],
  rationale:
    'The service assumes such a role for whichever resource names it: where it can be told the ARN from another account, that account acts with your role (the confused deputy).',
  remediation:
    'Ask in the trust policy for aws:SourceAccount or aws:SourceArn of the resources that the service is to act for.',
  fix: trustPolicyFix(
    'that asks {evidence.service} for {evidence.condition.key} {evidence.condition.value}',
    {
      principal: 'Service = "{evidence.service}"',
      condition:
        '"{evidence.condition.operator}" = { "{evidence.condition.key}" = "{evidence.condition.value}" }',
    },
  ),
  evaluate(role, { inventory, settings }) {
    if (isServiceLinked(role)) return notApplicable();
    const trust = roleTrust(inventory, role);
    if (trust.status === 'unread') return unknown(trust);
    const tried = deputiesIn(trust.value).map(({ service, telling }) => ({
      service,
      telling,
      found: confusedDeputy(inventory, role, service, telling, settings.trustedAccounts),
    }));
    if (tried.length === 0) return notApplicable();
    const open = tried.flatMap(({ found, ...each }) =>
      found.status === 'read' && found.value ? [{ ...each, ...found.value }] : [],
    );
    const certain = open.filter(({ doubt }) => doubt === null);
    const [first = open[0]] = certain;
    const services = tried.map(({ service }) => service);
    const evidence = { services, ...(first && openEvidence(first, role)) };
    if (certain.length > 0)
      return fail(`${role.id} may be assumed by ${certain.map(nameOf).join(', ')}.`, evidence);
    const missing = [
      ...unreadAmong(tried.map(({ found }) => found)),
      ...open.flatMap(({ doubt }) => doubt ?? []),
    ];
    return missing.length > 0
      ? unknown(missing, evidence)
      : pass(`No resource of a stranger gets ${services.join(', ')} to assume ${role.id}.`, evidence);
  },
});

interface Deputy {
  readonly service: string;
  readonly telling: SourceTellingService;
}

function deputiesIn(trusted: readonly TrustedPrincipal[]): readonly Deputy[] {
  const named = trusted.flatMap(({ kind, value }) => (kind === 'service' ? [value.toLowerCase()] : []));
  return [...new Set(named)].flatMap((service) => {
    const telling = sourceTellingService(service);
    return telling ? [{ service, telling }] : [];
  });
}

function nameOf({ service, whose }: Deputy & ConfusedDeputy): string {
  return `${service} for resources of ${whose}`;
}

function openEvidence({ service, telling, request }: Deputy & ConfusedDeputy, role: Role): JsonObject {
  return {
    service,
    documentation: telling.page,
    condition: conditionFor(telling, role),
    witness: requestEvidence(request),
  };
}

/** The one that AWS shows for the service. */
function conditionFor({ keys: [key], arnService }: SourceTellingService, { account, arn }: Role): JsonObject {
  return key === 'aws:SourceArn'
    ? { operator: 'ArnLike', key, value: `arn:${arn.split(':')[1]}:${arnService ?? '*'}:*:${account}:*` }
    : { operator: 'StringEquals', key: 'aws:SourceAccount', value: account };
}
