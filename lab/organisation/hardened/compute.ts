import type { RequestLaunchTemplateData } from '@aws-sdk/client-ec2';

import { given, type LabAccount } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { amazonLinux2023 } from '../shared/image.ts';
import { importKeyPair } from '../shared/key-pair.ts';
import { nameTag } from '../shared/network.ts';
import type { CoreNetwork } from './network.ts';
import type { Keys } from './storage.ts';

const imdsV2 = { HttpTokens: 'required', HttpPutResponseHopLimit: 1, HttpEndpoint: 'enabled' } as const;

/** The overlay lists these alarms in the policies that they belong to. */
export const trackingAlarmPrefix = 'TargetTracking-storefront-web-';

export type Front = { readonly instance: string; readonly balancerDns: string; readonly balancerArn: string };

/** The storefront: WAF and Shield, CloudFront, balancer, Auto Scaling group, and one instance for operations. */
export async function createStorefront(
  account: LabAccount,
  network: CoreNetwork,
  keys: Keys,
): Promise<Front> {
  const { acm } = account.home;
  const certificate = await account.daysAgo(100, async () => {
    const made = await acm.requestCertificate({
      DomainName: 'shop.meridian.example',
      ValidationMethod: 'DNS',
    });
    return given(made.CertificateArn);
  });
  const balancer = await createBalancer(account, network, certificate);
  await createGroup(account, network, keys, balancer.targetGroup, balancer.arn);
  const partners = await createPartnerBalancer(account, network, certificate);
  await createWebAcl(account, balancer.arn);
  const distribution = await createDistribution(account, [balancer.dns, partners.dns], certificate);
  await protect(account, [balancer.arn, partners.arn, distribution]);
  const instance = await runOperationsInstance(account, network);
  return { instance, balancerDns: balancer.dns, balancerArn: balancer.arn };
}

const operationsKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAkdNrMBvfxO1KT+lfjSUaQufkqgwU9cMkKzM0++atN5';

async function runOperationsInstance(account: LabAccount, network: CoreNetwork): Promise<string> {
  const { ec2 } = account.home;
  await account.daysAgo(30, () => importKeyPair(account, 'operations-2024', operationsKey));
  const run = await ec2.runInstances({
    ImageId: amazonLinux2023,
    InstanceType: 'm6i.large',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: network.appSubnets[0],
    SecurityGroupIds: [network.groups.web],
    IamInstanceProfile: { Name: 'storefront-web' },
    MetadataOptions: imdsV2,
    Monitoring: { Enabled: true },
    UserData: Buffer.from(
      '#!/bin/sh\nexec /opt/operations/start --secret-from storefront/database\n',
    ).toString('base64'),
    TagSpecifications: nameTag('instance', 'operations'),
  });
  return given(run.Instances?.[0]?.InstanceId);
}

async function createBalancer(account: LabAccount, network: CoreNetwork, certificate: string) {
  const { elbV2 } = account.home;
  const made = await elbV2.createLoadBalancer({
    Name: 'storefront',
    Type: 'application',
    Scheme: 'internet-facing',
    Subnets: [...network.publicSubnets],
    SecurityGroups: [network.groups.alb],
  });
  const arn = given(made.LoadBalancers?.[0]?.LoadBalancerArn);
  const attributes = {
    'access_logs.s3.enabled': 'true',
    'access_logs.s3.bucket': meridian.accessLogs,
    'access_logs.s3.prefix': 'alb',
    'deletion_protection.enabled': 'true',
    'routing.http.desync_mitigation_mode': 'strictest',
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    'load_balancing.cross_zone.enabled': 'true',
  };
  await elbV2.modifyLoadBalancerAttributes({
    LoadBalancerArn: arn,
    Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })),
  });
  const group = await elbV2.createTargetGroup({
    Name: 'storefront-web',
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: network.vpc,
    TargetType: 'instance',
    HealthCheckPath: '/health',
  });
  const targetGroup = given(group.TargetGroups?.[0]?.TargetGroupArn);
  await elbV2.createListener({
    LoadBalancerArn: arn,
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: [{ CertificateArn: certificate }],
    DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
  });
  await elbV2.createListener({
    LoadBalancerArn: arn,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [
      { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
    ],
  });
  return { arn, targetGroup, dns: given(made.LoadBalancers?.[0]?.DNSName) };
}

async function createGroup(
  account: LabAccount,
  network: CoreNetwork,
  keys: Keys,
  targetGroup: string,
  balancerArn: string,
): Promise<void> {
  const { autoScaling, ec2 } = account.home;
  const template = {
    ImageId: amazonLinux2023,
    InstanceType: 'm6i.large',
    IamInstanceProfile: { Name: 'storefront-web' },
    MetadataOptions: imdsV2,
    Monitoring: { Enabled: true },
    NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false, Groups: [network.groups.web] }],
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: keys.data, VolumeSize: 20 } },
    ],
  } satisfies RequestLaunchTemplateData;
  await ec2.createLaunchTemplate({ LaunchTemplateName: 'storefront-web', LaunchTemplateData: template });
  await createLaunchConfiguration(account, network);
  const AutoScalingGroupName = 'storefront-web';
  await autoScaling.createAutoScalingGroup({
    AutoScalingGroupName,
    MinSize: 2,
    DesiredCapacity: 2,
    MaxSize: 40,
    VPCZoneIdentifier: network.appSubnets.join(','),
    TargetGroupARNs: [targetGroup],
    HealthCheckType: 'ELB',
    HealthCheckGracePeriod: 60,
    DefaultInstanceWarmup: 60,
    CapacityRebalance: true,
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: 'storefront-web', Version: '$Latest' },
        Overrides: ['m6i.large', 'm6a.large', 'm5.large'].map((InstanceType) => ({ InstanceType })),
      },
      // Spot only above the maximum that the on-demand quota is sure to carry.
      InstancesDistribution: { OnDemandBaseCapacity: 40, OnDemandPercentageAboveBaseCapacity: 50 },
    },
    Tags: [{ Key: 'Name', Value: 'storefront-web', PropagateAtLaunch: true }],
  });
  await dressInstances(account, network, AutoScalingGroupName);
  const label = `${balancerArn.split('loadbalancer/')[1]}/${targetGroup.split(':').at(-1)}`;
  for (const [PolicyName, metric, TargetValue] of [
    ['requests-per-target', { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel: label }, 800],
    ['cpu', { PredefinedMetricType: 'ASGAverageCPUUtilization' }, 50],
  ] as const) {
    await autoScaling.putScalingPolicy({
      AutoScalingGroupName,
      PolicyName,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: { PredefinedMetricSpecification: metric, TargetValue },
    });
    const { ScalingPolicies = [] } = await autoScaling.describePolicies({ PolicyNames: [PolicyName] });
    await createTrackingAlarms(account, PolicyName, given(ScalingPolicies[0]?.PolicyARN), TargetValue);
  }
  await autoScaling.enableMetricsCollection({ AutoScalingGroupName, Granularity: '1Minute' });
}

/** What the group used before its template: kept for a way back, and as it should be. */
async function createLaunchConfiguration({ home }: LabAccount, network: CoreNetwork): Promise<void> {
  await home.autoScaling.createLaunchConfiguration({
    LaunchConfigurationName: 'storefront-web-2022',
    ImageId: amazonLinux2023,
    InstanceType: 'm5.large',
    IamInstanceProfile: 'storefront-web',
    SecurityGroups: [network.groups.web],
    AssociatePublicIpAddress: false,
    InstanceMonitoring: { Enabled: true },
    MetadataOptions: imdsV2,
    UserData: Buffer.from('#!/bin/sh\nexec /opt/storefront/start\n').toString('base64'),
  });
}

/** The partners' older way in: a classic balancer, kept as strictly as the new one. */
async function createPartnerBalancer(account: LabAccount, network: CoreNetwork, certificate: string) {
  const { elb } = account.home;
  const LoadBalancerName = 'partners';
  const made = await elb.createLoadBalancer({
    LoadBalancerName,
    Subnets: [...network.publicSubnets],
    SecurityGroups: [network.groups.alb],
    Listeners: [
      {
        Protocol: 'HTTPS',
        LoadBalancerPort: 443,
        InstanceProtocol: 'HTTP',
        InstancePort: 8080,
        SSLCertificateId: certificate,
      },
    ],
  });
  await elb.modifyLoadBalancerAttributes({
    LoadBalancerName,
    LoadBalancerAttributes: {
      CrossZoneLoadBalancing: { Enabled: true },
      AccessLog: { Enabled: true, S3BucketName: meridian.accessLogs, S3BucketPrefix: 'alb', EmitInterval: 5 },
      ConnectionDraining: { Enabled: true, Timeout: 60 },
      AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'strictest' }],
    },
  });
  const PolicyName = 'tls-1-2';
  await elb.createLoadBalancerPolicy({
    LoadBalancerName,
    PolicyName,
    PolicyTypeName: 'SSLNegotiationPolicyType',
    PolicyAttributes: [
      { AttributeName: 'Reference-Security-Policy', AttributeValue: 'ELBSecurityPolicy-TLS-1-2-2017-01' },
    ],
  });
  await elb.setLoadBalancerPoliciesOfListener({
    LoadBalancerName,
    LoadBalancerPort: 443,
    PolicyNames: [PolicyName],
  });
  const arn = account.arn('elasticloadbalancing', `loadbalancer/${LoadBalancerName}`, 'us-east-1');
  return { arn, dns: given(made.DNSName) };
}

/** moto starts a group's instances from their template's image and type alone; AWS applies all of it. */
async function dressInstances(account: LabAccount, network: CoreNetwork, group: string): Promise<void> {
  const { autoScaling, ec2 } = account.home;
  const { AutoScalingGroups = [] } = await autoScaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [group],
  });
  for (const { InstanceId } of AutoScalingGroups[0]?.Instances ?? []) {
    await ec2.modifyInstanceMetadataOptions({ InstanceId, ...imdsV2 });
    await ec2.associateIamInstanceProfile({ InstanceId, IamInstanceProfile: { Name: 'storefront-web' } });
    await ec2.modifyInstanceAttribute({ InstanceId, Groups: [network.groups.web] });
  }
}

/** The two alarms that AWS itself makes for a target tracking policy; moto makes none. */
async function createTrackingAlarms(
  { home }: LabAccount,
  policy: string,
  policyArn: string,
  target: number,
): Promise<void> {
  for (const [end, ComparisonOperator, Threshold] of [
    ['AlarmHigh', 'GreaterThanThreshold', target],
    ['AlarmLow', 'LessThanThreshold', target * 0.9],
  ] as const) {
    await home.cloudWatch.putMetricAlarm({
      AlarmName: `${trackingAlarmPrefix}${policy}-${end}`,
      Namespace: policy === 'cpu' ? 'AWS/EC2' : 'AWS/ApplicationELB',
      MetricName: policy === 'cpu' ? 'CPUUtilization' : 'RequestCountPerTarget',
      Statistic: policy === 'cpu' ? 'Average' : 'Sum',
      Period: 60,
      EvaluationPeriods: end === 'AlarmHigh' ? 3 : 15,
      Threshold,
      ComparisonOperator,
      ActionsEnabled: true,
      AlarmActions: [policyArn],
    });
  }
}

async function createWebAcl(account: LabAccount, balancerArn: string): Promise<void> {
  const { waf } = account.home;
  const visibility = (MetricName: string) => ({
    SampledRequestsEnabled: true,
    CloudWatchMetricsEnabled: true,
    MetricName,
  });
  const made = await waf.createWebACL({
    Name: 'storefront',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: visibility('storefront'),
    Rules: [
      {
        Name: 'rate-limit',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
        VisibilityConfig: visibility('rate-limit'),
      },
    ],
  });
  await waf.associateWebACL({ WebACLArn: given(made.Summary?.ARN), ResourceArn: balancerArn });
}

async function protect({ home }: LabAccount, resources: readonly string[]): Promise<void> {
  await home.shield.createSubscription({});
  for (const ResourceArn of resources) {
    await home.shield.createProtection({ Name: ResourceArn.split('/').at(-1), ResourceArn });
  }
}

async function createDistribution(
  account: LabAccount,
  balancers: readonly string[],
  certificate: string,
): Promise<string> {
  const { cloudFront } = account.home;
  const control = await cloudFront.createOriginAccessControl({
    OriginAccessControlConfig: {
      Name: 'storefront-assets',
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    },
  });
  const made = await cloudFront.createDistribution({
    DistributionConfig: {
      CallerReference: 'storefront',
      Comment: 'shop.meridian.example',
      Enabled: true,
      Aliases: { Quantity: 1, Items: ['shop.meridian.example'] },
      ViewerCertificate: {
        ACMCertificateArn: certificate,
        SSLSupportMethod: 'sni-only',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'balancer-0',
        ViewerProtocolPolicy: 'redirect-to-https',
        ForwardedValues: { QueryString: true, Cookies: { Forward: 'all' } },
        MinTTL: 0,
      },
      Origins: {
        Quantity: balancers.length + 1,
        Items: [
          ...balancers.map((DomainName, index) => ({
            Id: `balancer-${index}`,
            DomainName,
            CustomOriginConfig: {
              HTTPPort: 80,
              HTTPSPort: 443,
              OriginProtocolPolicy: 'https-only' as const,
              OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2' as const] },
            },
          })),
          {
            Id: 'assets',
            DomainName: `${meridian.assets}.s3.us-east-1.amazonaws.com`,
            OriginAccessControlId: given(control.OriginAccessControl?.Id),
            S3OriginConfig: { OriginAccessIdentity: '' },
          },
        ],
      },
    },
  });
  return given(made.Distribution?.ARN);
}
