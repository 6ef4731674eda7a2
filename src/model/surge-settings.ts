/**
 * The surge that a group has to absorb, and what no API tells about its instances. Seconds and rates are assumptions, and a
 * finding says them.
 */
export type SurgeSettings = {
  /** The load at its peak, in today's. */
  readonly factor: number;
  readonly riseMinutes: number;
  readonly holdMinutes: number;
  /** Requests a second that one vCPU serves; counts where policies scale on requests or bytes. */
  readonly requestsPerVcpu: number;
  /** Seconds from the launch to running; null: as the group's last launches took, or, without any, ASSUMED_LAUNCH_SECONDS. */
  readonly launchSeconds: number | null;
  /** Seconds from running until the application answers. */
  readonly bootSeconds: number;
};

/** EC2 instances run some 17 seconds after their launch. */
export const ASSUMED_LAUNCH_SECONDS = 17;

/** An application on a prepared image needs about a minute more than its instance. Measure your own. */
export const DEFAULT_SURGE: SurgeSettings = {
  factor: 10,
  riseMinutes: 5,
  holdMinutes: 30,
  requestsPerVcpu: 100,
  launchSeconds: null,
  bootSeconds: 60,
};
