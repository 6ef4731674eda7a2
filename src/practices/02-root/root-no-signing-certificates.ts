import { hasRootUser, rootCount } from '../../inventory/root-user.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** X.509 certificates sign requests to old SOAP interfaces, as access keys do elsewhere. */
export const rootNoSigningCertificates = defineCheck({
  id: 'root-no-signing-certificates',
  title: 'The root user has no signing certificates',
  practice: 2,
  severity: 'high',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountSummary'],
  changedBy: ['iam:UploadSigningCertificate', 'iam:UpdateSigningCertificate'],
  controls: ['nist-csf-2.0:PR.AA-01', 'iso-27001-2022:A.5.17'],
  equivalents: [],
  rationale:
    'The private key of such a certificate signs requests with all rights, for ever and without MFA.',
  remediation: 'Deactivate and delete the certificates while signed in as the root user.',
  fix: {
    cli: dedented(`
      # In a member account by centralised root access, from the management account or its delegated administrator. Else as the root user, without this command
      aws sts assume-root --target-principal {account} --task-policy-arn arn=arn:{partition}:iam::aws:policy/root-task/IAMDeleteRootUserCredentials
      # With the credentials that it gives
      aws iam list-signing-certificates
      aws iam update-signing-certificate --certificate-id <CERTIFICATE-ID> --status Inactive
      # Once nothing misses the certificate: aws iam delete-signing-certificate --certificate-id <CERTIFICATE-ID>`),
    terraform: null,
  },
  evaluate(account, { inventory }) {
    const { id } = account;
    if (!hasRootUser(account)) return notApplicable();
    const certificates = rootCount(inventory, id, 'AccountSigningCertificatesPresent');
    if (certificates.status === 'unread') return unknown(certificates);
    const evidence = { accountSigningCertificatesPresent: certificates.value };
    return certificates.value === 0
      ? pass(`The root user of ${id} has no signing certificates.`, evidence)
      : fail(`The root user of ${id} has signing certificates.`, evidence);
  },
});
