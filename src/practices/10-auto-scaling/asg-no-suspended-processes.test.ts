import { expect, test } from 'vitest';
import { anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgNoSuspendedProcesses as check } from './asg-no-suspended-processes.ts';

test('passes when all processes run', () => {
  expect(statuses(check, anAutoScalingGroup())).toEqual(['pass']);
});

test('fails with the processes that are suspended, and why', () => {
  const suspendedProcesses = ['Launch', 'AlarmNotification'].map((processName) => ({
    processName,
    suspensionReason: 'User suspended at 2026-01-01T00:00:00Z',
  }));
  const [outcome] = evaluate(check, anAutoScalingGroup({ suspendedProcesses }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web has suspended Launch, AlarmNotification.',
    evidence: { suspendedProcesses },
  });
});
