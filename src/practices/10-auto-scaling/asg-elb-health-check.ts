import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

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
  changedBy: [
    'autoscaling:CreateAutoScalingGroup',
    'autoscaling:UpdateAutoScalingGroup',
    'autoscaling:AttachLoadBalancerTargetGroups',
    'autoscaling:AttachLoadBalancers',
    'autoscaling:AttachTrafficSources',
  ],
  controls: [
    'aws-fsbp:AutoScaling.1',
    'nist-800-53-r5:SC-36(1)(a)',
    'nist-800-53-r5:SI-13(5)',
    'nist-csf-2.0:PR.IR-03',
    'iso-27001-2022:A.8.14',
    'soc-2:A1.2',
  ],
  equivalents: [
    'prowler:autoscaling_group_elb_health_check_enabled',
    'config:autoscaling-group-elb-healthcheck-required',
  ],
  rationale:
    'EC2 status checks pass while the web server inside hangs under a flood: the group keeps instances that answer nobody and counts them as capacity.',
  remediation: 'Add ELB to the health check types of the group, with a grace period that covers its start.',
  fix: {
    cli: dedented(`
      # Once all its instances pass that health check: those that fail it are replaced, and so are those that start for longer than the grace period
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --health-check-type {evidence.wanted} --health-check-grace-period <SECONDS> --region {region}`),
    terraform: dedented(`
      # Once all its instances pass that health check: those that fail it are replaced
      resource "aws_autoscaling_group" "this" {
        name                      = "{id}"
        health_check_type         = "{evidence.wanted}"
        health_check_grace_period = "<SECONDS>"
        # Its other arguments stay as they are.
      }`),
  },
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
