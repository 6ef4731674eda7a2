import { z } from 'zod';
import { asked, trailAnswer } from './trail-answer.ts';

const count = z.int().min(0);

const use = { calls: count, firstUsed: z.iso.datetime(), lastUsed: z.iso.datetime() };

const named = {
  resources: z.array(z.string()).readonly().describe('ARNs, else ids, that the calls name; the first fifty'),
  resourceCount: count,
};

const usedEvents = z
  .array(z.strictObject({ source: z.string(), name: z.string(), ...use }).readonly())
  .readonly();

/** `docs/schema/trail-used.v1.json`. */
export const usedSchema = z.strictObject({
  ...trailAnswer,
  principal: z.string().nullable().describe('What was asked for; null: all'),
  ...asked,
  principals: z
    .array(
      z
        .strictObject({
          principal: z.string(),
          userType: z.string().nullable(),
          accounts: z.array(z.string()).readonly().describe('In whose trails its calls are'),
          ...use,
          services: z.array(z.string()).readonly(),
          actions: z
            .array(
              z
                .strictObject({
                  action: z.string().describe('s3:PutLifecycleConfiguration, as policies have it'),
                  ...use,
                  failed: count.describe('Calls that failed for another reason than permissions'),
                  ...named,
                })
                .readonly(),
            )
            .readonly(),
          unknown: usedEvents.describe('Which permission they took is not documented'),
          withoutPermission: usedEvents.describe('Sign-ins and calls that no policy is asked about'),
          denied: z
            .array(
              z
                .strictObject({
                  source: z.string(),
                  name: z.string(),
                  ...use,
                  actions: z
                    .array(z.string())
                    .readonly()
                    .describe('What it would have taken; empty: not known'),
                  ...named,
                })
                .readonly(),
            )
            .readonly()
            .describe('Not among the actions'),
          dataEventSources: z
            .array(z.string())
            .readonly()
            .describe('Services of whose data events the trails have any; of others such use is not known'),
        })
        .readonly(),
    )
    .readonly(),
  serviceCalls: count.describe("Calls of AWS services on their own, which are nobody's use"),
});
