import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/**
 * A domain with its endpoint in a VPC is reached from there alone: of a policy that names everybody, security groups
 * decide. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html
 */
export const opensearchDomainPolicy = resourcePolicyChecks({
  id: 'opensearch-domain-policy',
  title: 'OpenSearch domain',
  noun: 'domain',
  resource: 'AWS::OpenSearchService::Domain',
  reads: ['es:ListDomainNames', 'es:DescribeDomains'],
  changedBy: [
    'es:CreateDomain',
    'es:UpdateDomainConfig',
    'es:CreateElasticsearchDomain',
    'es:UpdateElasticsearchDomainConfig',
  ],
  equivalents: { public: ['prowler:opensearch_service_domains_not_publicly_accessible'], external: [] },
  harm: 'search its indexes, change them, or delete them',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws opensearch describe-domain --domain-name {id} --query DomainStatus.AccessPolicies --region {region}
      aws opensearch update-domain-config --domain-name {id} --access-policies file://<RESOURCE-POLICY-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_opensearch_domain_policy" "this" {
        domain_name     = "{id}"
        access_policies = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
