import type {
  CertificateDetail,
  CertificateSummary,
  DescribeCertificateCommandOutput,
  KeyAlgorithm,
} from '@aws-sdk/client-acm';
import { mapReading, type Reading, read } from '../../../model/reading.ts';
import type { Certificate } from '../../../model/resources/data-stores.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { isoTime } from '../mapping.ts';

/** Without them ListCertificates leaves out all but RSA_1024 and RSA_2048. */
const KEY_TYPES: readonly KeyAlgorithm[] = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
];
/** Without them it leaves out ACME. */
const KEY_PAIR_ORIGINS = ['AWS_MANAGED', 'CUSTOMER_PROVIDED', 'ACME'];

/** https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html */
const certificates = defineCollector({
  type: 'AWS::CertificateManager::Certificate',
  service: 'acm',
  scope: 'regional',
  calls: ['acm:ListCertificates', 'acm:DescribeCertificate'],
  async collect(api) {
    const input = {
      Includes: { keyTypes: KEY_TYPES },
      CertificateKeyPairOrigins: KEY_PAIR_ORIGINS,
      MaxItems: 1000,
    };
    const listed = await api.list<CertificateSummary>('ListCertificates', input, 'CertificateSummaryList');
    return eachListed(api, listed, (summary) => toCertificate(api, summary));
  },
});

const NO_DETAIL: Partial<CertificateDetail> = {};

async function toCertificate(api: ServiceApi, summary: CertificateSummary): Promise<Certificate> {
  const arn = summary.CertificateArn ?? '';
  const detail = needsDetail(summary) ? await detailOf(api, arn) : read(NO_DETAIL);
  const known = detail.status === 'read' ? detail.value : NO_DETAIL;
  return {
    type: 'AWS::CertificateManager::Certificate',
    account: api.account,
    region: api.region,
    arn,
    id: arn.slice(arn.lastIndexOf('/') + 1),
    domainName: summary.DomainName ?? '',
    certificateType: summary.Type ?? known.Type ?? 'UNKNOWN',
    status: summary.Status ?? known.Status ?? 'UNKNOWN',
    notAfter: isoTime(summary.NotAfter ?? known.NotAfter),
    inUse: summary.InUse ?? (known.InUseBy ?? []).length > 0,
    renewalEligibility: summary.RenewalEligibility ?? known.RenewalEligibility ?? null,
    renewalStatus: mapReading(detail, (value) => value.RenewalSummary?.RenewalStatus ?? null),
  };
}

/**
 * One call per certificate, as ListCertificates does not tell how a renewal stands: only for those that ACM would
 * renew (it renews none that is imported or not eligible), and where the list itself told nothing (older servers).
 * https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
 */
function needsDetail({ Type, Status, NotAfter, RenewalEligibility }: CertificateSummary): boolean {
  if (!Type || !Status) return true;
  if (Status !== 'ISSUED' || Type === 'IMPORTED') return false;
  return RenewalEligibility !== 'INELIGIBLE' || !NotAfter;
}

async function detailOf(
  api: ServiceApi,
  CertificateArn: string,
): Promise<Reading<Partial<CertificateDetail>>> {
  const answer = await api.read<DescribeCertificateCommandOutput>('DescribeCertificate', { CertificateArn });
  return mapReading(answer, (output) => output.Certificate ?? NO_DETAIL);
}

export const collectors = [certificates];
