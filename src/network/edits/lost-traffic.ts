import type { Family } from '../../model/address-range.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Exposure } from '../exposed/exposed.ts';
import type { GroupExposure } from '../exposed/group-exposure.ts';
import { type Intervals, NOTHING, union, without } from '../exposed/intervals.ts';
import { type JointTraffic, jointOf } from '../exposed/together.ts';

/** What the internet reached, and would not any more. */
export interface LostTraffic {
  readonly networkInterface: NetworkInterface;
  readonly address: string;
  readonly family: Family;
  /** Null: every protocol but those of `except`. */
  readonly protocol: number | null;
  readonly except: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Those who get in no more. */
  readonly addresses: Intervals;
}

/** The difference at one address: exact, port by port and client by client, where both were read. */
export function lostTraffic(before: Exposure, after: Exposure | null): readonly LostTraffic[] {
  const left = after?.by ?? [];
  const { networkInterface, address, family } = before;
  const named = namedBy([...before.by, ...left]);
  return [...named, null].flatMap((protocol) =>
    difference(jointOf(protocol, before.by), jointOf(protocol, left)).map((range) => ({
      networkInterface,
      address,
      family,
      protocol,
      except: protocol === null ? named : [],
      ...range,
    })),
  );
}

/** Protocols that some group tells apart. */
function namedBy(through: readonly GroupExposure[]): readonly number[] {
  const parts = through.flatMap((each) => each.parts);
  const named = parts.flatMap(({ protocol, except }) => [
    ...except,
    ...(protocol === null ? [] : [protocol]),
  ]);
  return [...new Set(named)].sort((a, b) => a - b);
}

type Range = Pick<LostTraffic, 'from' | 'to' | 'addresses'>;

function difference(before: readonly JointTraffic[], after: readonly JointTraffic[]): readonly Range[] {
  const edges = [...new Set([...before, ...after].flatMap(({ from, to }) => [from, to + 1]))].sort(
    (a, b) => a - b,
  );
  const lost: Range[] = [];
  for (const [index, from] of edges.entries()) {
    const next = edges[index + 1];
    if (next === undefined) break;
    const addresses = without(addressesAt(before, from), addressesAt(after, from));
    if (addresses.length > 0) push(lost, { from, to: next - 1, addresses });
  }
  return lost;
}

function addressesAt(traffic: readonly JointTraffic[], port: number): Intervals {
  return traffic
    .filter(({ from, to }) => from <= port && port <= to)
    .reduce<Intervals>((sum, { addresses }) => union(sum, addresses), NOTHING);
}

function push(lost: Range[], range: Range): void {
  const last = lost.at(-1);
  if (last && last.to + 1 === range.from && String(last.addresses) === String(range.addresses))
    lost[lost.length - 1] = { ...last, to: range.to };
  else lost.push(range);
}

/** Of what is lost that which lies beside some protocol and ports of one address. */
export function lostBeside(
  lost: readonly LostTraffic[],
  target: Pick<LostTraffic, 'networkInterface' | 'address' | 'protocol' | 'from' | 'to'>,
): readonly LostTraffic[] {
  return lost.flatMap((each) => {
    const isThere =
      each.networkInterface.id === target.networkInterface.id &&
      each.address === target.address &&
      each.protocol === target.protocol;
    if (!isThere || each.to < target.from || target.to < each.from) return [each];
    return [
      ...(each.from < target.from ? [{ ...each, to: target.from - 1 }] : []),
      ...(target.to < each.to ? [{ ...each, from: target.to + 1 }] : []),
    ];
  });
}
