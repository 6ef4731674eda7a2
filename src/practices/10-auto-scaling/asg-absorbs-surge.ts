import { scaledFromOutside } from '../../inventory/scaled-from-outside.ts';
import { type GroupSurge, groupSurge } from '../../inventory/scaling/group-surge.ts';
import { surgeAlternatives } from '../../inventory/scaling/surge-alternatives.ts';
import { type SurgeRemedies, surgeRemedies } from '../../inventory/scaling/surge-remedies.ts';
import type { JsonObject } from '../../model/json.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { BindingLimit } from '../../model/simulation.ts';
import { absorbs } from '../../scaling/absorbs.ts';
import type { SettingChange } from '../../scaling/smallest-change.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { surgeCurves } from '../surge-curves.ts';
import { SURGE_CHANGES, SURGE_READS, surgeEvidence } from '../surge-evidence.ts';

/**
 * The surge of the settings, simulated: the group has to be able to serve its peak before it ends. What was not read is
 * taken for no limit, so that a failure stands whatever it is.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/amazon-ec2-auto-scaling-bp7.html
 */
export const asgAbsorbsSurge = defineCheck({
  id: 'asg-absorbs-surge',
  title: 'The Auto Scaling group absorbs a surge',
  practice: 10,
  severity: 'high',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  // The simulation decides; what is in front of the group tells what would cut the surge before it.
  reads: [
    ...SURGE_READS,
    'cloudfront:ListDistributions',
    'ec2:DescribeSecurityGroups',
    'route53:ListHostedZones',
    'route53:ListResourceRecordSets',
    'shield:GetSubscriptionState',
    'shield:ListProtections',
    'wafv2:ListWebACLs',
    'wafv2:GetWebACL',
    'wafv2:ListResourcesForWebACL',
  ],
  changedBy: SURGE_CHANGES,
  controls: [
    'nist-800-53-r5:SC-5(2)',
    'nist-800-53-r5:SC-6',
    'nist-csf-2.0:PR.IR-04',
    'iso-27001-2022:A.8.6',
    'soc-2:A1.1',
  ],
  equivalents: [],
  rationale:
    'Settings that look right one by one may still be too slow or too small together: the alarm comes late, the step is small, the maximum near.',
  remediation:
    'Make the smallest change that the finding names, or another that `rampart scaling simulate` shows to suffice; where more instances are no option, what the finding names of AWS WAF, CloudFront, Shield and security groups cuts the surge before it comes; measure what an instance serves and how long it boots, and say it in rampart.yaml.',
  fix: {
    cli: dedented(`
      # As evidence.smallestChange says, the sizes of {id}
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --max-size <MAX-SIZE> --region {region}`),
    terraform: dedented(`
      # As evidence.smallestChange says
      resource "aws_autoscaling_group" "this" {
        name     = "{id}"
        max_size = "<MAX-SIZE>"
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(group, { inventory, settings }) {
    if (group.maxSize === 0 || group.desiredCapacity === 0) return notApplicable();
    const outside = scaledFromOutside(group);
    if (outside.length > 0) return unknown(outside);
    const found = groupSurge(inventory, group, settings.surge);
    if (found.status === 'unread') return unknown([found]);
    const { missing, simulation, scenario } = found.value;
    const evidence = surgeEvidence(found.value, settings.surge);
    if (!absorbs(simulation)) {
      const { change } = surgeRemedies(inventory, scenario);
      return fail(failure(group, found.value, change), {
        ...evidence,
        smallestChange: changeEvidence(change),
        alternatives: surgeAlternatives(inventory, group, scenario).map((each) => ({ ...each })),
        curves: surgeCurves(simulation),
      });
    }
    if (missing.length > 0) return unknown(missing, evidence);
    const { timeToCapacity, lostRequests } = simulation.answers;
    return pass(
      `${group.id} absorbs ${settings.surge.factor} times its load: enough after ${timeToCapacity} seconds, ${Math.round(lostRequests)} requests lost.`,
      evidence,
    );
  },
});

const HELD: Readonly<Record<BindingLimit, string>> = {
  'max-size': 'its maximum size holds it',
  'vcpu-quota': 'the vCPU quota holds it',
  'subnet-addresses': 'its subnets run out of addresses',
  'target-limit': 'its load balancer takes no more targets',
  policy: 'its policies do not ask for enough',
  'suspended-process': 'a suspended process holds it',
  'health-check-grace': 'instances are replaced before they serve, for its grace period is too short',
  time: 'its instances come too late',
};

function failure(
  { id }: AutoScalingGroup,
  { simulation }: GroupSurge,
  change: SurgeRemedies['change'],
): string {
  const { bindingLimit, lostRequests, offeredRequests } = simulation.answers;
  const lost = Math.round((100 * lostRequests) / offeredRequests);
  const why = HELD[bindingLimit ?? 'policy'];
  const remedy = change ? ` Enough would be ${change.changes.map(changeText).join(', ')}.` : '';
  return `${id} does not absorb the surge: ${why}, and ${lost} % of the requests are lost.${remedy}`;
}

function changeText({ setting, from, to }: SettingChange): string {
  return `${setting} ${to === '' ? 'none' : to} instead of ${from === '' ? 'none' : from}`;
}

/** Proved by another simulation. */
function changeEvidence(change: SurgeRemedies['change']): JsonObject | null {
  if (!change) return null;
  const { timeToCapacity, lostRequests } = change.proof.answers;
  return {
    changes: change.changes.map(({ setting, from, to }) => ({ setting, from, to })),
    secondsToCapacity: timeToCapacity,
    requestsLost: Math.round(lostRequests),
    curves: surgeCurves(change.proof),
  };
}
