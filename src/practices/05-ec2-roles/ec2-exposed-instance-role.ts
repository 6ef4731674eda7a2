import { allowingStatements } from '../../inventory/allowing-statements.ts';
import type { Judged } from '../../inventory/escalations-of.ts';
import {
  behindBalancers,
  edgeEntrances,
  interfacesOfInstance,
  strangersTraffic,
  witnessOf,
} from '../../inventory/internet-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { profileRole } from '../../inventory/profile-role.ts';
import { type RolePower, rolePower } from '../../inventory/role-power.ts';
import type { JsonObject } from '../../model/json.ts';
import { eachOnce, type Reading, read, thenReading, type Unread } from '../../model/reading.ts';
import type { Instance, NetworkInterface } from '../../model/resources/ec2.ts';
import type { Settings } from '../../model/settings.ts';
import type { HandedOn } from '../../network/exposed/handed-on.ts';
import type { JointTraffic } from '../../network/exposed/together.ts';
import { trafficText } from '../../network/exposed/traffic-text.ts';
import type { Hop } from '../../network/hop.ts';
import { isIcmp } from '../../network/protocol.ts';
import { INSTANCE_PROFILE_CHANGES, RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { REACHABILITY_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { describePath, firstStatements, pathEvidence } from '../escalation-evidence.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { packetEvidence } from '../exposure-evidence.ts';
import { boundaryFix } from '../fix/escalation-fix.ts';
import { NETWORK_READS } from '../network-reads.ts';

/**
 * An attack path: a packet that gets in, and what whoever takes over what answers it may do next. A flaw in the service
 * is taken for granted; whether it has one nobody can know.
 */
export const ec2ExposedInstanceRole = defineCheck({
  id: 'ec2-exposed-instance-role',
  title: 'No instance that the internet reaches has a role that opens the account',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::EC2::Instance',
  reads: [...new Set([...ESCALATION_READS, ...NETWORK_READS])],
  changedBy: [
    ...REACHABILITY_CHANGES,
    'ec2:AssociateIamInstanceProfile',
    'ec2:ReplaceIamInstanceProfileAssociation',
    ...INSTANCE_PROFILE_CHANGES,
    ...RIGHT_CHANGES,
  ],
  controls: [
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:AC-6',
    'nist-800-53-r5:SC-7a',
    'nist-csf-2.0:PR.AA-05',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.4.2',
    'pci-dss-4.0:7.2.5',
    'iso-27001-2022:A.8.2',
    'soc-2:CC6.1',
    'soc-2:CC6.6',
  ],
  equivalents: ['prowler:ec2_instance_internet_facing_with_instance_profile'],
  rationale:
    'One flaw in what answers strangers gives them the role by the metadata service, and the role gives them the rest.',
  remediation:
    "Give the role what its workload calls and nothing more, and put the instance behind a load balancer, out of the internet's reach.",
  fix: boundaryFix('role', '{evidence.role|name}', '{evidence.statements}'),
  evaluate(instance, { inventory, settings, asOf }) {
    const role = roleOf(inventory, instance, asOf);
    if (role.status === 'unread') return unknown(role);
    if (role.value === null) return notApplicable();
    const power = rolePower(inventory, role.value, asOf);
    const entry = entryTo(inventory, instance, settings);
    const { principal } = role.value;
    const evidence = { role: principal.arn, ...powerEvidence(power), ...entryEvidence(entry) };
    if (entry.kind === 'open' && power.kind !== 'none')
      return fail(
        `${instance.id} answers the internet (${entryText(entry)}), and its role ${principal.name} ${powerText(power)}.`,
        evidence,
      );
    const missing = missingOf(entry, power);
    if (missing.length > 0) return unknown(eachOnce(missing), evidence);
    return pass(
      entry.kind === 'open'
        ? `${instance.id} answers the internet, and its role ${principal.name} opens nothing but its own.`
        : `The internet does not reach ${instance.id}.`,
      evidence,
    );
  },
});

function roleOf(
  inventory: Inventory,
  { iamInstanceProfileArn }: Instance,
  asOf: string,
): Reading<Judged | null> {
  if (iamInstanceProfileArn === null) return read(null);
  const profile = inventory.byArn('AWS::IAM::InstanceProfile', iamInstanceProfileArn);
  return thenReading(profile, (found) => (found ? profileRole(inventory, found, asOf) : read(null)));
}

type Entry =
  | {
      readonly kind: 'open';
      /** Where the internet sends: the instance's own address, or a load balancer's. */
      readonly address: string;
      readonly networkInterfaceId: string;
      /** ARN of the load balancer that hands it on; null: none. */
      readonly by: string | null;
      readonly traffic: JointTraffic;
      readonly hops: readonly Hop[];
    }
  | { readonly kind: 'shut'; readonly missing: readonly Unread[] };

/** The first way in that a packet confirms, straight or by a load balancer. Answers to pings start nothing. */
function entryTo(inventory: Inventory, instance: Instance, settings: Settings): Entry {
  const interfaces = interfacesOfInstance(inventory, instance);
  if (interfaces.status === 'unread') return { kind: 'shut', missing: [interfaces] };
  const own = interfaces.value;
  const straight = straightEntry(inventory, own, settings);
  if (straight.kind === 'open') return straight;
  const behind = behindBalancers(inventory, settings);
  const [handed] = own.flatMap(({ id }) => behind.handed.get(id) ?? []);
  if (handed) return handedEntry(handed);
  const missing = own.flatMap(({ vpcId }) => [
    ...(behind.missing.get(vpcId) ?? []),
    ...edgeEntrances(inventory, vpcId),
  ]);
  return { kind: 'shut', missing: [...straight.missing, ...missing] };
}

function straightEntry(
  inventory: Inventory,
  interfaces: readonly NetworkInterface[],
  settings: Settings,
): Entry {
  const exposures = interfaces.flatMap((each) => strangersTraffic(inventory, each, settings));
  const missing: Unread[] = exposures.flatMap(({ exposure }) => exposure.missing);
  for (const { exposure, traffic } of exposures)
    for (const each of traffic) {
      if (each.protocol !== null && isIcmp(each.protocol)) continue;
      const trace = witnessOf(inventory, exposure, each);
      missing.push(...(each.part.hangsOn ? [each.part.hangsOn] : []), ...(trace?.missing ?? []));
      if (trace?.verdict !== 'reachable') continue;
      const hops = [...trace.forward.hops, ...(trace.reply?.hops ?? [])];
      const { address, networkInterface } = exposure;
      return {
        kind: 'open',
        address,
        networkInterfaceId: networkInterface.id,
        by: null,
        traffic: each,
        hops,
      };
    }
  return { kind: 'shut', missing };
}

function handedEntry({ exposure, traffic, networkInterfaceId, trace, target }: HandedOn): Entry {
  const { end, hops } = trace.forward;
  const by = end.kind === 'load-balancer' ? end.arn : null;
  return {
    kind: 'open',
    address: exposure.address,
    networkInterfaceId,
    by,
    traffic,
    hops: [...hops, ...target.hops],
  };
}

function missingOf(entry: Entry, power: RolePower): readonly Unread[] {
  const ofEntry = entry.kind === 'shut' ? entry.missing : [];
  const ofPower = power.kind === 'none' ? power.missing : [];
  // One that is settled the good way settles the whole.
  if (entry.kind === 'shut' && ofEntry.length === 0) return [];
  return power.kind === 'none' && ofPower.length === 0 ? [] : [...ofEntry, ...ofPower];
}

function powerText(power: Exclude<RolePower, { kind: 'none' }>): string {
  switch (power.kind) {
    case 'administrator':
      return 'is an administrator';
    case 'escalation':
      return `can become an administrator: it ${describePath(power.path)}`;
    case 'data':
      return `may call ${power.actions.join(', ')} on whatever there is`;
  }
}

function powerEvidence(power: RolePower): JsonObject {
  switch (power.kind) {
    case 'none':
      return { power: 'none' };
    case 'escalation':
      return {
        power: power.kind,
        statements: firstStatements([power.path]),
        escalation: pathEvidence(power.path),
      };
    case 'administrator':
      return { power: power.kind, statements: allowingStatements(power.requests) };
    case 'data':
      return { power: power.kind, statements: allowingStatements(power.requests), actions: power.actions };
  }
}

function entryText({ traffic, address, by }: Extract<Entry, { kind: 'open' }>): string {
  const where = `${trafficText(traffic)} at ${address}`;
  return by === null ? where : `${where}, by ${by}`;
}

function entryEvidence(entry: Entry): JsonObject {
  if (entry.kind === 'shut') return { exposed: null };
  const { address, networkInterfaceId, by, traffic, hops } = entry;
  return {
    exposed: {
      address,
      networkInterfaceId,
      loadBalancer: by,
      traffic: trafficText(traffic),
      groupIds: traffic.groupIds,
      ...packetEvidence(hops),
    },
  };
}
