import { defineCheck, fail, pass } from '../check.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html */
export const asgNoSuspendedProcesses = defineCheck({
  id: 'asg-no-suspended-processes',
  title: 'The Auto Scaling group has no suspended processes',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  controls: ['nist-800-53-r5:sc_5_2'],
  equivalents: [],
  rationale:
    'Whoever suspends a process for a deployment and forgets it leaves a group that no longer launches, replaces or registers instances when load comes.',
  remediation: 'Resume the suspended processes; to protect instances from scale-in use instance protection.',
  evaluate({ id, suspendedProcesses }) {
    const evidence = { suspendedProcesses: suspendedProcesses.map((process) => ({ ...process })) };
    const names = suspendedProcesses.map((process) => process.processName).join(', ');
    return names === ''
      ? pass(`${id} has all its processes running.`, evidence)
      : fail(`${id} has suspended ${names}.`, evidence);
  },
});
