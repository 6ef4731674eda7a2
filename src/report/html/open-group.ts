import type { Finding } from '../../model/finding.ts';
import { listOf, objectOf, textOf } from './evidence-parts.ts';

/** A group that is open to the world and by which the internet reaches nothing, as far as is known. */
export interface OpenGroup {
  readonly finding: Finding;
  readonly groupName: string;
  readonly vpcId: string;
  /** `tcp 22 from 0.0.0.0/0` */
  readonly opens: readonly string[];
  readonly state: 'unused' | 'not-reached' | 'unknown';
  /** Why it is not reached, or not known to be: a reason each. */
  readonly why: readonly string[];
}

/** One of each group: what it opens beyond public ports holds administration ports too. */
export function openGroups(findings: readonly Finding[]): readonly OpenGroup[] {
  const groups = new Map<string, OpenGroup>();
  for (const finding of findings) {
    const group = openGroupOf(finding);
    const known = group && groups.get(finding.resource.arn);
    if (group && (!known || group.opens.length > known.opens.length)) groups.set(finding.resource.arn, group);
  }
  return [...groups.values()];
}

function openGroupOf(finding: Finding): OpenGroup | null {
  const { check, status, evidence } = finding;
  if (status !== 'fail' || !check.startsWith('security-group-open-to-world')) return null;
  const reach = objectOf(evidence['reach']);
  const state = textOf(reach['internet']);
  if (state !== 'unused' && state !== 'not-reached' && state !== 'unknown') return null;
  return {
    finding,
    groupName: textOf(evidence['groupName']),
    vpcId: textOf(evidence['vpcId']),
    opens: listOf(evidence['rules']).map((each) => {
      const { traffic, peer } = objectOf(each);
      return `${textOf(traffic)} from ${textOf(peer)}`;
    }),
    state,
    why: state === 'unknown' ? gapsIn(listOf(reach['missing'])) : reasonsIn(listOf(reach['reasons'])),
  };
}

function gapsIn(missing: ReturnType<typeof listOf>): readonly string[] {
  return missing.map(objectOf).map(({ call, why }) => `${textOf(call)}: ${textOf(why)}`);
}

function reasonsIn(reasons: ReturnType<typeof listOf>): readonly string[] {
  return reasons.map(objectOf).map(({ networkInterfaceId, others, stoppedAt, says }) => {
    const { leg, kind, id } = objectOf(stoppedAt);
    const who =
      Number(others) > 0
        ? `${textOf(networkInterfaceId)} and ${textOf(others)} more`
        : textOf(networkInterfaceId);
    const where = kind === undefined ? '' : `${textOf(kind).replaceAll('-', ' ')} ${textOf(id)}, `;
    return `${who}: ${leg === 'reply' ? 'its answers stop at ' : ''}${where}${textOf(says)}`;
  });
}
