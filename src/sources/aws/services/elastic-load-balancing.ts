import type {
  DescribeLoadBalancerAttributesCommandOutput,
  DescribeLoadBalancerPoliciesCommandOutput,
  DescribeTagsCommandOutput,
  ListenerDescription,
  LoadBalancerAttributes,
  LoadBalancerDescription,
} from '@aws-sdk/client-elastic-load-balancing';
import { mapReading } from '../../../model/reading.ts';
import type { Tags } from '../../../model/resource.ts';
import type { ClassicLoadBalancer } from '../../../model/resources/load-balancing.ts';
import { batches } from '../batches.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { tagsOf } from '../mapping.ts';

/** DescribeTags takes 20 names a call. */
const TAGGED_AT_ONCE = 20;

/** Attributes and policies are told load balancer by load balancer only. */
const classicLoadBalancers = defineCollector({
  type: 'AWS::ElasticLoadBalancing::LoadBalancer',
  service: 'elastic-load-balancing',
  scope: 'regional',
  calls: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    'elasticloadbalancing:DescribeLoadBalancerPolicies',
    'elasticloadbalancing:DescribeTags',
  ],
  async collect(api) {
    const listed = await api.list<LoadBalancerDescription>(
      'DescribeLoadBalancers',
      { PageSize: 400 },
      { items: 'LoadBalancerDescriptions', token: ['Marker', 'NextMarker'] },
    );
    const tags = await tagsByName(
      api,
      listed.items.map((each) => each.LoadBalancerName ?? ''),
    );
    return eachListed(api, listed, (each) => toClassic(api, each, tags));
  },
});

async function tagsByName(api: ServiceApi, names: readonly string[]): Promise<ReadonlyMap<string, Tags>> {
  const answers = await api.each(batches(names, TAGGED_AT_ONCE), (LoadBalancerNames) =>
    api.read<DescribeTagsCommandOutput>('DescribeTags', { LoadBalancerNames }),
  );
  const described = answers.flatMap((each) =>
    each.status === 'read' ? (each.value.TagDescriptions ?? []) : [],
  );
  return new Map(described.map(({ LoadBalancerName, Tags }) => [LoadBalancerName ?? '', tagsOf(Tags)]));
}

async function toClassic(
  api: ServiceApi,
  balancer: LoadBalancerDescription,
  tags: ReadonlyMap<string, Tags>,
): Promise<ClassicLoadBalancer> {
  const id = balancer.LoadBalancerName ?? '';
  const own = tags.get(id);
  const [attributes, policies] = await Promise.all([
    api.read<DescribeLoadBalancerAttributesCommandOutput>('DescribeLoadBalancerAttributes', {
      LoadBalancerName: id,
    }),
    policiesOf(api, id),
  ]);
  return {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    account: api.account,
    region: api.region,
    arn: api.arn('elasticloadbalancing', `loadbalancer/${id}`),
    id,
    ...(own ? { tags: own } : {}),
    dnsName: balancer.DNSName ?? null,
    scheme: balancer.Scheme === 'internal' ? 'internal' : 'internet-facing',
    vpcId: balancer.VPCId || null,
    subnetIds: balancer.Subnets ?? [],
    availabilityZones: balancer.AvailabilityZones ?? [],
    securityGroupIds: balancer.SecurityGroups ?? [],
    instanceIds: (balancer.Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? []),
    listeners: (balancer.ListenerDescriptions ?? []).map(toListener),
    attributes: mapReading(attributes, ({ LoadBalancerAttributes: found }) => toAttributes(found ?? {})),
    policies,
  };
}

function toListener(description: ListenerDescription): ClassicLoadBalancer['listeners'][number] {
  const { Listener: listener, PolicyNames } = description;
  return {
    protocol: listener?.Protocol ?? '',
    loadBalancerPort: listener?.LoadBalancerPort ?? 0,
    instanceProtocol: listener?.InstanceProtocol ?? null,
    instancePort: listener?.InstancePort ?? 0,
    sslCertificateId: listener?.SSLCertificateId ?? null,
    policyNames: PolicyNames ?? [],
  };
}

type Attributes = Extract<ClassicLoadBalancer['attributes'], { status: 'read' }>['value'];

function toAttributes(found: LoadBalancerAttributes): Attributes {
  const { ConnectionDraining: draining } = found;
  return {
    crossZoneLoadBalancing: found.CrossZoneLoadBalancing?.Enabled ?? false,
    accessLog: found.AccessLog?.Enabled ?? false,
    connectionDrainingSeconds: draining?.Enabled ? (draining.Timeout ?? null) : null,
    additionalAttributes: Object.fromEntries(
      (found.AdditionalAttributes ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
    ),
  };
}

async function policiesOf(
  api: ServiceApi,
  LoadBalancerName: string,
): Promise<ClassicLoadBalancer['policies']> {
  const answer = await api.read<DescribeLoadBalancerPoliciesCommandOutput>('DescribeLoadBalancerPolicies', {
    LoadBalancerName,
  });
  return mapReading(answer, ({ PolicyDescriptions }) =>
    (PolicyDescriptions ?? []).map((policy) => ({
      policyName: policy.PolicyName ?? '',
      policyTypeName: policy.PolicyTypeName ?? '',
      attributes: Object.fromEntries(
        (policy.PolicyAttributeDescriptions ?? []).map(({ AttributeName = '', AttributeValue = '' }) => [
          AttributeName,
          AttributeValue,
        ]),
      ),
    })),
  );
}

export const collectors = [classicLoadBalancers];
