import type { Settings } from '../../model/settings.ts';
import type { BrokenIntent } from '../../network/edits/broken-intents.ts';
import type { Closing, ClosingEdits, ClosingSet } from '../../network/edits/closing-edits.ts';
import type { LostTarget } from '../../network/edits/lost-targets.ts';
import type { LostTraffic } from '../../network/edits/lost-traffic.ts';
import type { Exposure, InternetExposure } from '../../network/exposed/exposed.ts';
import type { HandedOn } from '../../network/exposed/handed-on.ts';
import type { JointTraffic } from '../../network/exposed/together.ts';
import { trafficText } from '../../network/exposed/traffic-text.ts';
import type { CutFromInternet, ToldClosing } from '../../network/exposed-document.ts';
import { flightText } from '../../network/flight.ts';
import { flightOf } from '../../network/trace-packet.ts';
import { editCommands } from './edit-commands.ts';
import { editSays } from './edit-says.ts';

/** What closes one exposure; of a range of ports that one which was asked for alone. */
export function toldClosing(
  closing: ClosingEdits,
  exposure: Exposure,
  joint: JointTraffic,
  port: number | undefined,
  { widestPublicPrefix }: Pick<Settings, 'widestPublicPrefix'>,
): ToldClosing {
  const { internet } = closing;
  const limit = widestPublicPrefix[exposure.family];
  const isStrangers = internet.share(exposure.family, joint.addresses) > 2 ** -limit;
  // Those few that are no strangers have asked to be shut out all the same: then nobody is left.
  const options = isStrangers ? { widest: limit } : {};
  const asked = port === undefined ? joint : { ...joint, from: port, to: port };
  return told(internet, closing.of(exposure, asked, options));
}

/** What closes a load balancer's way to one target. */
export function toldHanded(closing: ClosingEdits, handed: HandedOn): ToldClosing {
  return told(closing.internet, closing.ofHanded(handed));
}

function told(internet: InternetExposure, found: Closing): ToldClosing {
  return {
    sets: found.sets.map((each) => toldSet(internet, found, each)),
    isBounded: found.isBounded,
    missing: found.missing.map(({ call, why }) => ({ call, why })),
  };
}

function toldSet(
  internet: InternetExposure,
  { target }: Closing,
  { edits, cuts }: ClosingSet,
): ToldClosing['sets'][number] {
  return {
    edits: edits.map((each) => ({
      kind: each.kind,
      account: each.account,
      region: each.region,
      says: editSays(each, target),
    })),
    commands: editCommands(edits, internet.network),
    cuts: {
      fromInternet: cuts.fromInternet.map((each) => toldCut(internet, each)),
      targets: cuts.targets.map(toldTarget),
      flows: cuts.flows.map((each) => ({ ...each, packet: flightText(flightOf(each.packet)) })),
      intents: cuts.intents.map(toldBroken),
      isBounded: cuts.isBounded,
      missing: cuts.missing.map(({ call, why }) => ({ call, why })),
    },
  };
}

function toldBroken(broken: BrokenIntent): ToldClosing['sets'][number]['cuts']['intents'][number] {
  return { ...broken, packet: broken.packet && flightText(flightOf(broken.packet)) };
}

function toldTarget(lost: LostTarget): ToldClosing['sets'][number]['cuts']['targets'][number] {
  const { address: from, traffic, targetId, networkInterfaceId, targetAddress: address, port } = lost;
  return { from, traffic: trafficText(traffic), targetId, networkInterfaceId, address, port };
}

function toldCut(internet: InternetExposure, lost: LostTraffic): CutFromInternet {
  const { networkInterface, address, family, protocol, from, to, addresses } = lost;
  const share = Number(internet.share(family, addresses).toPrecision(3));
  const traffic = trafficText(lost);
  return { networkInterfaceId: networkInterface.id, address, traffic, protocol, from, to, share };
}
