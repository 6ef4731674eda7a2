import { refOf } from './compile-policy-set.ts';
import type { StatementRef } from './decision.ts';
import type { Evaluation, Guards } from './evaluate.ts';
import type { Applied, Judgement } from './judge-policies.ts';

/** Every Deny that applies, or the Allow statements of all that had to allow, in AWS's order. */
export function determiningOf(evaluation: Evaluation): readonly StatementRef[] {
  const { outcome, guards, identity, resource, grants } = evaluation;
  if (outcome.effect === 'implicit-deny') return [];
  if (outcome.effect === 'explicit-deny') return outcome.denies.map(refOfApplied);
  if (outcome.by === 'needs-no-permission') return [];
  const refs: StatementRef[] = [];
  for (const level of guards.scps ?? []) addAllows(refs, level);
  if (guards.endpoint) addAllows(refs, guards.endpoint);
  if (outcome.by === 'kms-grant') refs.push(...grants.map(refOfGrant));
  else if (outcome.by === 'resource-policy') {
    const granting = resource.allows.filter(({ named }) => named !== 'account');
    refs.push(...granting.map(refOfApplied));
    if (!granting.some(({ named }) => named === 'self')) addLimits(refs, guards);
  } else {
    if (outcome.by === 'identity-and-resource-policy') addAllows(refs, resource);
    addAllows(refs, identity);
    addLimits(refs, guards);
  }
  return refs;
}

function addLimits(refs: StatementRef[], { boundaries, session }: Guards): void {
  for (const each of boundaries ?? []) addAllows(refs, each);
  if (session) addAllows(refs, session);
}

function addAllows(refs: StatementRef[], { allows }: Judgement): void {
  for (const applied of allows) refs.push(refOfApplied(applied));
}

function refOfApplied({ placed, statement }: Applied): StatementRef {
  return refOf(placed, statement);
}

function refOfGrant(index: number): StatementRef {
  return { source: 'kmsGrants', policy: index, statement: 0, sid: null, effect: 'Allow' };
}
