import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * Where the endpoint stands, which cannot be changed after creation. What the access policy admits is another matter.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
 */
export const opensearchDomainNotPublic = defineCheck({
  id: 'opensearch-domain-not-public',
  title: 'The OpenSearch domain has its endpoint in a VPC',
  practice: 11,
  severity: 'high',
  resource: 'AWS::OpenSearchService::Domain',
  reads: ['es:ListDomainNames', 'es:DescribeDomains'],
  controls: [
    'aws-fsbp:ES.2',
    'aws-fsbp:OpenSearch.2',
    'pci-dss-4.0:1.2.8.26',
    'pci-dss-4.0:1.3.1.29',
    'pci-dss-4.0:1.3.2.29',
    'pci-dss-4.0:1.4.2.27',
    'pci-dss-4.0:1.5.1.26',
    'pci-dss-4.0:A1.1.3.26',
    'iso-27001-2022:A.8.1',
  ],
  equivalents: [
    'prowler:opensearch_service_domains_not_publicly_accessible',
    'config:opensearch-in-vpc-only',
    'config:elasticsearch-in-vpc-only',
  ],
  rationale:
    'A public endpoint answers the whole internet, so its access policy is the only thing between strangers and the index.',
  remediation: 'Create a domain with VPC access, move the data to it by a snapshot, and delete this one.',
  evaluate(domain) {
    const { detail } = domain;
    if (detail.status === 'unread') return unknown(detail);
    const { vpc, endpoint, fineGrainedAccessControl } = detail.value;
    const evidence = { endpoint, vpcId: vpc?.vpcId ?? null, fineGrainedAccessControl };
    return vpc
      ? pass(`Domain ${domain.id} has its endpoint in ${vpc.vpcId}.`, evidence)
      : fail(
          `Domain ${domain.id} has a public endpoint; who may use it is up to its access policy.`,
          evidence,
        );
  },
});
