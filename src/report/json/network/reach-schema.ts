import { z } from 'zod';
import { answerHead, unreadCalls } from '../iam/answer-head.ts';

const traffic = z
  .strictObject({
    traffic: z.string().describe('tcp 443, udp 1000-2000, icmp type 8, other protocols'),
    protocol: z.int().nullable().describe("IANA's number; null: every protocol that is not named"),
    from: z.int().describe('Destination port; of ICMP 256 × type + code'),
    to: z.int(),
    verdict: z.enum(['reachable', 'unknown']),
    clientPorts: z
      .enum(['all', 'some', 'none'])
      .nullable()
      .describe('For how many of the ports that clients use; null: no ports'),
    isForAll: z
      .boolean()
      .describe('Between every interface of the one end and every interface of the other; false: some'),
    packet: z.string().describe('One of it'),
  })
  .readonly();

/** `docs/schema/network-reach.v1.json`. */
export const reachSchema = z.strictObject({
  ...answerHead,
  question: z.strictObject({ from: z.string(), to: z.string() }).readonly(),
  pairs: z
    .array(
      z
        .strictObject({
          family: z.enum(['ipv4', 'ipv6']),
          from: z.string().nullable().describe('An address, or what stands for many; null: the internet'),
          to: z.string(),
          traffic: z.array(traffic).readonly().describe('All that gets through, or may'),
        })
        .readonly(),
    )
    .readonly(),
  unread: unreadCalls,
});
