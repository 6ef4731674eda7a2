import { daysBetween } from '../../model/days.ts';
import type { Certificate } from '../../model/resources/data-stores.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

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
  controls: ['aws-fsbp:ACM.1', 'nist-800-53-r5:SC-17', 'iso-27001-2022:A.8.24'],
  equivalents: ['prowler:acm_certificates_expiration_check', 'config:acm-certificate-expiration-check'],
  rationale:
    'When a certificate runs out, either the site stops or people learn to accept one that proves nothing.',
  remediation:
    "Complete the validation that ACM asks for (restore the domain's CNAME record), or import a new certificate in time.",
  fix: {
    cli: dedented(`
      # ACM renews the certificate itself once the CNAME records that this shows are back in the DNS
      aws acm describe-certificate --certificate-arn {arn} --query Certificate.DomainValidationOptions --region {region}
      # Where it has expired, or was imported: a new one, for the listeners and distributions that use the old one
      aws acm request-certificate --domain-name <DOMAIN-NAME> --validation-method DNS --region {region}`),
    terraform: dedented(`
      # In the place of {arn}
      resource "aws_acm_certificate" "this" {
        domain_name       = "<DOMAIN-NAME>"
        validation_method = "DNS"
        lifecycle {
          create_before_destroy = true
        }
      }`),
  },
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
