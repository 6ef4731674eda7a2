import type {
  DescribeLoadBalancerAttributesCommandOutput,
  DescribeTagsCommandOutput,
  DescribeTargetGroupAttributesCommandOutput,
  Limit,
  Action as SdkAction,
  Listener as SdkListener,
  LoadBalancer as SdkLoadBalancer,
  Rule as SdkRule,
  TargetGroup as SdkTargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mapReading, type Reading, read } from '../../../model/reading.ts';
import type { Tags } from '../../../model/resource.ts';
import type {
  Listener,
  ListenerAction,
  LoadBalancer,
  TargetGroup,
} from '../../../model/resources/load-balancing.ts';
import { batches } from '../batches.ts';
import { defineCollector, eachListed, type Listed, type ServiceApi } from '../collector.ts';
import { tagsOf } from '../mapping.ts';
import { targetLimit } from './target-limit.ts';

const MARKER = ['Marker', 'NextMarker'] as const;
/** DescribeTags takes 20 resources a call. */
const TAGGED_AT_ONCE = 20;

/** Attributes are told load balancer by load balancer only. */
const loadBalancers = defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  service: 'elastic-load-balancing-v2',
  scope: 'regional',
  calls: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    'elasticloadbalancing:DescribeAccountLimits',
    'elasticloadbalancing:DescribeTags',
  ],
  async collect(api) {
    const listed = await listLoadBalancers(api);
    const tags = await tagsByArn(
      api,
      listed.items.map((each) => each.LoadBalancerArn ?? ''),
    );
    const limits = listed.items.length > 0 ? await accountLimits(api) : read([]);
    return eachListed(api, listed, (each) => toLoadBalancer(api, each, tags, limits));
  },
});

function listLoadBalancers(api: ServiceApi): Promise<Listed<SdkLoadBalancer>> {
  return api.shared('DescribeLoadBalancers', () =>
    api.list<SdkLoadBalancer>(
      'DescribeLoadBalancers',
      { PageSize: 400 },
      { items: 'LoadBalancers', token: MARKER },
    ),
  );
}

/** Without the ARNs whose batch was denied: their tags are not known. */
async function tagsByArn(api: ServiceApi, arns: readonly string[]): Promise<ReadonlyMap<string, Tags>> {
  const answers = await api.each(batches(arns, TAGGED_AT_ONCE), (ResourceArns) =>
    api.read<DescribeTagsCommandOutput>('DescribeTags', { ResourceArns }),
  );
  const described = answers.flatMap((each) =>
    each.status === 'read' ? (each.value.TagDescriptions ?? []) : [],
  );
  return new Map(described.map(({ ResourceArn, Tags }) => [ResourceArn ?? '', tagsOf(Tags)]));
}

function tagged(tags: ReadonlyMap<string, Tags>, arn: string): { readonly tags?: Tags } {
  const own = tags.get(arn);
  return own ? { tags: own } : {};
}

async function accountLimits(api: ServiceApi): Promise<Reading<readonly Limit[]>> {
  const { items, gap } = await api.list<Limit>(
    'DescribeAccountLimits',
    { PageSize: 400 },
    { items: 'Limits', token: MARKER },
  );
  return gap ?? read(items);
}

async function toLoadBalancer(
  api: ServiceApi,
  balancer: SdkLoadBalancer,
  tags: ReadonlyMap<string, Tags>,
  limits: Reading<readonly Limit[]>,
): Promise<LoadBalancer> {
  const [arn, id] = [balancer.LoadBalancerArn ?? '', balancer.LoadBalancerName ?? ''];
  const type = balancer.Type ?? 'application';
  return {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    account: api.account,
    region: api.region,
    arn,
    id,
    ...tagged(tags, arn),
    dnsName: balancer.DNSName ?? null,
    loadBalancerType: type,
    // Gateway Load Balancers have no scheme: they answer inside VPCs only.
    scheme: balancer.Scheme ?? (type === 'gateway' ? 'internal' : 'internet-facing'),
    state: balancer.State?.Code ?? '',
    ipAddressType: balancer.IpAddressType ?? null,
    vpcId: balancer.VpcId ?? null,
    securityGroupIds: balancer.SecurityGroups ?? [],
    availabilityZones: zonesOf(balancer),
    attributes: await loadBalancerAttributes(api, arn),
    targetLimit: mapReading(limits, (all) => targetLimit(balancer, all)),
  };
}

function zonesOf(balancer: SdkLoadBalancer): LoadBalancer['availabilityZones'] {
  return (balancer.AvailabilityZones ?? []).map((zone) => ({
    zoneName: zone.ZoneName ?? '',
    subnetId: zone.SubnetId ?? null,
    addresses: (zone.LoadBalancerAddresses ?? []).map((address) => ({
      ipAddress: address.IpAddress ?? null,
      ipv6Address: address.IPv6Address ?? null,
      privateIpv4Address: address.PrivateIPv4Address ?? null,
    })),
  }));
}

async function loadBalancerAttributes(
  api: ServiceApi,
  LoadBalancerArn: string,
): Promise<LoadBalancer['attributes']> {
  const answer = await api.read<DescribeLoadBalancerAttributesCommandOutput>(
    'DescribeLoadBalancerAttributes',
    { LoadBalancerArn },
  );
  return mapReading(answer, ({ Attributes }) => attributesOf(Attributes));
}

interface Attribute {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

function attributesOf(attributes: readonly Attribute[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((attributes ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Listeners are told load balancer by load balancer, rules listener by listener. */
const listeners = defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  service: 'elastic-load-balancing-v2',
  scope: 'regional',
  calls: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeRules',
  ],
  async collect(api) {
    const balancers = await listLoadBalancers(api);
    const found = await api.each(balancers.items, ({ LoadBalancerArn }) =>
      api.list<SdkListener>(
        'DescribeListeners',
        { LoadBalancerArn, PageSize: 400 },
        { items: 'Listeners', token: MARKER },
      ),
    );
    const items = found.flatMap((each) => each.items);
    const gap = balancers.gap ?? found.find((each) => each.gap)?.gap ?? null;
    return eachListed(api, { items, gap }, (listener) => toListener(api, listener));
  },
});

async function toListener(api: ServiceApi, listener: SdkListener): Promise<Listener> {
  const arn = listener.ListenerArn ?? '';
  const protocol = listener.Protocol ?? '';
  return {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    account: api.account,
    region: api.region,
    arn,
    id: arn.slice(arn.lastIndexOf('/') + 1),
    loadBalancerArn: listener.LoadBalancerArn ?? '',
    port: listener.Port ?? null,
    protocol,
    sslPolicy: listener.SslPolicy ?? null,
    certificateArns: (listener.Certificates ?? []).flatMap((each) => each.CertificateArn ?? []),
    defaultActions: (listener.DefaultActions ?? []).map(toAction),
    // Only an Application Load Balancer's listeners have rules beside the default action.
    rules: protocol === 'HTTP' || protocol === 'HTTPS' ? await rulesOf(api, arn) : read([]),
  };
}

async function rulesOf(api: ServiceApi, ListenerArn: string): Promise<Listener['rules']> {
  const listed = await api.list<SdkRule>(
    'DescribeRules',
    { ListenerArn, PageSize: 400 },
    { items: 'Rules', token: MARKER },
  );
  if (listed.gap) return listed.gap;
  return read(
    listed.items
      .filter((rule) => !rule.IsDefault)
      .map((rule) => ({ priority: rule.Priority ?? '', actions: (rule.Actions ?? []).map(toAction) })),
  );
}

function toAction(action: SdkAction): ListenerAction {
  const { RedirectConfig: redirect } = action;
  const forwards = (action.ForwardConfig?.TargetGroups ?? []).flatMap((each) => each.TargetGroupArn ?? []);
  return {
    type: action.Type ?? '',
    targetGroupArns: [...new Set([...(action.TargetGroupArn ? [action.TargetGroupArn] : []), ...forwards])],
    redirect: redirect
      ? {
          protocol: redirect.Protocol ?? null,
          port: redirect.Port ?? null,
          statusCode: redirect.StatusCode ?? null,
        }
      : null,
  };
}

/** Attributes and health are told target group by target group only. */
const targetGroups = defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  service: 'elastic-load-balancing-v2',
  scope: 'regional',
  calls: [
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetGroupAttributes',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeTags',
  ],
  async collect(api) {
    const listed = await api.list<SdkTargetGroup>(
      'DescribeTargetGroups',
      { PageSize: 400 },
      { items: 'TargetGroups', token: MARKER },
    );
    const tags = await tagsByArn(
      api,
      listed.items.map((each) => each.TargetGroupArn ?? ''),
    );
    return eachListed(api, listed, (each) => toTargetGroup(api, each, tags));
  },
});

async function toTargetGroup(
  api: ServiceApi,
  group: SdkTargetGroup,
  tags: ReadonlyMap<string, Tags>,
): Promise<TargetGroup> {
  const TargetGroupArn = group.TargetGroupArn ?? '';
  const [attributes, targets] = await Promise.all([
    api.read<DescribeTargetGroupAttributesCommandOutput>('DescribeTargetGroupAttributes', { TargetGroupArn }),
    targetsOf(api, TargetGroupArn),
  ]);
  return {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    account: api.account,
    region: api.region,
    arn: TargetGroupArn,
    id: group.TargetGroupName ?? '',
    ...tagged(tags, TargetGroupArn),
    protocol: group.Protocol ?? null,
    port: group.Port ?? null,
    vpcId: group.VpcId ?? null,
    targetType: group.TargetType ?? 'instance',
    loadBalancerArns: group.LoadBalancerArns ?? [],
    healthCheck: healthCheckOf(group),
    attributes: mapReading(attributes, ({ Attributes }) => attributesOf(Attributes)),
    targets,
  };
}

function healthCheckOf(group: SdkTargetGroup): TargetGroup['healthCheck'] {
  return {
    enabled: group.HealthCheckEnabled ?? true,
    protocol: group.HealthCheckProtocol ?? null,
    port: group.HealthCheckPort ?? null,
    path: group.HealthCheckPath ?? null,
    intervalSeconds: group.HealthCheckIntervalSeconds ?? null,
    timeoutSeconds: group.HealthCheckTimeoutSeconds ?? null,
    healthyThreshold: group.HealthyThresholdCount ?? null,
    unhealthyThreshold: group.UnhealthyThresholdCount ?? null,
  };
}

async function targetsOf(api: ServiceApi, TargetGroupArn: string): Promise<TargetGroup['targets']> {
  const answer: Reading<{ TargetHealthDescriptions?: TargetHealthDescription[] }> = await api.read(
    'DescribeTargetHealth',
    { TargetGroupArn },
  );
  return mapReading(answer, ({ TargetHealthDescriptions }) =>
    (TargetHealthDescriptions ?? []).map(({ Target, TargetHealth }) => ({
      id: Target?.Id ?? '',
      port: Target?.Port ?? null,
      availabilityZone: Target?.AvailabilityZone ?? null,
      state: TargetHealth?.State ?? '',
      reason: TargetHealth?.Reason ?? null,
    })),
  );
}

export const collectors = [loadBalancers, listeners, targetGroups];
