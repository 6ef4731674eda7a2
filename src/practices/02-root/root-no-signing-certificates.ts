import { hasRootUser, rootCount } from '../../inventory/root-user.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/** X.509 certificates sign requests to old SOAP interfaces, as access keys do elsewhere. */
export const rootNoSigningCertificates = defineCheck({
  id: 'root-no-signing-certificates',
  title: 'The root user has no signing certificates',
  practice: 2,
  severity: 'high',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountSummary'],
  controls: ['nist-800-53-r5:ac_6_2', 'nist-800-53-r5:ac_6_10', 'iso-27001-2022:A.5.15'],
  equivalents: [],
  rationale:
    'The private key of such a certificate signs requests with all rights, for ever and without MFA.',
  remediation: 'Deactivate and delete the certificates while signed in as the root user.',
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
