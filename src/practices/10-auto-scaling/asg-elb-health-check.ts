import { defineCheck, fail, notApplicable, pass } from '../check.ts';

/**
 * Concerns groups that a load balancer or VPC Lattice serves: the group then asks it about its instances.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html
 */
export const asgElbHealthCheck = defineCheck({
  id: 'asg-elb-health-check',
  title: "The Auto Scaling group behind a load balancer uses the load balancer's health checks",
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  controls: ['aws-fsbp:AutoScaling.1'],
  equivalents: [
    'prowler:autoscaling_group_elb_health_check_enabled',
    'config:autoscaling-group-elb-healthcheck-required',
  ],
  rationale:
    'EC2 status checks pass while the web server inside hangs under a flood: the group keeps instances that answer nobody and counts them as capacity.',
  remediation: 'Add ELB to the health check types of the group, with a grace period that covers its start.',
  evaluate({ id, loadBalancerNames, targetGroupArns, trafficSources, healthCheckType }) {
    const kinds = healthCheckType.split(',').map((kind) => kind.trim());
    const isServed = loadBalancerNames.length + targetGroupArns.length > 0;
    const wanted =
      isServed || trafficSources.some(({ type }) => type.startsWith('elb')) ? 'ELB' : 'VPC_LATTICE';
    if (!isServed && trafficSources.length === 0) return notApplicable();
    const evidence = { healthCheckType, wanted };
    return kinds.includes(wanted)
      ? pass(`${id} replaces instances that fail the ${wanted} health check.`, evidence)
      : fail(
          `${id} uses ${healthCheckType || 'no'} health checks only, not those of type ${wanted}.`,
          evidence,
        );
  },
});
