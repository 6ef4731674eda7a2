export type { NetworkFacts, Packet, PacketSource } from '../model/network-facts.ts';
export type { DecidingRule, ExplanationCode, Hop, HopKind } from './hop.ts';
export { InvalidPacket } from './invalid-packet.ts';
export { Network } from './network.ts';
export type { Onward, OnwardTarget } from './onward.ts';
export { type ClientPorts, type TraceAnswer, type TraceQuestion, trace } from './trace.ts';
export { type BlockedAt, type Leg, type LegEnd, type Trace, tracePacket } from './trace-packet.ts';
