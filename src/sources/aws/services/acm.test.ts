import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './acm.ts';

const [certificates] = collectors;
const ARN = `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/1111-2222`;

const summary = {
  CertificateArn: ARN,
  DomainName: 'www.example.com',
  Status: 'ISSUED',
  Type: 'AMAZON_ISSUED',
  KeyAlgorithm: 'EC-prime256v1',
  InUse: true,
  RenewalEligibility: 'ELIGIBLE',
  NotBefore: new Date('2026-01-01T00:00:00Z'),
  NotAfter: new Date('2027-01-31T23:59:59Z'),
};

const certificate = {
  type: 'AWS::CertificateManager::Certificate',
  account: ACCOUNT,
  region: REGION,
  arn: ARN,
  id: '1111-2222',
  domainName: 'www.example.com',
  certificateType: 'AMAZON_ISSUED',
  status: 'ISSUED',
  notAfter: '2027-01-31T23:59:59.000Z',
  inUse: true,
  renewalEligibility: 'ELIGIBLE',
  renewalStatus: read('PENDING_VALIDATION'),
};

function collect(summaries: readonly object[], describe: unknown) {
  const api = apiOf('acm', {
    ListCertificates: { CertificateSummaryList: summaries },
    DescribeCertificate: describe,
  });
  return { api, collected: certificates?.collect(api) };
}

test('maps the summary, and the renewal from the description', async () => {
  const describe = {
    Certificate: { CertificateArn: ARN, RenewalSummary: { RenewalStatus: 'PENDING_VALIDATION' } },
  };
  const { api, collected } = collect([summary], describe);
  expect(await collected).toEqual({ resources: [certificate], gap: null });
  expect(api.calls[0]).toContain('"keyTypes":["RSA_1024","RSA_2048","RSA_3072","RSA_4096","EC_prime256v1"');
});

test('a certificate that was never renewed has no renewal', async () => {
  const { collected } = collect([summary], { Certificate: {} });
  expect((await collected)?.resources).toEqual([{ ...certificate, renewalStatus: read(null) }]);
});

test.each([
  ['imported', { Type: 'IMPORTED', RenewalEligibility: undefined }],
  ['not eligible', { RenewalEligibility: 'INELIGIBLE' }],
  ['expired', { Status: 'EXPIRED' }],
  ['not issued', { Status: 'PENDING_VALIDATION', NotAfter: undefined }],
])('asks for no description of one that is %s', async (_, overrides) => {
  const { api, collected } = collect([{ ...summary, ...overrides }], denied());
  expect((await collected)?.resources).toMatchObject([{ renewalStatus: read(null) }]);
  expect(api.calls).toHaveLength(1);
});

test('takes from the description what the list does not tell', async () => {
  const detail = {
    Type: 'AMAZON_ISSUED',
    Status: 'ISSUED',
    NotAfter: '2027-01-31T23:59:59Z',
    InUseBy: ['arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/1'],
    RenewalEligibility: 'ELIGIBLE',
  };
  const { collected } = collect([{ CertificateArn: ARN, DomainName: 'www.example.com' }], {
    Certificate: detail,
  });
  expect((await collected)?.resources).toEqual([{ ...certificate, renewalStatus: read(null) }]);
});

test('a denied description costs the renewal only', async () => {
  const { collected } = collect([summary], denied());
  const renewalStatus = deniedReading('acm:DescribeCertificate');
  expect(await collected).toEqual({ resources: [{ ...certificate, renewalStatus }], gap: null });
});

test('a denied list is a gap', async () => {
  const api = apiOf('acm', { ListCertificates: denied() });
  expect(await certificates?.collect(api)).toEqual({
    resources: [],
    gap: deniedReading('acm:ListCertificates'),
  });
});
