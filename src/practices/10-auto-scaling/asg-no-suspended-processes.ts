import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html */
export const asgNoSuspendedProcesses = defineCheck({
  id: 'asg-no-suspended-processes',
  title: 'The Auto Scaling group has no suspended processes',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  changedBy: ['autoscaling:SuspendProcesses'],
  controls: [
    'nist-800-53-r5:SC-5(2)',
    'nist-800-53-r5:SC-6',
    'nist-csf-2.0:PR.IR-04',
    'iso-27001-2022:A.8.6',
    'soc-2:A1.1',
  ],
  equivalents: [],
  rationale:
    'Whoever suspends a process for a deployment and forgets it leaves a group that no longer launches, replaces or registers instances when load comes.',
  remediation: 'Resume the suspended processes; to protect instances from scale-in use instance protection.',
  fix: {
    cli: dedented(`
      # Once the cause for which somebody suspended them is gone: unhealthy instances are replaced and alarms acted upon at once
      aws autoscaling resume-processes --auto-scaling-group-name {id} --scaling-processes {evidence.suspendedProcesses.processName} --region {region}`),
    terraform: dedented(`
      # Once the cause for which somebody suspended them is gone
      resource "aws_autoscaling_group" "this" {
        name                = "{id}"
        suspended_processes = []
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, suspendedProcesses }) {
    const evidence = { suspendedProcesses: suspendedProcesses.map((process) => ({ ...process })) };
    const names = suspendedProcesses.map((process) => process.processName).join(', ');
    return names === ''
      ? pass(`${id} has all its processes running.`, evidence)
      : fail(`${id} has suspended ${names}.`, evidence);
  },
});
