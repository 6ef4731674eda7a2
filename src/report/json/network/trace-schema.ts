import { z } from 'zod';
import { answerHead, unreadCalls } from '../iam/answer-head.ts';

const rule = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('security-group-rule'),
      protocol: z.string(),
      ports: z.string().describe('443, 1024-65535, all'),
      peer: z.string().describe('A CIDR, prefix list or group'),
    }),
    z.strictObject({
      kind: z.literal('network-acl-entry'),
      ruleNumber: z.int(),
      ruleAction: z.enum(['allow', 'deny']),
    }),
    z.strictObject({ kind: z.literal('route'), destination: z.string(), target: z.string() }),
    z.strictObject({ kind: z.literal('listener'), protocol: z.string(), port: z.int() }),
  ])
  .readonly();

const notRead = z
  .array(z.strictObject({ status: z.literal('unread'), call: z.string(), why: z.string() }))
  .readonly();

const hop = z
  .strictObject({
    leg: z.enum(['forward', 'reply']),
    kind: z.string().describe('security-group, network-acl, route-table, internet-gateway …'),
    id: z.string().describe("AWS's id"),
    others: z.array(z.string()).readonly().describe('Of a security group: the others that the interface has'),
    action: z.enum(['passes', 'rewrites', 'stops', 'unknown']),
    packet: z.string().describe('As it leaves the hop'),
    rule: rule.nullable().describe('What decided'),
    code: z.string().nullable().describe("Reachability Analyzer's explanation code, where one fits"),
    says: z.string(),
  })
  .readonly();

const outcome = z.enum(['delivered', 'stopped', 'unknown']);

const leg = z
  .strictObject({
    outcome,
    end: z.looseObject({ kind: z.string() }).readonly().describe('Where it ended'),
    hops: z.array(hop).readonly(),
    missing: notRead,
  })
  .readonly();

const onward = z
  .strictObject({
    targets: z
      .array(
        z
          .strictObject({
            targetId: z.string().describe('As registered: an instance, an address, a load balancer'),
            address: z.string(),
            port: z.int(),
            outcome,
            networkInterfaceId: z.string().nullable(),
            hops: z.array(hop).readonly(),
            missing: notRead,
          })
          .readonly(),
      )
      .readonly(),
    missing: notRead.describe('Why there may be more targets'),
  })
  .readonly();

/** `docs/schema/network-trace.v1.json`. */
export const traceSchema = z.strictObject({
  ...answerHead,
  question: z.strictObject({ from: z.string(), to: z.string(), traffic: z.string() }).readonly(),
  verdict: z
    .enum(['reachable', 'blocked', 'unknown'])
    .describe('reachable: it arrives, and of TCP an answer comes back'),
  clientPorts: z
    .enum(['all', 'some', 'none'])
    .nullable()
    .describe('For how many of the ports that clients use it gets through; null: no ports, or one was named'),
  packet: z.string().describe('The one that was traced: one that gets through, if any does'),
  forward: leg,
  reply: leg.nullable(),
  onward: onward.describe('What a load balancer hands on'),
  blockedAt: z
    .strictObject({
      leg: z.enum(['forward', 'reply']),
      kind: z.string(),
      id: z.string(),
      code: z.string().nullable(),
      says: z.string(),
    })
    .readonly()
    .nullable(),
  unread: unreadCalls,
});
