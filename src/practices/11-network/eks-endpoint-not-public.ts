import { isWorld, parseBlocks } from '../../inventory/security-group-rules.ts';
import type { Reading } from '../../model/reading.ts';
import { mapReading } from '../../model/reading.ts';
import type { EksCluster } from '../../model/resources/compute.ts';
import { type Check, type CheckMetadata, defineCheck, fail, pass, unknown } from '../check.ts';

interface Endpoint {
  readonly publicAccess: boolean;
  readonly cidrs: readonly string[];
  /** Whether the public endpoint answers every address. */
  readonly open: boolean;
}

type Question = Pick<
  CheckMetadata<'AWS::EKS::Cluster'>,
  'id' | 'title' | 'severity' | 'controls' | 'equivalents' | 'remediation'
> & { readonly isWrong: (endpoint: Endpoint) => boolean };

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
const QUESTIONS: readonly Question[] = [
  {
    id: 'eks-endpoint-not-public',
    title: "The cluster's API server does not answer the whole internet",
    severity: 'high',
    controls: [
      'pci-dss-4.0:1.2.8.12',
      'pci-dss-4.0:1.3.1.13',
      'pci-dss-4.0:1.3.2.13',
      'pci-dss-4.0:1.4.2.13',
      'pci-dss-4.0:1.5.1.12',
      'pci-dss-4.0:A1.1.3.12',
      'iso-27001-2022:A.8.1',
    ],
    equivalents: ['prowler:eks_cluster_not_publicly_accessible'],
    remediation:
      'Turn off public endpoint access, or list the address blocks that may use it in publicAccessCidrs.',
    isWrong: (endpoint) => endpoint.publicAccess && endpoint.open,
  },
  {
    id: 'eks-endpoint-not-public-private-only',
    title: "The cluster's API server answers only from within the VPC",
    severity: 'low',
    controls: ['aws-fsbp:EKS.1'],
    equivalents: ['prowler:eks_endpoints_not_publicly_accessible', 'config:eks-endpoint-no-public-access'],
    remediation: 'Turn on private endpoint access and turn off public endpoint access.',
    isWrong: (endpoint) => endpoint.publicAccess,
  },
];

function endpointCheck({ isWrong, ...metadata }: Question): Check {
  return defineCheck({
    ...metadata,
    practice: 11,
    resource: 'AWS::EKS::Cluster',
    reads: ['eks:ListClusters', 'eks:DescribeCluster'],
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
