import type { GroupReach, NotReached } from '../inventory/group-reach.ts';
import type { JsonObject } from '../model/json.ts';

/** More reasons are few, and say the same of other subnets. */
const MOST_SHOWN = 3;

/** How it goes on after what the group opens; what was not read is told by evidence alone. */
export function reachText(reach: GroupReach): string {
  switch (reach.kind) {
    case 'unused':
      return '; no network interface holds it';
    case 'unknown':
      return '';
    case 'reached':
      return reach.by === null
        ? `; the internet reaches ${reach.networkInterfaceId} by it, at ${reach.address}`
        : `; a load balancer hands on to ${reach.networkInterfaceId} what the internet sends`;
    case 'not-reached':
      return `; the internet does not reach what holds it: ${reasonsText(reach.reasons)}`;
  }
}

function reasonsText(reasons: readonly NotReached[]): string {
  const shown = reasons.slice(0, MOST_SHOWN).map(reasonText);
  const left = reasons.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more reasons`] : [])].join('; ');
}

/** `eni-1 and 3 others: it has no public address`, `eni-2: network ACL acl-1, no ingress rule allows it` */
function reasonText({ networkInterfaceId, others, stoppedAt, says }: NotReached): string {
  const who = others === 0 ? networkInterfaceId : `${networkInterfaceId} and ${others} more`;
  if (stoppedAt === null) return `${who}: ${says}`;
  const where = `${stoppedAt.kind.replaceAll('-', ' ')} ${stoppedAt.id}`;
  return `${who}: ${stoppedAt.leg === 'reply' ? 'its answers stop at ' : ''}${where}, ${says}`;
}

export function reachEvidence(reach: GroupReach): JsonObject {
  switch (reach.kind) {
    case 'unused':
      return { internet: 'unused' };
    case 'unknown':
      return {
        internet: 'unknown',
        missing: reach.missing.slice(0, MOST_SHOWN).map(({ call, why }) => ({ call, why })),
      };
    case 'reached':
      return {
        internet: 'reached',
        networkInterfaceId: reach.networkInterfaceId,
        address: reach.address,
        loadBalancer: reach.by,
      };
    case 'not-reached':
      return { internet: 'not-reached', reasons: reach.reasons.slice(0, MOST_SHOWN).map(reasonEvidence) };
  }
}

function reasonEvidence({ networkInterfaceId, others, stoppedAt, says }: NotReached): JsonObject {
  const at = stoppedAt && {
    leg: stoppedAt.leg,
    kind: stoppedAt.kind,
    id: stoppedAt.id,
    code: stoppedAt.code,
  };
  return { networkInterfaceId, others, stoppedAt: at, says };
}
