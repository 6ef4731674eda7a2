import { z } from 'zod';

export const trailTool = {
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }).readonly(),
};

/** The head of every answer of a lake. */
export const trailAnswer = {
  ...trailTool,
  lake: z
    .strictObject({
      folder: z.string().describe('Or the table of Athena'),
      accounts: z.array(z.string()).readonly(),
      firstDay: z.iso.date().nullable().describe('UTC; null: there is no event'),
      lastDay: z.iso.date().nullable(),
      events: z.int().min(0).nullable().describe('null: Athena was asked, whose table is not counted'),
      quarantinedFiles: z.int().min(0).describe('Log files that could not be read'),
    })
    .readonly()
    .describe('What the answer rests on: beyond these days and accounts nothing is known'),
};

export const asked = {
  from: z.iso.datetime().nullable().describe('What was asked for; null: from the beginning'),
  to: z.iso.datetime().nullable(),
};

/** An event as answers show it. */
export const trailEvent = {
  time: z.iso.datetime(),
  eventId: z.string().describe('Evidence, with the file'),
  source: z.string().describe('The service, ec2.amazonaws.com'),
  name: z.string(),
  region: z.string().nullable(),
  account: z.string().nullable(),
  principal: z
    .string()
    .nullable()
    .describe('The role behind a session, else the user, the service or the id'),
  sessionName: z.string().nullable(),
  sourceIdentity: z.string().nullable(),
  accessKeyId: z.string().nullable(),
  invokedBy: z.string().nullable().describe('The AWS service that called for the principal'),
  sourceIpAddress: z.string().nullable().describe('Or the AWS service that called'),
  userAgent: z.string().nullable(),
  outcome: z.enum(['allowed', 'denied', 'failed']).describe('failed: for another reason than permissions'),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  file: z.string().describe('The log file that held the event: evidence'),
};
