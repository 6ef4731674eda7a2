import { z } from 'zod';
import { SEVERITIES } from '../../../model/finding.ts';
import { asked, trailAnswer, trailEvent } from './trail-answer.ts';

const rule = z.strictObject({
  place: z.string().describe('The file and the line'),
  title: z.string(),
  id: z.string().nullable(),
  severity: z.enum(SEVERITIES).describe("The rule's level"),
  description: z.string().nullable(),
  practice: z.int().min(1).max(12).nullable().describe('Of the twelve; null: the rule says none'),
  tags: z.array(z.string()).readonly(),
  references: z.array(z.string()).readonly(),
  falsePositives: z.array(z.string()).readonly(),
});

const finding = z.strictObject({
  id: z
    .string()
    .describe('Stable over runs: a fingerprint of the rule and of what tells its detections apart'),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  summary: z.string().describe('One sentence with the facts'),
  rule: rule.readonly(),
  account: z.string().nullable().describe('Of the latest event'),
  region: z.string().nullable(),
  principal: z.string().nullable(),
  group: z
    .array(z.strictObject({ name: z.string(), value: z.string() }).readonly())
    .readonly()
    .describe('What the events of a correlation have in common'),
  firstTime: z.iso.datetime(),
  lastTime: z.iso.datetime(),
  eventCount: z.int().min(1),
  counted: z
    .int()
    .nullable()
    .describe('The most of what a correlation counts, in one window; null: the rule counts nothing'),
  events: z
    .array(z.strictObject(trailEvent).readonly())
    .readonly()
    .describe('The latest ten, the latest first'),
});

/** `docs/schema/trail-detect.v1.json`. */
export const detectSchema = z.strictObject({
  ...trailAnswer,
  ...asked,
  source: z.string().nullable().describe("The folder or the file of the rules; null: Rampart's own"),
  rules: z.int().min(0).describe('So many were run'),
  otherSources: z.int().min(0).describe("Rules about other logs than CloudTrail's, which were left out"),
  refused: z
    .array(z.strictObject({ place: z.string(), title: z.string().nullable(), why: z.string() }).readonly())
    .readonly()
    .describe('Rules that were not run'),
  findings: z.array(finding.readonly()).readonly().describe('The worst first, then the latest'),
});
