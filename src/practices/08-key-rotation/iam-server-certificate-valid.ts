import { daysBetween } from '../../model/days.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html */
export const iamServerCertificateValid = defineCheck({
  id: 'iam-server-certificate-valid',
  title: 'Server certificates kept in IAM have not expired',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::IAM::ServerCertificate',
  reads: ['iam:ListServerCertificates'],
  changedBy: ['iam:UploadServerCertificate'],
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
    'nist-800-53-r5:SC-17',
    'nist-csf-2.0:PR.DS-02',
    'pci-dss-4.0:4.2.1',
    'iso-27001-2022:A.8.24',
  ],
  equivalents: [
    'prowler:iam_no_expired_server_certificates_stored',
    'config:iam-server-certificate-expiration-check',
  ],
  rationale:
    'An expired certificate on a load balancer teaches users to click warnings away, as an impostor wishes.',
  remediation: 'Replace it by an ACM certificate, which renews itself, and delete it from IAM.',
  fix: {
    cli: dedented(`
      aws acm request-certificate --domain-name <DOMAIN-NAME> --validation-method DNS --region <REGION-OF-ITS-LOAD-BALANCER>
      # Once the load balancer has the new one: aws iam delete-server-certificate --server-certificate-name {id}`),
    terraform: dedented(`
      # Once the load balancer has the new one, delete the aws_iam_server_certificate {id} from the configuration, where Terraform made it
      resource "aws_acm_certificate" "this" {
        domain_name       = "<DOMAIN-NAME>"
        validation_method = "DNS"
        lifecycle {
          create_before_destroy = true
        }
      }`),
  },
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
