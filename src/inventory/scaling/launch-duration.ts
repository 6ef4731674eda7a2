import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { Duration } from '../../model/scaling-facts.ts';
import { ASSUMED_LAUNCH_SECONDS, type SurgeSettings } from '../../model/surge-settings.ts';

/** Fewer say little of how long the next will take. */
const ENOUGH = 3;

/**
 * From the launch of an instance to running: as the settings say, or as the group's last launches took, or as is usual.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-verify-scaling-activity.html
 */
export function launchDuration(
  group: AutoScalingGroup,
  { launchSeconds }: Pick<SurgeSettings, 'launchSeconds'>,
): Duration {
  if (launchSeconds !== null) return { kind: 'fixed', seconds: launchSeconds };
  const taken = launchesOf(group);
  if (taken.length < ENOUGH) return { kind: 'fixed', seconds: ASSUMED_LAUNCH_SECONDS };
  return { kind: 'between', low: Math.min(...taken), high: Math.max(...taken) };
}

/** Those out of a warm pool take less. */
const LAUNCHED = /^Launching a new EC2 instance:/;

function launchesOf({ recentActivities }: AutoScalingGroup): readonly number[] {
  if (recentActivities.status === 'unread') return [];
  return recentActivities.value.flatMap(({ startTime, endTime, statusCode, description }) => {
    if (statusCode !== 'Successful' || endTime === null || !LAUNCHED.test(description)) return [];
    const seconds = Math.round((Date.parse(endTime) - Date.parse(startTime)) / 1000);
    return seconds >= 0 ? [seconds] : [];
  });
}
