import type { CapacityAdjustment, StepPolicy } from '../model/scaling-facts.ts';

/**
 * A capacity after a policy's change, not yet held to the group's bounds. Percentages are rounded towards zero, but never
 * to nothing: 12.7 is 12, 0.67 is 1, -0.58 is -1, -6.67 is -6.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-adjustment
 */
export function adjustedCapacity(
  { type, minAdjustmentMagnitude }: CapacityAdjustment,
  change: number,
  capacity: number,
): number {
  if (type === 'ExactCapacity') return change;
  if (type === 'ChangeInCapacity') return capacity + change;
  const part = (capacity * change) / 100;
  if (part === 0) return capacity;
  const least = Math.max(1, minAdjustmentMagnitude ?? 1);
  return capacity + Math.sign(part) * Math.max(least, Math.trunc(Math.abs(part) + ROUNDING));
}

/** What binary fractions lose: 30 % of 10 is 3. */
const ROUNDING = 1e-9;

/**
 * The step whose interval holds a metric's distance from the threshold: the lower bound belongs to it and the upper not, the other way round below the threshold.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-steps
 */
export function stepAt(steps: StepPolicy['steps'], distance: number, below: boolean): number | null {
  const found = steps.find(({ lowerBound, upperBound }) => {
    const low = lowerBound ?? Number.NEGATIVE_INFINITY;
    const high = upperBound ?? Number.POSITIVE_INFINITY;
    return below ? distance > low && distance <= high : distance >= low && distance < high;
  });
  return found?.change ?? null;
}
