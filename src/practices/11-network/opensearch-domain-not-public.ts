import { defineCheck, fail, pass, sparing, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
  changedBy: ['es:CreateDomain', 'es:CreateElasticsearchDomain'],
  controls: [
    'aws-fsbp:ES.2',
    'aws-fsbp:OpenSearch.2',
    'nist-800-53-r5:SC-7c',
    'nist-800-53-r5:SC-7(3)',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.4.2',
    'pci-dss-4.0:1.4.4',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
    'soc-2:CC6.6',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: ['config:opensearch-in-vpc-only', 'config:elasticsearch-in-vpc-only'],
  rationale:
    'A public endpoint answers the whole internet, so its access policy is the only thing between strangers and the index.',
  remediation: 'Create a domain with VPC access, move the data to it by a snapshot, and delete this one.',
  fix: {
    cli: dedented(`
      # A domain cannot move into a VPC: make another with the settings that this one has
      aws opensearch describe-domain --domain-name {id} --region {region}
      aws opensearch create-domain --domain-name <NEW-DOMAIN> --engine-version <ENGINE-VERSION> --vpc-options SubnetIds=<SUBNET-ID>,SecurityGroupIds=<SECURITY-GROUP-ID> --region {region}
      # Once a snapshot has brought the data there and every client uses it: aws opensearch delete-domain --domain-name {id} --region {region}`),
    terraform: dedented(`
      # Beside {id}, which goes once a snapshot has brought its data here and every client uses this one
      resource "aws_opensearch_domain" "this" {
        domain_name    = "<NEW-DOMAIN>"
        engine_version = "<ENGINE-VERSION>"
        vpc_options {
          subnet_ids         = ["<SUBNET-ID>"]
          security_group_ids = ["<SECURITY-GROUP-ID>"]
        }
      }`),
  },
  evaluate(domain) {
    const { detail } = domain;
    if (detail.status === 'unread') return unknown(detail);
    const { vpc, endpoint, fineGrainedAccessControl, engineVersion } = detail.value;
    const evidence = { endpoint, vpcId: vpc?.vpcId ?? null, fineGrainedAccessControl };
    if (vpc) return pass(`Domain ${domain.id} has its endpoint in ${vpc.vpcId}.`, evidence);
    const summary = `Domain ${domain.id} has a public endpoint; who may use it is up to its access policy.`;
    return sparing(fail(summary, evidence), ofTheOtherEngine(engineVersion));
  },
});

/** AWS has one control for each engine. */
function ofTheOtherEngine(engineVersion: string | null): readonly string[] {
  if (engineVersion?.startsWith('OpenSearch')) return ['aws-fsbp:ES.2'];
  return engineVersion?.startsWith('Elasticsearch') ? ['aws-fsbp:OpenSearch.2'] : [];
}
