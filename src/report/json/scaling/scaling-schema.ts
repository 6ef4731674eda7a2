import { z } from 'zod';
import { answerHead, unreadCalls } from '../iam/answer-head.ts';

const series = z.array(z.number()).readonly();
const seconds = z.number().nullable();

const limit = z.enum([
  'max-size',
  'vcpu-quota',
  'subnet-addresses',
  'target-limit',
  'policy',
  'suspended-process',
  'health-check-grace',
  'time',
]);

const answers = z
  .strictObject({
    surgeAt: seconds.describe('Second of the first request more than at the start'),
    timeToAlarm: seconds.describe('Times are seconds from surgeAt; null: it never came'),
    timeToFirstInstance: seconds,
    timeToCapacity: seconds.describe('Until the group could serve the greatest load'),
    bindingLimit: limit.nullable().describe('What kept the capacity below the load'),
    offeredRequests: z.number(),
    filteredRequests: z.number().describe('A flood that the load balancer did not pass on'),
    servedRequests: z.number(),
    lostRequests: z.number(),
    lostUserRequests: z.number(),
    shortSeconds: z.number(),
    peakInstances: z.int(),
    minutesAtMax: z.int(),
    timeToScaleBack: seconds.describe('From when the load was back until the desired capacity was'),
    extraInstanceHours: z.number(),
    extraCost: z.number().nullable().describe('US dollars; null: a price is not known'),
    scaleBackCost: z.number().nullable(),
    oscillations: z.int(),
  })
  .readonly();

const at = { at: z.int(), reason: z.string() };
const event = z.discriminatedUnion('kind', [
  z.strictObject({
    ...at,
    kind: z.literal('alarm'),
    alarm: z.string(),
    state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  }),
  z.strictObject({ ...at, kind: z.literal('desired'), from: z.int(), to: z.int(), policy: z.string() }),
  z.strictObject({ ...at, kind: z.enum(['launched', 'ended', 'replaced', 'serving']), instances: z.int() }),
  z.strictObject({ ...at, kind: z.literal('limit'), limit, detail: z.string() }),
]);

const simulation = z
  .strictObject({
    seed: z.int(),
    duration: z.int().describe('Seconds'),
    minutes: z
      .strictObject({
        offered: series,
        filtered: series,
        served: series,
        lost: series,
        capacity: series,
        desired: series,
        inService: series,
        running: series,
      })
      .readonly()
      .describe('A number a minute'),
    events: z.array(event).readonly(),
    answers,
  })
  .readonly();

const facts = z
  .record(z.string(), z.unknown())
  .describe('As the simulator takes it: ScalingGroup of rampart/scaling');

const told = { absorbed: z.boolean(), group: facts, simulation };

/** `docs/schema/scaling-simulate.v1.json`. */
export const scalingSchema = z.strictObject({
  ...answerHead,
  account: z.string(),
  region: z.string(),
  groupName: z.string(),
  assumptions: z.array(z.string()).readonly(),
  load: z.record(z.string(), z.unknown()).describe('LoadProfile of rampart/scaling'),
  before: z.strictObject(told).readonly(),
  after: z
    .strictObject({ ...told, set: z.array(z.string()).readonly() })
    .readonly()
    .nullable(),
  smallestChange: z
    .strictObject({
      changes: z
        .array(
          z.strictObject({
            setting: z.enum([
              'maxSize',
              'desiredCapacity',
              'detailedMonitoring',
              'gracePeriod',
              'vcpuQuota',
              'suspendedProcesses',
            ]),
            from: z.string(),
            to: z.string(),
          }),
        )
        .readonly(),
      proof: simulation,
    })
    .readonly()
    .nullable(),
  alternatives: z
    .array(
      z.strictObject({
        kind: z.enum([
          'waf-rate-rule',
          'cloudfront',
          'shield',
          'security-groups',
          'network-acls',
          'load-balancer',
        ]),
        says: z.string(),
        docs: z.string(),
      }),
    )
    .readonly()
    .describe('What would cut the load before it comes'),
  sensitivity: z
    .array(
      z.strictObject({
        assumption: z.enum(['launch and boot time', 'capacity per instance']),
        factor: z.number(),
        timeToCapacity: seconds,
        lostRequests: z.number(),
        peakInstances: z.int(),
      }),
    )
    .readonly(),
  unread: unreadCalls,
});
