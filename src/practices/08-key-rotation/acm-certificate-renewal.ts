import { daysBetween } from '../../model/days.ts';
import type { Certificate } from '../../model/resources/data-stores.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';

/** Requests that never became, or no longer are, certificates to renew. */
const NOT_ISSUED = new Set(['PENDING_VALIDATION', 'VALIDATION_TIMED_OUT', 'FAILED', 'INACTIVE', 'REVOKED']);

/** What ACM cannot finish by itself. */
const STUCK: Readonly<Record<string, string>> = {
  FAILED: 'its renewal failed',
  PENDING_VALIDATION: 'its renewal waits for somebody to validate its domains',
};

/** https://docs.aws.amazon.com/acm/latest/userguide/check-certificate-renewal-status.html */
export const acmCertificateRenewal = defineCheck({
  id: 'acm-certificate-renewal',
  title: 'ACM certificates are renewed in time',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::CertificateManager::Certificate',
  reads: ['acm:ListCertificates', 'acm:DescribeCertificate'],
  controls: ['aws-fsbp:ACM.1', 'pci-dss-4.0:4.2.1.1.1', 'soc-2:cc_6_7'],
  equivalents: ['prowler:acm_certificates_expiration_check', 'config:acm-certificate-expiration-check'],
  rationale:
    'When a certificate runs out, either the site stops or people learn to accept one that proves nothing.',
  remediation:
    "Complete the validation that ACM asks for (restore the domain's CNAME record), or import a new certificate in time.",
  evaluate(certificate, { asOf, settings }) {
    const { status, notAfter, domainName } = certificate;
    if (NOT_ISSUED.has(status)) return notApplicable();
    const evidence = evidenceOf(certificate);
    const left = daysBetween(asOf, notAfter, 'acm:ListCertificates');
    if (status === 'EXPIRED' || (left.status === 'read' && left.value < 0))
      return fail(`The certificate of ${domainName} has expired.`, evidence);
    if (left.status === 'unread') return unknown([left, certificate.renewalStatus], evidence);
    if (left.value <= settings.certificateExpiryDays)
      return fail(
        `The certificate of ${domainName} expires in ${counted(left.value, 'day')} and is not renewed.`,
        evidence,
      );
    return judgeRenewal(certificate, left.value);
  },
});

function judgeRenewal(certificate: Certificate, daysLeft: number): Outcome {
  const { renewalStatus, domainName } = certificate;
  const evidence = evidenceOf(certificate);
  if (renewalStatus.status === 'unread') return unknown(renewalStatus, evidence);
  const stuck = STUCK[renewalStatus.value ?? ''];
  return stuck
    ? fail(`The certificate of ${domainName} expires in ${counted(daysLeft, 'day')} and ${stuck}.`, evidence)
    : pass(`The certificate of ${domainName} is valid for ${counted(daysLeft, 'more day')}.`, evidence);
}

function evidenceOf({
  certificateType,
  status,
  notAfter,
  inUse,
  renewalEligibility,
  renewalStatus,
}: Certificate) {
  const renewal = renewalStatus.status === 'read' ? renewalStatus.value : null;
  return { certificateType, status, notAfter, inUse, renewalEligibility, renewalStatus: renewal };
}
