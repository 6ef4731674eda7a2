import type { Packet } from '../../model/network-facts.ts';
import { unread } from '../../model/reading.ts';
import type { Exposure, InternetExposure } from '../exposed/exposed.ts';
import type { ExposedTraffic, GroupExposure } from '../exposed/group-exposure.ts';
import { type JointTraffic, jointOf } from '../exposed/together.ts';
import type { Network } from '../network.ts';
import type { ClosingState } from './closing-search.ts';
import { type ClosingTarget, editsAgainst } from './edits-against.ts';

/**
 * Whether the target still gets in from more of the internet than a block of this length holds; longer than an address:
 * from anybody.
 */
export function exposureState(
  whole: Network,
  edited: InternetExposure,
  target: ClosingTarget,
  widest: number,
): ClosingState {
  const { network } = edited;
  const taker = network.find('AWS::EC2::NetworkInterface', target.networkInterface.id);
  const found = taker ? edited.of(taker).find((each) => each.address === target.address) : undefined;
  if (!found) return { kind: 'closed' };
  const open = jointOver(found.by, target).find(
    (each) => edited.share(target.family, each.addresses) > 2 ** -widest,
  );
  if (open) {
    const packet = widestPacket(edited, found, open, target);
    if (packet === null) return { kind: 'unknown', missing: [NO_WITNESS] };
    return { kind: 'open', next: () => editsAgainst({ whole, edited: network }, target, packet) };
  }
  const hanging = jointOver(found.unsure, target).flatMap(({ part }) => part.hangsOn ?? []);
  const missing = [...found.missing, ...hanging];
  return missing.length === 0 ? { kind: 'closed' } : { kind: 'unknown', missing };
}

const NO_WITNESS = unread(
  'rampart/network',
  'NotModelled: it is open, and no packet was found that shows it',
);

/** Of the group that lets in most. */
function widestPacket(
  edited: InternetExposure,
  exposure: Exposure,
  open: JointTraffic,
  target: ClosingTarget,
): Packet | null {
  const share = ({ addresses }: ExposedTraffic): number => edited.share(target.family, addresses);
  const within = { protocol: open.protocol, from: Math.max(open.from, target.from), to: open.to };
  const [widest] = exposure.by
    .flatMap(({ traffic }) => traffic.filter((each) => holds(each, within)))
    .toSorted((a, b) => share(b) - share(a));
  return widest ? edited.witness(exposure, { ...widest, ...within }) : null;
}

export function jointOver(
  through: readonly GroupExposure[],
  { protocol, from, to }: Pick<ClosingTarget, 'protocol' | 'from' | 'to'>,
): readonly JointTraffic[] {
  return jointOf(protocol, through).filter((each) => each.from <= to && from <= each.to);
}

function holds(
  { protocol, except, from, to }: ExposedTraffic,
  at: Pick<ClosingTarget, 'protocol' | 'from'>,
): boolean {
  const isOf = protocol === at.protocol || (protocol === null && !except.includes(at.protocol ?? -1));
  return isOf && from <= at.from && at.from <= to;
}
