import { daysBetween } from '../../model/days.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html */
export const iamServerCertificateValid = defineCheck({
  id: 'iam-server-certificate-valid',
  title: 'Server certificates kept in IAM have not expired',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::IAM::ServerCertificate',
  reads: ['iam:ListServerCertificates'],
  controls: [
    'cis-aws-1.4.0:1.19',
    'cis-aws-1.5.0:1.19',
    'cis-aws-2.0.0:1.19',
    'cis-aws-3.0.0:1.19',
    'cis-aws-4.0.0:1.19',
    'cis-aws-5.0.0:1.18',
    'cis-aws-6.0.0:2.18',
    'cis-aws-7.0.0:2.17',
    'aws-fsbp:IAM.26',
  ],
  equivalents: [
    'prowler:iam_no_expired_server_certificates_stored',
    'config:iam-server-certificate-expiration-check',
  ],
  rationale:
    'An expired certificate on a load balancer teaches users to click warnings away, as an impostor wishes.',
  remediation: 'Replace it by an ACM certificate, which renews itself, and delete it from IAM.',
  evaluate(certificate, { asOf }) {
    const { id, expiration, uploadDate } = certificate;
    const left = daysBetween(asOf, expiration, 'iam:ListServerCertificates');
    const evidence = { expiration, uploadDate };
    if (left.status === 'unread') return unknown(left, evidence);
    const day = expiration.slice(0, 10);
    return left.value < 0
      ? fail(`Server certificate ${id} expired on ${day}.`, evidence)
      : pass(`Server certificate ${id} is valid until ${day}.`, evidence);
  },
});
