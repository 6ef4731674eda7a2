import {
  admittingRules,
  interfacesOfInstance,
  type StrangersTraffic,
  strangersTraffic,
  trafficAtPort,
  witnessOf,
} from '../../inventory/internet-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { eachOnce } from '../../model/reading.ts';
import { REACHABILITY_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import {
  notKnown,
  rulesEvidence,
  type ShownTraffic,
  shownEvidence,
  shownText,
} from '../exposure-evidence.ts';
import { EXPOSED_RULES_FIX } from '../fix/exposed-rules-fix.ts';
import { NETWORK_READS } from '../network-reads.ts';

/**
 * A web server is what answers strangers on a public port. One that does so by itself takes a flood alone, and what
 * stands in front of others, a load balancer, a web ACL, CloudFront, is passed by.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/infrastructure-layer-defense.html
 */
export const webInstanceNotDirectlyExposed = defineCheck({
  id: 'web-instance-not-directly-exposed',
  title: 'Strangers reach web servers by load balancers alone',
  practice: 10,
  severity: 'high',
  resource: 'AWS::EC2::Instance',
  reads: NETWORK_READS,
  changedBy: REACHABILITY_CHANGES,
  controls: [
    'nist-800-53-r5:SC-7a',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.4.2',
    'iso-27001-2022:A.8.20',
    'soc-2:CC6.6',
  ],
  equivalents: [],
  rationale:
    'A flood that one machine takes alone is over when the machine is: no other shares it, and nothing in front of it can hold it back.',
  remediation:
    'Register the instance with a load balancer, admit the public ports from the group of the load balancer alone, and take the public address away.',
  fix: EXPOSED_RULES_FIX,
  evaluate(instance, { inventory, settings }) {
    const interfaces = interfacesOfInstance(inventory, instance);
    if (interfaces.status === 'unread') return unknown(interfaces);
    const exposures = interfaces.value.flatMap((each) => strangersTraffic(inventory, each, settings));
    const found = exposures.flatMap((at) => atPublicPorts(inventory, at, settings.publicPorts));
    const open = found.filter(({ trace }) => trace?.verdict === 'reachable');
    const evidence = {
      vpcId: instance.vpcId,
      subnetId: instance.subnetId,
      exposed: open.map(shownEvidence),
      rules: rulesEvidence(
        open.flatMap(({ at, traffic }) => admittingRules(inventory, at.exposure.networkInterface, [traffic])),
      ),
    };
    if (open.length > 0)
      return fail(`${instance.id} serves the internet by itself: ${shownText(open)}.`, evidence);
    const missing = notKnown(exposures, found);
    if (missing.length > 0) return unknown(eachOnce(missing), evidence);
    return pass(`Strangers do not reach ${instance.id} on a public port.`, evidence);
  },
});

function atPublicPorts(
  inventory: Inventory,
  at: StrangersTraffic,
  ports: readonly number[],
): readonly ShownTraffic[] {
  return ports.flatMap((port) => {
    const traffic = trafficAtPort(at, port);
    return traffic ? [{ at, traffic, trace: witnessOf(inventory, at.exposure, traffic) }] : [];
  });
}
