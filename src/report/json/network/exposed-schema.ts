import { z } from 'zod';
import { answerHead, unreadCalls } from '../iam/answer-head.ts';

const count = z.int().min(0);

const handedTo = {
  traffic: z.string().describe('What the internet sends'),
  targetId: z.string().describe('As registered'),
  networkInterfaceId: z.string(),
  address: z.string(),
  port: z.int(),
};

const cuts = z
  .strictObject({
    fromInternet: z
      .array(
        z
          .strictObject({
            networkInterfaceId: z.string(),
            address: z.string(),
            traffic: z.string(),
            protocol: z.int().nullable(),
            from: z.int(),
            to: z.int(),
            share: z.number().describe('Of those who get in no more'),
          })
          .readonly(),
      )
      .readonly()
      .describe('All that the internet would not reach any more besides'),
    targets: z
      .array(
        z.strictObject({ from: z.string().describe('Where the internet sends'), ...handedTo }).readonly(),
      )
      .readonly()
      .describe('What load balancers would not hand on any more, though they take it'),
    flows: z
      .array(
        z
          .strictObject({
            from: z.string().describe('An interface, or the gateway that leads to on premises'),
            alike: count.describe('Interfaces of its subnet and groups, itself counted'),
            to: z.string().describe('An interface, the gateway that leads to on premises, or internet'),
            packet: z.string(),
            cut: z.enum(['all', 'some']).describe('some: at some of the ports that clients use'),
          })
          .readonly(),
      )
      .readonly()
      .describe(
        'Of ways out, inside, to and from neighbours and on premises, those that a packet shows to be cut',
      ),
    intents: z
      .array(
        z
          .strictObject({
            text: z.string().describe('As rampart.yaml has it'),
            from: z.string().describe('An interface, or internet'),
            to: z.string().describe('An interface, or internet'),
            pairs: count.describe('Pairs of this kind'),
            packet: z
              .string()
              .nullable()
              .describe('One that gets through today; null: an end has no address for the other any more'),
          })
          .readonly(),
      )
      .readonly()
      .describe('Intents (allow) that hold, and would not any more'),
    isBounded: z.boolean().describe('Not all flows, or intents, were asked'),
    missing: unreadCalls,
  })
  .readonly();

const commands = z.array(z.string()).readonly().describe('Of the AWS CLI');

const edit = {
  kind: z.enum([
    'revoke-security-group-rule',
    'narrow-security-group-rule',
    'detach-security-group',
    'disassociate-address',
    'add-network-acl-entry',
    'replace-route',
    'remove-route',
  ]),
  account: z.string(),
  region: z.string(),
  says: z.string(),
};

const sharedEdit = z
  .strictObject({
    ...edit,
    commands,
    closes: z
      .array(
        z
          .strictObject({ networkInterfaceId: z.string(), address: z.string(), traffic: z.string() })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

const closing = z
  .strictObject({
    sets: z
      .array(
        z
          .strictObject({
            edits: z.array(z.strictObject(edit).readonly()).readonly(),
            commands,
            cuts,
          })
          .readonly(),
      )
      .readonly()
      .describe('Each closes it, and no part of it does; the best first'),
    isBounded: z.boolean().describe('There may be sets of more edits'),
    missing: unreadCalls.describe('Why of other edits it is not known'),
  })
  .readonly();

const toldClosing = closing.nullable().describe('Edits that close it; null: not asked for');

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
    closing: toldClosing,
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
      .array(z.strictObject({ ...handedTo, closing: toldClosing }).readonly())
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
  sharedEdits: z
    .array(sharedEdit)
    .readonly()
    .nullable()
    .describe(
      'Single edits that close more than one exposure, those that close most first; null: not asked for',
    ),
  unread: unreadCalls.describe('Lists that may hold more interfaces'),
});
