import type { NetworkIntents } from '../../model/network-intent.ts';
import { eachOnce } from '../../model/reading.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { ClosingEdits } from '../../network/edits/closing-edits.ts';
import { type Exposure, InternetExposure } from '../../network/exposed/exposed.ts';
import { type HandedOn, handedOn } from '../../network/exposed/handed-on.ts';
import { type JointTraffic, together } from '../../network/exposed/together.ts';
import { trafficText } from '../../network/exposed/traffic-text.ts';
import type {
  ExposedDocument,
  HandedTo,
  ReachedInterface,
  ReachedTraffic,
} from '../../network/exposed-document.ts';
import { flightText } from '../../network/flight.ts';
import { hasPorts } from '../../network/protocol.ts';
import { flightOf } from '../../network/trace-packet.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { exposedText } from '../../report/network/exposed-text.ts';
import { EXIT } from '../exit-code.ts';
import { headOf } from '../iam/answer-head.ts';
import type { Terminal } from '../output-targets.ts';
import { toldClosing, toldHanded } from './closing-told.ts';
import { networkOf } from './network-of.ts';
import { sharedEdits } from './shared-edits.ts';

export interface ExposedOptions {
  /** TCP or UDP. */
  readonly port?: number;
  /** Say what closes each. */
  readonly fix?: boolean;
  /** What of it must stay: with `fix`, what breaks them is said. */
  readonly intents?: NetworkIntents;
}

interface Question {
  readonly internet: InternetExposure;
  readonly port: number | undefined;
  /** Null: not asked for. */
  readonly closing: ClosingEdits | null;
}

/** Every interface that the internet reaches, and at what. */
export function findExposed(
  snapshot: Snapshot,
  { port, fix = false, intents }: ExposedOptions = {},
): ExposedDocument {
  const internet = new InternetExposure(networkOf(snapshot));
  const { network } = internet;
  const closing = fix ? new ClosingEdits(internet, snapshot.listings, intents ? { intents } : {}) : null;
  const question: Question = { internet, port, closing };
  const all = network.all('AWS::EC2::NetworkInterface');
  const interfaces = internet
    .all()
    .map((exposure) => reachedInterface(question, exposure))
    .filter(({ traffic, missing }) => traffic.length + missing.length > 0);
  const gap = network.anyGap('AWS::EC2::NetworkInterface');
  const idsOf = (which: readonly ReachedInterface[]): number =>
    new Set(which.map((each) => each.networkInterfaceId)).size;
  return {
    ...headOf(snapshot),
    port: port ?? null,
    summary: {
      interfaces: all.length,
      addressed: all.filter((each) => network.shownAddresses(each).length > 0).length,
      reached: idsOf(interfaces.filter(({ traffic }) => traffic.length > 0)),
      notKnown: idsOf(interfaces.filter(({ missing }) => missing.length > 0)),
    },
    interfaces,
    sharedEdits: fix ? sharedEdits(interfaces) : null,
    unread: gap ? [{ call: gap.call, why: gap.why }] : [],
  };
}

function reachedInterface(question: Question, exposure: Exposure): ReachedInterface {
  const { internet, port } = question;
  const { networkInterface: found, address, missing } = exposure;
  const joint = together(exposure).filter((each) => port === undefined || isAt(port, each));
  const unsure = together({ by: exposure.unsure }).filter((each) => port === undefined || isAt(port, each));
  const hanging = unsure.flatMap(({ part }) => part.hangsOn ?? []);
  const onward = joint.map((each) => ({ each, found: handedOn(internet, exposure, each, NARROWEST) }));
  return {
    account: found.account,
    region: found.region,
    vpcId: found.vpcId,
    subnetId: found.subnetId,
    networkInterfaceId: found.id,
    instanceId: found.attachment?.instanceId ?? null,
    description: found.description,
    address,
    traffic: joint.flatMap((each) => reachedTraffic(question, exposure, each)),
    handsOn: onward.flatMap(({ each, found }) => found.handed.map((one) => handedTo(question, each, one))),
    missing: eachOnce([...missing, ...hanging, ...onward.flatMap(({ found }) => found.missing)]).map(
      ({ call, why }) => ({
        call,
        why,
      }),
    ),
  };
}

/** Whoever it is that the target admits. */
const NARROWEST = 129;

function handedTo({ closing }: Question, joint: JointTraffic, handed: HandedOn): HandedTo {
  const { networkInterfaceId, target } = handed;
  const { targetId, address, port } = target;
  const told = closing && toldHanded(closing, handed);
  return { traffic: trafficText(joint), targetId, networkInterfaceId, address, port, closing: told };
}

function isAt(port: number, { protocol, from, to }: JointTraffic): boolean {
  return protocol !== null && hasPorts(protocol) && from <= port && port <= to;
}

function reachedTraffic(
  { internet, port, closing }: Question,
  exposure: Exposure,
  joint: JointTraffic,
): readonly ReachedTraffic[] {
  const packet = internet.witness(exposure, joint.part);
  if (packet === null) return [];
  const { protocol, from, to, clientPorts, groupIds, addresses } = joint;
  const share = Number(internet.share(exposure.family, addresses).toPrecision(3));
  const shown = flightText(flightOf(packet));
  const told = closing && toldClosing(closing, exposure, joint, port, DEFAULT_SETTINGS);
  const traffic = trafficText(joint);
  return [{ traffic, protocol, from, to, share, clientPorts, groupIds, packet: shown, closing: told }];
}

export function exposedExitCode({ unread, summary }: ExposedDocument): number {
  return unread.length + summary.notKnown > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedExposed(
  answer: ExposedDocument,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : exposedText(answer, terminal);
}
