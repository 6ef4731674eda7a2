import { isWorld, parseBlocks } from '../../inventory/security-group-rules.ts';
import type { Reading } from '../../model/reading.ts';
import { mapReading } from '../../model/reading.ts';
import type { EksCluster } from '../../model/resources/compute.ts';
import { type Check, type CheckMetadata, defineCheck, type Fix, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

interface Endpoint {
  readonly publicAccess: boolean;
  readonly cidrs: readonly string[];
  /** Whether the public endpoint answers every address. */
  readonly open: boolean;
}

type Question = Pick<
  CheckMetadata<'AWS::EKS::Cluster'>,
  'id' | 'title' | 'severity' | 'controls' | 'equivalents' | 'remediation' | 'fix'
> & { readonly isWrong: (endpoint: Endpoint) => boolean };

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
const QUESTIONS: readonly Question[] = [
  {
    id: 'eks-endpoint-not-public',
    title: "The cluster's API server does not answer the whole internet",
    severity: 'high',
    controls: [
      'nist-800-53-r5:AC-17(1)',
      'nist-800-53-r5:SC-7c',
      'nist-800-53-r5:SC-7(3)',
      'nist-csf-2.0:PR.IR-01',
      'pci-dss-4.0:1.4.2',
      'iso-27001-2022:A.8.3',
      'soc-2:CC6.1',
      'soc-2:CC6.6',
      'hipaa:164.312(a)(1)',
    ],
    equivalents: ['prowler:eks_cluster_not_publicly_accessible'],
    remediation:
      'Turn off public endpoint access, or list the address blocks that may use it in publicAccessCidrs.',
    fix: endpointFix({ publicAccess: true }),
    isWrong: (endpoint) => endpoint.publicAccess && endpoint.open,
  },
  {
    id: 'eks-endpoint-not-public-private-only',
    title: "The cluster's API server answers only from within the VPC",
    severity: 'low',
    controls: ['aws-fsbp:EKS.1'],
    equivalents: ['prowler:eks_endpoints_not_publicly_accessible', 'config:eks-endpoint-no-public-access'],
    remediation: 'Turn on private endpoint access and turn off public endpoint access.',
    fix: endpointFix({ publicAccess: false }),
    isWrong: (endpoint) => endpoint.publicAccess,
  },
];

/** Private access comes with it, so that nodes and what runs in the VPC keep the API server. */
function endpointFix({ publicAccess }: { readonly publicAccess: boolean }): Fix {
  const cidrs = publicAccess ? ',publicAccessCidrs=<CIDR>' : '';
  return {
    cli: dedented(`
      # Whoever is left out loses the API server: pipelines and administrators outside the VPC
      aws eks update-cluster-config --name {id} --resources-vpc-config endpointPublicAccess=${publicAccess},endpointPrivateAccess=true${cidrs} --region {region}`),
    terraform: dedented(`
      # Whoever is left out loses the API server: pipelines and administrators outside the VPC
      resource "aws_eks_cluster" "this" {
        name = "{id}"
        vpc_config {
          endpoint_private_access = true
          endpoint_public_access  = ${publicAccess}${publicAccess ? '\n          public_access_cidrs     = ["<CIDR>"]' : ''}
          # Its other arguments stay as they are.
        }
        # Its other arguments stay as they are.
      }`),
  };
}

function endpointCheck({ isWrong, ...metadata }: Question): Check {
  return defineCheck({
    ...metadata,
    practice: 11,
    resource: 'AWS::EKS::Cluster',
    reads: ['eks:ListClusters', 'eks:DescribeCluster'],
    changedBy: ['eks:CreateCluster', 'eks:UpdateClusterConfig'],
    rationale:
      'Whoever reaches the API server can try stolen tokens and unpatched flaws against the control of every workload.',
    evaluate(cluster) {
      const reading = endpointOf(cluster);
      if (reading.status === 'unread') return unknown(reading);
      const endpoint = reading.value;
      const evidence = { publicAccess: endpoint.publicAccess, publicAccessCidrs: endpoint.cidrs };
      const summary = `The API server of ${cluster.id} ${audience(endpoint)}.`;
      return isWrong(endpoint) ? fail(summary, evidence) : pass(summary, evidence);
    },
  });
}

function audience({ publicAccess, open, cidrs }: Endpoint): string {
  if (!publicAccess) return 'answers only from within its VPC';
  return open ? 'answers every address on the internet' : `answers ${cidrs.join(', ')} on the internet`;
}

function endpointOf({ detail }: EksCluster): Reading<Endpoint> {
  if (detail.status === 'unread') return detail;
  const { endpointPublicAccess: publicAccess, publicAccessCidrs: cidrs } = detail.value;
  // AWS sets 0.0.0.0/0 when no block is given.
  const blocks = parseBlocks(cidrs.length > 0 ? cidrs : ['0.0.0.0/0'], 'eks:DescribeCluster');
  return mapReading(blocks, (parsed) => ({ publicAccess, cidrs, open: isWorld(parsed) }));
}

export const eksEndpointNotPublic: readonly Check[] = QUESTIONS.map(endpointCheck);
