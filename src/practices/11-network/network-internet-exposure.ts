import {
  admittingRules,
  hasInternetAddress,
  type StrangersTraffic,
  strangersTraffic,
  witnessOf,
} from '../../inventory/internet-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { ADMIN_PORTS, SENSITIVE_PORTS } from '../../inventory/ports.ts';
import type { Severity } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { eachOnce } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import type { Settings } from '../../model/settings.ts';
import type { JointTraffic } from '../../network/exposed/together.ts';
import { isIcmp, TCP, UDP } from '../../network/protocol.ts';
import { REACHABILITY_CHANGES } from '../changes/network-changes.ts';
import {
  type Check,
  type CheckMetadata,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../check.ts';
import {
  notKnown,
  rulesEvidence,
  type ShownTraffic,
  shownEvidence,
  shownText,
} from '../exposure-evidence.ts';
import { EXPOSED_RULES_FIX } from '../fix/exposed-rules-fix.ts';
import { NETWORK_READS } from '../network-reads.ts';

interface Row
  extends Pick<
    CheckMetadata<'AWS::EC2::NetworkInterface'>,
    'id' | 'title' | 'controls' | 'equivalents' | 'rationale' | 'remediation'
  > {
  readonly severity: Severity;
  /** The traffic that this row is about. */
  readonly concerns: (traffic: JointTraffic, settings: Settings) => boolean;
  /** `on administration ports` */
  readonly where: string;
}

const CONTROLS = [
  'nist-800-53-r5:AC-4',
  'nist-800-53-r5:CM-7b',
  'nist-800-53-r5:SC-7a',
  'nist-800-53-r5:SC-7c',
  'nist-800-53-r5:SC-7(5)',
  'nist-800-53-r5:SC-7(11)',
  'nist-csf-2.0:PR.IR-01',
  'pci-dss-4.0:1.3.1',
  'pci-dss-4.0:1.4.2',
  'iso-27001-2022:A.8.20',
  'soc-2:CC6.6',
  'hipaa:164.312(a)(1)',
];

const ADMIN: ReadonlySet<number> = new Set(ADMIN_PORTS.map(({ port }) => port));
const SENSITIVE: readonly number[] = SENSITIVE_PORTS.map(({ port }) => port).filter(
  (port) => !ADMIN.has(port),
);

function holdsAny({ from, to }: JointTraffic, ports: Iterable<number>): boolean {
  return [...ports].some((port) => from <= port && port <= to);
}

function isPorted({ protocol }: JointTraffic): boolean {
  return protocol === TCP || protocol === UDP;
}

function isAll({ from, to }: JointTraffic): boolean {
  return from === 0 && to === 65_535;
}

const exposed = (service: string): string => `prowler:ec2_instance_port_${service}_exposed_to_internet`;

/** Each port is one row's: all ports at once are no matter of the others. */
const ROWS: readonly Row[] = [
  {
    id: 'network-internet-exposure-all-ports',
    title: 'The internet does not reach every port of the interface',
    severity: 'critical',
    controls: CONTROLS,
    equivalents: [],
    rationale:
      'An interface that answers the whole internet on every port exposes whatever starts to listen next, too.',
    remediation: 'Admit only the ports that the service needs, from those who need them.',
    where: 'on every port',
    concerns: (traffic) => isPorted(traffic) && isAll(traffic),
  },
  {
    id: 'network-internet-exposure-admin-ports',
    title: 'The internet does not reach administration ports of the interface',
    severity: 'critical',
    controls: CONTROLS,
    equivalents: [exposed('ssh'), exposed('rdp')],
    rationale:
      'Remote administration that answers everybody is found within minutes, and then guessed at until a password or an unpatched flaw gives in.',
    remediation: 'Use Session Manager, or admit only the addresses from which administrators work.',
    where: 'on administration ports',
    concerns: (traffic) => isPorted(traffic) && !isAll(traffic) && holdsAny(traffic, ADMIN),
  },
  {
    id: 'network-internet-exposure-sensitive-ports',
    title: 'The internet does not reach databases, caches, queues or legacy services of the interface',
    severity: 'critical',
    controls: CONTROLS,
    equivalents: [
      'cassandra',
      'cifs',
      'elasticsearch_kibana',
      'ftp',
      'kafka',
      'kerberos',
      'ldap',
      'memcached',
      'mongodb',
      'mysql',
      'oracle',
      'postgresql',
      'redis',
      'sqlserver',
      'telnet',
    ].map(exposed),
    rationale:
      'Such services are built to be spoken to by a few machines of the same network; open ones are copied, held to ransom or used to attack others.',
    remediation:
      "Admit only the group of the machines that use the service, and take the public address away: what strangers need stands behind a load balancer's public port.",
    where: 'on ports of databases, caches, queues or legacy services',
    concerns: (traffic) =>
      isPorted(traffic) && !isAll(traffic) && holdsAny(traffic, SENSITIVE) && !holdsAny(traffic, ADMIN),
  },
  {
    id: 'network-internet-exposure',
    title: 'The internet reaches public ports of the interface alone',
    severity: 'high',
    controls: ['aws-fsbp:EC2.18', ...CONTROLS],
    equivalents: [],
    rationale:
      'Whatever answers strangers is tried by them; each port more is one more service that must not fail.',
    remediation:
      'Put the service behind a load balancer on a public port, or admit only those who need it. Public ports are `publicPorts` of rampart.yaml.',
    where: 'beyond the public ports',
    concerns: (traffic, { publicPorts }) => isOther(traffic, publicPorts),
  },
];

/** ICMP has no ports and is left aside: path MTU discovery needs it. */
function isOther(traffic: JointTraffic, publicPorts: readonly number[]): boolean {
  const { protocol, from, to } = traffic;
  if (protocol !== null && isIcmp(protocol)) return false;
  if (!isPorted(traffic)) return true;
  if (isAll(traffic) || holdsAny(traffic, ADMIN) || holdsAny(traffic, SENSITIVE)) return false;
  const open = publicPorts.filter((port) => from <= port && port <= to).length;
  return protocol === UDP || open < to - from + 1;
}

function exposureCheck({ where, concerns, ...metadata }: Row): Check {
  return defineCheck({
    ...metadata,
    practice: 11,
    resource: 'AWS::EC2::NetworkInterface',
    reads: NETWORK_READS,
    changedBy: REACHABILITY_CHANGES,
    fix: EXPOSED_RULES_FIX,
    evaluate(networkInterface, { inventory, settings }) {
      if (!hasInternetAddress(inventory, networkInterface)) return notApplicable();
      const exposures = strangersTraffic(inventory, networkInterface, settings);
      const found = exposures.flatMap((at) =>
        at.traffic
          .filter((each) => concerns(each, settings))
          .map((traffic) => ({ at, traffic, trace: witnessOf(inventory, at.exposure, traffic) })),
      );
      return outcomeOf(inventory, networkInterface, where, exposures, found);
    },
  });
}

function outcomeOf(
  inventory: Inventory,
  networkInterface: NetworkInterface,
  where: string,
  exposures: readonly StrangersTraffic[],
  found: readonly ShownTraffic[],
): Outcome {
  const subject = subjectOf(inventory, networkInterface);
  const evidence = evidenceOf(inventory, networkInterface, found);
  const confirmed = found.filter(({ trace }) => trace?.verdict === 'reachable');
  if (confirmed.length > 0)
    return fail(`${subject} answers the internet ${where}: ${shownText(confirmed)}.`, evidence);
  const missing = notKnown(exposures, found);
  if (missing.length > 0) return unknown(eachOnce(missing), evidence);
  const addresses = exposures.map(({ exposure }) => exposure.address);
  const reached = addresses.length > 0 ? ` at ${addresses.join(', ')}` : '';
  return pass(`${subject} does not answer the internet ${where}${reached}.`, evidence);
}

/** `eni-0abc of i-0def`, `eni-0abc of i-0def (stopped)`, `eni-0abc (ELB app/web/…)`, `eni-0abc (unattached)` */
function subjectOf(
  inventory: Inventory,
  { id, attachment, description, account, region }: NetworkInterface,
): string {
  if (attachment?.instanceId) {
    const instance = inventory.byId('AWS::EC2::Instance', attachment.instanceId, { account, region });
    const state = instance.status === 'read' ? instance.value?.state : undefined;
    // What does not run now is reached as soon as it does.
    const idle = state === undefined || state === 'running' ? '' : ` (${state})`;
    return `${id} of ${attachment.instanceId}${idle}`;
  }
  if (description !== '') return `${id} (${description})`;
  return attachment ? id : `${id} (unattached)`;
}

function evidenceOf(
  inventory: Inventory,
  networkInterface: NetworkInterface,
  found: readonly ShownTraffic[],
): JsonObject {
  const { vpcId, subnetId, securityGroupIds, attachment, description } = networkInterface;
  const rules = admittingRules(
    inventory,
    networkInterface,
    found.map(({ traffic }) => traffic),
  );
  return {
    vpcId,
    subnetId,
    securityGroupIds,
    instanceId: attachment?.instanceId ?? null,
    description,
    exposed: found.map(shownEvidence),
    rules: rulesEvidence(rules),
  };
}

export const networkInternetExposure: readonly Check[] = ROWS.map(exposureCheck);
