import { given, type LabAccount } from '../lab-account.ts';
import { amazonLinux2 } from '../shared/image.ts';
import type { FlawedNetwork } from './11-network.ts';

/** Groups and balancers that would not outlive a busy Monday. */
export async function createScaling(
  account: LabAccount,
  network: FlawedNetwork,
  webServer: string,
): Promise<void> {
  await createGroups(account, network);
  await createSpotGroup(account, network);
  await createBalancers(account, network, webServer);
}

/** flaw: asg-scales-in (its only policy adds instances when they are busy; nothing takes them away). */
export async function createOnlyGrowingGroup({ home }: LabAccount, network: FlawedNetwork): Promise<void> {
  const AutoScalingGroupName = 'manifest-import';
  await home.autoScaling.createAutoScalingGroup({
    AutoScalingGroupName,
    LaunchTemplate: { LaunchTemplateName: 'dispatch', Version: '$Default' },
    MinSize: 1,
    DesiredCapacity: 1,
    MaxSize: 8,
    VPCZoneIdentifier: network.privateSubnet,
    HealthCheckType: 'EC2',
  });
  await home.autoScaling.putScalingPolicy({
    AutoScalingGroupName,
    PolicyName: 'more-when-busy',
    PolicyType: 'StepScaling',
    AdjustmentType: 'ChangeInCapacity',
    MetricAggregationType: 'Average',
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
  });
  const { ScalingPolicies = [] } = await home.autoScaling.describePolicies({ AutoScalingGroupName });
  await home.cloudWatch.putMetricAlarm({
    AlarmName: 'manifest-import-busy',
    Namespace: 'AWS/EC2',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'AutoScalingGroupName', Value: AutoScalingGroupName }],
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 60,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [given(ScalingPolicies[0]?.PolicyARN)],
  });
}

async function createGroups(account: LabAccount, network: FlawedNetwork): Promise<void> {
  const { autoScaling, ec2 } = account.home;
  // flaws: asg-behind-load-balancer, asg-scaling-policy (none), asg-headroom (max = desired), asg-absorbs-surge,
  // asg-multiple-zones, asg-launch-template (a launch configuration), asg-launch-no-public-ip,
  // asg-detailed-monitoring, asg-no-suspended-processes, ec2-imdsv2-required (its launch configuration),
  // asg-instance-types (one), asg-capacity-rebalance
  await autoScaling.createAutoScalingGroup({
    AutoScalingGroupName: 'tracking-web',
    LaunchConfigurationName: 'tracking-web-2017',
    MinSize: 2,
    DesiredCapacity: 2,
    MaxSize: 2,
    VPCZoneIdentifier: network.publicSubnet,
    HealthCheckType: 'EC2',
    Tags: [{ Key: 'Name', Value: '=tracking-web', PropagateAtLaunch: true }],
  });
  await autoScaling.suspendProcesses({
    AutoScalingGroupName: 'tracking-web',
    ScalingProcesses: ['Launch', 'AlarmNotification', 'HealthCheck'],
  });
  const { TargetGroups = [] } = await account.home.elbV2.createTargetGroup({
    Name: 'dispatch',
    Protocol: 'HTTP',
    Port: 80,
    VpcId: network.vpc,
    TargetType: 'instance',
  });
  const launch = await ec2.createLaunchTemplate({
    LaunchTemplateName: 'dispatch',
    LaunchTemplateData: { ImageId: amazonLinux2, InstanceType: 't2.small' },
  });
  // flaws: asg-elb-health-check (behind a balancer, but healthy while the machine has power), asg-scaling-policy
  // (its alarm is gone)
  await autoScaling.createAutoScalingGroup({
    AutoScalingGroupName: 'dispatch',
    LaunchTemplate: { LaunchTemplateId: given(launch.LaunchTemplate?.LaunchTemplateId), Version: '$Default' },
    MinSize: 1,
    DesiredCapacity: 1,
    MaxSize: 3,
    VPCZoneIdentifier: network.tinySubnet,
    HealthCheckType: 'EC2',
    TargetGroupARNs: [given(TargetGroups[0]?.TargetGroupArn)],
  });
  await autoScaling.putScalingPolicy({
    AutoScalingGroupName: 'dispatch',
    PolicyName: 'grow',
    PolicyType: 'SimpleScaling',
    AdjustmentType: 'ChangeInCapacity',
    ScalingAdjustment: 1,
    Cooldown: 1800,
  });
}

/** flaws: asg-capacity-rebalance (Spot machines that nobody replaces in time), asg-behind-load-balancer. */
async function createSpotGroup({ home }: LabAccount, network: FlawedNetwork): Promise<void> {
  await home.autoScaling.createAutoScalingGroup({
    AutoScalingGroupName: 'route-planner',
    MinSize: 0,
    DesiredCapacity: 0,
    MaxSize: 0,
    VPCZoneIdentifier: network.secondSubnet,
    CapacityRebalance: false,
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: 'dispatch', Version: '$Latest' },
        Overrides: [{ InstanceType: 't2.small' }],
      },
      InstancesDistribution: {
        OnDemandPercentageAboveBaseCapacity: 0,
        SpotAllocationStrategy: 'lowest-price',
      },
    },
  });
}

async function createBalancers(
  account: LabAccount,
  network: FlawedNetwork,
  webServer: string,
): Promise<void> {
  const { elbV2 } = account.home;
  const { CertificateSummaryList = [] } = await account.home.acm.listCertificates({});
  const certificate = given(CertificateSummaryList[0]?.CertificateArn);
  await createClassicBalancer(account, network, certificate);
  const { TargetGroups = [] } = await elbV2.describeTargetGroups({ Names: ['dispatch'] });
  const TargetGroupArn = given(TargetGroups[0]?.TargetGroupArn);
  // flaw: elb-origin-not-bypassable (the old web server is a target, and answers strangers at the same port itself)
  await elbV2.registerTargets({ TargetGroupArn, Targets: [{ Id: webServer, Port: 80 }] });
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }];
  // flaws: elb-access-logs, elb-deletion-protection, elb-desync-mitigation, elb-drop-invalid-headers, elb-waf,
  // elb-https-only (plain HTTP answers), elb-tls-policy (TLS 1.0), cloudfront-in-front
  const alb = await elbV2.createLoadBalancer({
    Name: 'tracking',
    Type: 'application',
    Scheme: 'internet-facing',
    Subnets: [network.publicSubnet, network.secondSubnet],
    SecurityGroups: [network.groups.openWeb],
    Tags: [{ Key: 'team', Value: '"><svg/onload=alert(1)>' }],
  });
  const LoadBalancerArn = given(alb.LoadBalancers?.[0]?.LoadBalancerArn);
  await elbV2.modifyLoadBalancerAttributes({
    LoadBalancerArn,
    Attributes: [
      { Key: 'routing.http.desync_mitigation_mode', Value: 'monitor' },
      { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'false' },
    ],
  });
  await elbV2.createListener({ LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions });
  await elbV2.createListener({
    LoadBalancerArn,
    Protocol: 'HTTPS',
    Port: 443,
    SslPolicy: 'ELBSecurityPolicy-TLS-1-0-2015-04',
    Certificates: [{ CertificateArn: certificate }],
    DefaultActions,
  });
  // flaws: elb-multiple-zones, elb-cross-zone (a network balancer in one zone)
  await elbV2.createLoadBalancer({ Name: 'gps-intake', Type: 'network', Subnets: [network.publicSubnet] });
}

/**
 * flaws, of a classic balancer: elb-multiple-zones, elb-cross-zone, elb-access-logs, elb-https-only,
 * elb-desync-mitigation (only watches), elb-tls-policy (of 2015), cloudfront-in-front.
 */
async function createClassicBalancer(
  { home }: LabAccount,
  network: FlawedNetwork,
  certificate: string,
): Promise<void> {
  const LoadBalancerName = 'harbourline-www';
  const http = { InstanceProtocol: 'HTTP', InstancePort: 80 };
  await home.elb.createLoadBalancer({
    LoadBalancerName,
    Subnets: [network.publicSubnet],
    SecurityGroups: [network.groups.openWeb],
    Listeners: [
      { Protocol: 'HTTP', LoadBalancerPort: 80, ...http },
      { Protocol: 'HTTPS', LoadBalancerPort: 443, SSLCertificateId: certificate, ...http },
    ],
  });
  await home.elb.modifyLoadBalancerAttributes({
    LoadBalancerName,
    LoadBalancerAttributes: {
      CrossZoneLoadBalancing: { Enabled: false },
      AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'monitor' }],
    },
  });
  const PolicyName = 'tls-2015';
  await home.elb.createLoadBalancerPolicy({
    LoadBalancerName,
    PolicyName,
    PolicyTypeName: 'SSLNegotiationPolicyType',
    PolicyAttributes: [
      { AttributeName: 'Reference-Security-Policy', AttributeValue: 'ELBSecurityPolicy-2015-05' },
    ],
  });
  await home.elb.setLoadBalancerPoliciesOfListener({
    LoadBalancerName,
    LoadBalancerPort: 443,
    PolicyNames: [PolicyName],
  });
}
