import {
  type AdmittingRule,
  admittingRules,
  type StrangersTraffic,
  strangersTraffic,
  trafficAtPort,
  witnessOf,
} from '../../inventory/internet-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { eachOnce, unread } from '../../model/reading.ts';
import type { DbInstance } from '../../model/resources/data-stores.ts';
import { REACHABILITY_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { notKnown, rulesEvidence, type ShownTraffic, shownEvidence } from '../exposure-evidence.ts';
import { RDS_PUBLIC_FIX } from '../fix/rds-public-fix.ts';
import { NETWORK_READS } from '../network-reads.ts';

/**
 * A public address is not yet a way in: it takes a route and a group as well. Which of its interfaces is whose RDS does
 * not say; each that stands in a subnet of the instance with its groups may be its own.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding
 */
export const rdsNotPublic = defineCheck({
  id: 'rds-not-public',
  title: 'The internet does not reach the database',
  practice: 11,
  severity: 'critical',
  resource: 'AWS::RDS::DBInstance',
  reads: ['rds:DescribeDBInstances', ...NETWORK_READS],
  changedBy: ['rds:CreateDBInstance', 'rds:ModifyDBInstance', ...REACHABILITY_CHANGES],
  controls: [
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:SC-7a',
    'nist-800-53-r5:SC-7c',
    'nist-800-53-r5:SC-7(5)',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.3.1',
    'pci-dss-4.0:1.4.2',
    'pci-dss-4.0:1.4.4',
    'iso-27001-2022:A.8.20',
    'soc-2:CC6.6',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: [],
  rationale:
    'A database that answers strangers is theirs as soon as one password is guessed or one flaw is known.',
  remediation:
    'Turn off PubliclyAccessible, and admit only the groups of the machines that use the database.',
  fix: RDS_PUBLIC_FIX,
  evaluate(instance, { inventory, settings }) {
    const { id, publiclyAccessible, endpoint, vpcId, subnetIds, securityGroupIds } = instance;
    const base = { publiclyAccessible, endpoint, vpcId, subnetIds, securityGroupIds };
    if (!publiclyAccessible) return pass(`Database instance ${id} has no public address.`, base);
    if (endpoint === null)
      return unknown(unread('rds:DescribeDBInstances', `NotReady: ${id} has no endpoint yet`), base);
    const interfaces = interfacesOf(inventory, instance);
    if (interfaces.status === 'unread') return unknown(interfaces, base);
    const exposures = interfaces.value.flatMap((each) => strangersTraffic(inventory, each, settings));
    const found = exposures.flatMap((at) => reachedAt(inventory, at, endpoint.port));
    const open = found.filter(({ trace }) => trace?.verdict === 'reachable');
    const evidence = {
      ...base,
      exposed: open.map(shownEvidence),
      rules: rulesEvidence(rulesOf(inventory, open)),
    };
    const [first] = open;
    if (first)
      return fail(
        `Database instance ${id} answers the internet at ${first.at.exposure.address}, port ${endpoint.port}.`,
        evidence,
      );
    const missing = [
      ...notKnown(exposures, found),
      ...(interfaces.value.length === 0
        ? [unread('ec2:DescribeNetworkInterfaces', `NotListed: no interface of ${id} was found`)]
        : []),
    ];
    if (missing.length > 0) return unknown(eachOnce(missing), evidence);
    return pass(
      `Database instance ${id} has a public address, and no stranger gets through to port ${endpoint.port}.`,
      evidence,
    );
  },
});

function interfacesOf(inventory: Inventory, { account, region, subnetIds, securityGroupIds }: DbInstance) {
  const all = inventory.all('AWS::EC2::NetworkInterface', { account, region });
  if (all.status === 'unread') return all;
  const own = all.value.filter(
    (each) =>
      each.requesterId === 'amazon-rds' &&
      subnetIds.includes(each.subnetId) &&
      securityGroupIds.every((id) => each.securityGroupIds.includes(id)),
  );
  return { ...all, value: own };
}

function reachedAt(inventory: Inventory, at: StrangersTraffic, port: number): readonly ShownTraffic[] {
  const traffic = trafficAtPort(at, port);
  return traffic ? [{ at, traffic, trace: witnessOf(inventory, at.exposure, traffic) }] : [];
}

function rulesOf(inventory: Inventory, open: readonly ShownTraffic[]): readonly AdmittingRule[] {
  return open.flatMap(({ at, traffic }) =>
    admittingRules(inventory, at.exposure.networkInterface, [traffic]),
  );
}
