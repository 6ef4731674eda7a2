import { type Finding, SEVERITIES, type Severity } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { listOf, objectOf, textOf } from './evidence-parts.ts';

/** What strangers reach or may reach in one VPC, interface by interface and port by port. */
export interface ExposedVpc {
  readonly vpcId: string;
  readonly account: string;
  readonly region: string;
  readonly subnets: readonly ExposedSubnet[];
  /** By column: the worst of its interfaces. */
  readonly cells: ReadonlyMap<string, ExposedCell>;
  readonly interfaces: number;
  /** Of these, those that something surely reaches. */
  readonly reached: number;
}

export interface ExposedSubnet {
  readonly subnetId: string;
  readonly rows: readonly ExposedRow[];
}

export interface ExposedRow {
  /** The instance, what AWS says it is for, or the interface. */
  readonly name: string;
  readonly networkInterfaceId: string;
  readonly cells: ReadonlyMap<string, ExposedCell>;
}

/** Who gets to one port, and which finding says so. */
export interface ExposedCell {
  readonly finding: Finding;
  readonly severity: Severity;
  /** False: something that decides was not read, and it may be so or not. */
  readonly isKnown: boolean;
  /** Of all addresses of its family. */
  readonly share: number;
  /** Whoever has an address of the internet's. */
  readonly isEveryone: boolean;
}

/** A column: every port first, then the worst, of these the most frequent; last what is not known. */
export interface ExposedPort {
  /** `tcp 22` */
  readonly traffic: string;
  /** `SSH`; empty: none is known. */
  readonly service: string;
}

/** Something that was not read, and the interfaces that may be reached for all that is known without it. */
export interface NotKnown {
  /** `ec2:DescribeNetworkAcls`, `AccessDenied: …` */
  readonly call: string;
  readonly why: string;
  readonly interfaces: readonly { readonly name: string; readonly finding: Finding }[];
}

export interface ExposureMatrix {
  readonly ports: readonly ExposedPort[];
  /** Worst first. */
  readonly vpcs: readonly ExposedVpc[];
  /** What most interfaces hang on first. */
  readonly notKnown: readonly NotKnown[];
}

interface Reached extends ExposedPort, ExposedCell {
  readonly networkInterfaceId: string;
  readonly name: string;
  readonly vpcId: string;
  readonly subnetId: string;
}

/** What checks of instances tell besides is of the same interfaces: of their public ports. */
const TELLING = /^network-internet-exposure|^web-instance-not-directly-exposed$/;

/** Of interfaces alone: what is not known of an instance is not known of them. */
const TELLING_NOT_KNOWN = /^network-internet-exposure/;

/** Where not even the ports are known. */
const ANY_PORT = 'any port';

/** What the internet routes is 86 % of IPv4 and an eighth of IPv6; what a VPC routes elsewhere is little of it. */
const NEARLY_ALL = { ipv4: 0.8, ipv6: 0.1 };

export function exposureMatrix(findings: readonly Finding[]): ExposureMatrix {
  const unsettled = findings.filter(
    ({ check, status }) => status === 'unknown' && TELLING_NOT_KNOWN.test(check),
  );
  const reached = [
    ...findings
      .filter(({ check, status }) => status === 'fail' && TELLING.test(check))
      .flatMap((finding) => exposedIn(finding).map((each) => reachedOf(finding, each, isReached(each)))),
    ...unsettled.flatMap((finding) =>
      (exposedIn(finding).length > 0 ? exposedIn(finding) : [{ traffic: ANY_PORT }]).map((each) =>
        reachedOf(finding, each, false),
      ),
    ),
  ];
  const vpcs = [...Map.groupBy(reached, ({ vpcId, finding }) => `${finding.account} ${vpcId}`).values()]
    .map(exposedVpc)
    .filter((each) => each !== null);
  return { ports: portsOf(reached), vpcs: vpcs.toSorted(worseVpc), notKnown: notKnownOf(unsettled) };
}

function exposedIn({ evidence }: Finding): readonly JsonObject[] {
  return listOf(evidence['exposed']).map(objectOf);
}

function isReached({ verdict }: JsonObject): boolean {
  return verdict === undefined || verdict === 'reachable';
}

function reachedOf(finding: Finding, exposed: JsonObject, isKnown: boolean): Reached {
  const { evidence, resource, severity } = finding;
  const share = Number(exposed['share'] ?? 0);
  return {
    finding,
    severity,
    isKnown,
    share,
    isEveryone: share >= NEARLY_ALL[textOf(exposed['address']).includes(':') ? 'ipv6' : 'ipv4'],
    traffic: textOf(exposed['traffic']),
    service: textOf(exposed['service']),
    networkInterfaceId: textOf(exposed['networkInterfaceId']) || resource.id,
    name: nameOf(finding, evidence),
    vpcId: textOf(evidence['vpcId']),
    subnetId: textOf(evidence['subnetId']),
  };
}

/** By what was not read: one denied call is the reason of many. Several checks tell of one interface. */
function notKnownOf(unsettled: readonly Finding[]): readonly NotKnown[] {
  const told = unsettled.flatMap((finding) =>
    finding.unread.map(({ call, why }) => ({ call, why, finding })),
  );
  return [...Map.groupBy(told, ({ call, why }) => `${call} ${why}`).values()]
    .flatMap((all) => {
      const [first] = all;
      const once = new Map(all.toReversed().map(({ finding }) => [finding.resource.arn, finding]));
      const interfaces = [...once.values()].map((finding) => ({
        name: nameOf(finding, finding.evidence),
        finding,
      }));
      return first ? [{ call: first.call, why: first.why, interfaces: interfaces.toSorted(byName) }] : [];
    })
    .toSorted(
      (a, b) =>
        b.interfaces.length - a.interfaces.length || compare(`${a.call} ${a.why}`, `${b.call} ${b.why}`),
    );
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compare(a.name, b.name);
}

function nameOf({ resource }: Finding, { instanceId, description }: JsonObject): string {
  if (resource.type === 'AWS::EC2::Instance') return resource.id;
  return textOf(instanceId) || textOf(description) || resource.id;
}

function portsOf(reached: readonly Reached[]): readonly ExposedPort[] {
  const byTraffic = Map.groupBy(reached, ({ traffic }) => traffic);
  return [...byTraffic]
    .toSorted(
      ([a, ofA], [b, ofB]) =>
        Number(isWhole(b)) - Number(isWhole(a)) ||
        worstOf(ofA) - worstOf(ofB) ||
        ofB.length - ofA.length ||
        compare(a, b),
    )
    .map(([traffic, all]) => ({ traffic, service: all.find(({ service }) => service)?.service ?? '' }));
}

function isWhole(traffic: string): boolean {
  return traffic.endsWith(' all ports');
}

function exposedVpc(reached: readonly Reached[]): ExposedVpc | null {
  const [first] = reached;
  if (!first) return null;
  const subnets = [...Map.groupBy(reached, ({ subnetId }) => subnetId)]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([subnetId, all]) => ({ subnetId, rows: rowsOf(all) }));
  return {
    vpcId: first.vpcId,
    account: first.finding.account,
    region: first.finding.region,
    subnets,
    cells: cellsOf(reached),
    interfaces: subnets.reduce((sum, { rows }) => sum + rows.length, 0),
    reached: new Set(reached.filter(({ isKnown }) => isKnown).map((each) => each.networkInterfaceId)).size,
  };
}

function rowsOf(reached: readonly Reached[]): readonly ExposedRow[] {
  return [...Map.groupBy(reached, (each) => each.networkInterfaceId)]
    .map(([networkInterfaceId, all]) => ({
      networkInterfaceId,
      name: all[0]?.name ?? networkInterfaceId,
      cells: cellsOf(all),
    }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || compare(a.name, b.name));
}

/** Of several of one port the worst, and of these what most get to. */
function cellsOf(reached: readonly Reached[]): ReadonlyMap<string, ExposedCell> {
  const cells = new Map<string, ExposedCell>();
  for (const { traffic, finding, severity, isKnown, share, isEveryone } of reached) {
    const cell = { finding, severity, isKnown, share, isEveryone };
    const known = cells.get(traffic);
    if (!known || worseCell(cell, known) < 0) cells.set(traffic, cell);
  }
  return cells;
}

export function worseCell(a: ExposedCell, b: ExposedCell): number {
  return (
    Number(b.isKnown) - Number(a.isKnown) ||
    Number(a.finding.suppressed !== undefined) - Number(b.finding.suppressed !== undefined) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.share - a.share
  );
}

function worseVpc(a: ExposedVpc, b: ExposedVpc): number {
  return (
    rankOf(a) - rankOf(b) ||
    b.interfaces - a.interfaces ||
    compare(`${a.account} ${a.vpcId}`, `${b.account} ${b.vpcId}`)
  );
}

function rankOf({ cells }: Pick<ExposedVpc, 'cells'>): number {
  return worstOf([...cells.values()]);
}

function worstOf(cells: readonly Pick<ExposedCell, 'severity' | 'isKnown'>[]): number {
  return cells.reduce<number>(
    (worst, { severity, isKnown }) => (isKnown ? Math.min(worst, SEVERITIES.indexOf(severity)) : worst),
    SEVERITIES.length,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
