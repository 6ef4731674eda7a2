import { intentMistake, intentVerdict } from '../../inventory/network-intents.ts';
import type { JsonObject } from '../../model/json.ts';
import type { NetworkIntent } from '../../model/network-intent.ts';
import type { IntentVerdict, Refutation } from '../../network/intents/intent-verdict.ts';
import { WHOLE_NETWORK_CHANGES } from '../changes/network-changes.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { packetEvidence } from '../exposure-evidence.ts';
import { dedented } from '../fix/dedented.ts';
import { WHOLE_NETWORK_READS } from '../network-reads.ts';

/** Per intent of rampart.yaml and VPC that it concerns: what counts is what packets do, there and back. */
export const networkTiering = defineCheck({
  id: 'network-tiering',
  title: 'The network lets through what the declared intents want, and nothing that they forbid',
  practice: 11,
  severity: 'high',
  resource: 'AWS::EC2::VPC',
  reads: [...WHOLE_NETWORK_READS, 'elasticloadbalancing:DescribeTags'],
  changedBy: WHOLE_NETWORK_CHANGES,
  controls: [
    'nist-800-53-r5:AC-4',
    'nist-800-53-r5:SC-7(11)',
    'nist-800-53-r5:SC-7(21)',
    'nist-csf-2.0:PR.IR-01',
    'pci-dss-4.0:1.4.4',
    'iso-27001-2022:A.8.20',
    'iso-27001-2022:A.8.22',
    'soc-2:CC6.6',
  ],
  equivalents: [],
  rationale:
    'Tiers keep an intruder where he came in: a database that only the web servers reach, and that reaches nobody, is not lost with the first of them.',
  remediation:
    'Open or close the rule, network ACL entry or route at which the witness gets through or is stopped; `rampart network trace` shows its way.',
  fix: {
    cli: dedented(`
      # What gets through and must not: the rule that admits it goes, where no other traffic needs it
      aws ec2 revoke-security-group-ingress --group-id <GROUP-ID> --ip-permissions '[{"IpProtocol":"tcp","FromPort":<PORT>,"ToPort":<PORT>,"IpRanges":[{"CidrIp":"<CIDR>"}]}]' --region {region}
      # What is stopped and must get through: aws ec2 authorize-security-group-ingress --group-id <GROUP-ID> --ip-permissions '[{"IpProtocol":"tcp","FromPort":<PORT>,"ToPort":<PORT>,"UserIdGroupPairs":[{"GroupId":"<SOURCE-GROUP-ID>"}]}]' --region {region}`),
    terraform: dedented(`
      # One tier admits the group of the other, and nothing else of {id}
      resource "aws_vpc_security_group_ingress_rule" "this" {
        security_group_id            = "<GROUP-ID>"
        ip_protocol                  = "tcp"
        from_port                    = "<PORT>"
        to_port                      = "<PORT>"
        referenced_security_group_id = "<SOURCE-GROUP-ID>"
      }`),
  },
  mistakes: ({ inventory, settings: { intents } }) =>
    intents.rules.flatMap((intent) => {
      const why = intentMistake(inventory, intents, intent);
      return why === null ? [] : [`intent "${intent.text}": ${why}`];
    }),
  evaluate: (vpc, { inventory, settings: { intents } }) =>
    intents.rules.map((intent) =>
      outcomeOf(intent, vpc.id, intentVerdict(inventory, intents, intent, vpc.id)),
    ),
});

function outcomeOf(intent: NetworkIntent, vpcId: string, verdict: IntentVerdict | null): Outcome {
  const { text } = intent;
  const evidence = { intent: text };
  switch (verdict?.answer) {
    case 'proved':
      return pass(`In ${vpcId}, "${text}" holds for ${counted(verdict.pairs)}.`, evidence, text);
    case 'unknown':
      return unknown(verdict.missing, evidence, text);
    case 'refuted': {
      const { refutations, isMore } = verdict;
      const shown = { ...evidence, refutations: refutations.map(refutationEvidence), isMore };
      return fail(`In ${vpcId}, "${text}" does not hold: ${told(intent, refutations[0])}.`, shown, text);
    }
    case 'not-concerned':
    case undefined:
      return notApplicable();
  }
}

function counted(pairs: number): string {
  return pairs === 1 ? 'the one pair of ends' : `all ${pairs} pairs of ends`;
}

function told({ effect }: NetworkIntent, first: Refutation | undefined): string {
  if (!first) return 'no packet shows it';
  const { from, to, trace, through } = first;
  if (!trace) return `${from} and ${to} have no addresses for each other`;
  const packet =
    trace.forward.hops[0]?.packet ?? `${trace.packet.source.address} → ${trace.packet.destination}`;
  const by = through ? `, handed on to ${through.targetId}:${through.port}` : '';
  if (effect === 'deny') return `${packet} gets from ${from} to ${to}${by}`;
  const at = trace.blockedAt;
  return `${packet} does not get from ${from} to ${to}${at ? `: ${at.says}` : ''}`;
}

function refutationEvidence({ from, to, pairs, trace, through }: Refutation): JsonObject {
  return {
    from,
    to,
    pairs,
    through,
    blockedAt: trace?.blockedAt
      ? { kind: trace.blockedAt.kind, id: trace.blockedAt.id, leg: trace.blockedAt.leg }
      : null,
    ...packetEvidence(trace ? [...trace.forward.hops, ...(trace.reply?.hops ?? [])] : []),
  };
}
