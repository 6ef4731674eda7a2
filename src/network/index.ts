export type { NetworkFacts, Packet, PacketSource } from '../model/network-facts.ts';
export { applyEdit, applyEdits } from './edits/apply-edit.ts';
export {
  type Closing,
  ClosingEdits,
  type ClosingOptions,
  type ClosingSet,
  type Cuts,
} from './edits/closing-edits.ts';
export type { CutFlow } from './edits/cut-flows.ts';
export type { NetworkEdit } from './edits/edit.ts';
export type { ClosingTarget } from './edits/edits-against.ts';
export type { LostTraffic } from './edits/lost-traffic.ts';
export { type Exposure, InternetExposure } from './exposed/exposed.ts';
export type { ExposedTraffic, GroupExposure } from './exposed/group-exposure.ts';
export { type JointTraffic, together } from './exposed/together.ts';
export type { DecidingRule, ExplanationCode, Hop, HopKind } from './hop.ts';
export { InvalidPacket } from './invalid-packet.ts';
export { Network } from './network.ts';
export type { Onward, OnwardTarget } from './onward.ts';
export { AllPairs, type PairTraffic, type SetOutcome } from './pairs/all-pairs.ts';
export { type Reach, type ReachedTraffic, reach } from './reach.ts';
export { type ClientPorts, type TraceAnswer, type TraceQuestion, trace } from './trace.ts';
export { type BlockedAt, type Leg, type LegEnd, type Trace, tracePacket } from './trace-packet.ts';
