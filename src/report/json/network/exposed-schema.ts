import { z } from 'zod';
import { answerHead, unreadCalls } from '../iam/answer-head.ts';

const count = z.int().min(0);

const traffic = z
  .strictObject({
    traffic: z.string().describe('tcp 443, udp 1000-2000, icmp type 8, other protocols'),
    protocol: z.int().nullable().describe("IANA's number; null: every protocol that is not named"),
    from: z.int().describe('Destination port; of ICMP 256 × type + code'),
    to: z.int(),
    share: z.number().describe("Of the family's whole address space, that of those whom it comes from"),
    clientPorts: z
      .enum(['all', 'some'])
      .nullable()
      .describe('Of TCP: at how many of the ports that clients use answers get back'),
    groupIds: z.array(z.string()).readonly(),
    packet: z.string().describe('One that gets through'),
  })
  .readonly();

const reached = z
  .strictObject({
    account: z.string(),
    region: z.string(),
    vpcId: z.string(),
    subnetId: z.string(),
    networkInterfaceId: z.string(),
    instanceId: z.string().nullable(),
    description: z.string(),
    address: z.string().describe('Where the internet sends'),
    traffic: z.array(traffic).readonly(),
    handsOn: z
      .array(
        z
          .strictObject({
            traffic: z.string().describe('What the internet sends'),
            targetId: z.string().describe('As registered'),
            networkInterfaceId: z.string(),
            address: z.string(),
            port: z.int(),
          })
          .readonly(),
      )
      .readonly()
      .describe("Of a load balancer's node: where what gets in ends"),
    missing: unreadCalls.describe('More may get through'),
  })
  .readonly();

/** `docs/schema/network-exposed.v1.json`. */
export const exposedSchema = z.strictObject({
  ...answerHead,
  port: z.int().nullable().describe('What was asked for; null: any'),
  summary: z
    .strictObject({ interfaces: count, addressed: count, reached: count, notKnown: count })
    .readonly(),
  interfaces: z.array(reached).readonly(),
  unread: unreadCalls.describe('Lists that may hold more interfaces'),
});
