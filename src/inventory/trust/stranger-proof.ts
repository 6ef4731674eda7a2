import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import type { PolicySet } from '../../iam/policy-set.ts';
import { type ConditionBlock, canReach } from '../../iam/prove/can-reach.ts';
import type { ProofVerdict } from '../../iam/prove/verdicts.ts';
import { parseArn } from '../../model/arn.ts';
import { type DeputySource, ofAnyStranger, ofStranger } from './deputy-source.ts';
import type { SourceKey } from './source-telling-services.ts';

/** What a service would do for a stranger. */
export interface DeputyTarget {
  /** Of the resource, and those that bind it. */
  readonly policies: PolicySet;
  /** Account of the resource. */
  readonly owner: string;
  readonly service: string;
  readonly actions: readonly string[];
  /** As in a policy, for a source of an account; null: of any. */
  readonly resourcesOf: (account: string | null) => readonly string[];
}

export interface Stranger {
  /** An account that stands for any. */
  readonly stranger: string;
  /** Accounts that are no strangers. */
  readonly known: ReadonlySet<string>;
  readonly source: DeputySource;
}

/** That nobody's resource gets through at all proves it; a witness must be of one account, a stranger's. */
export function strangerProof(
  { policies, owner, service, actions, resourcesOf }: DeputyTarget,
  { stranger, known, source }: Stranger,
): ProofVerdict {
  const target = { principal: service, actions };
  const named = accountsIn(JSON.stringify(policies));
  const own = [owner, ...named.filter((account) => known.has(account))];
  const anybodys = canReach(policies, {
    ...target,
    resources: resourcesOf(null),
    condition: atOwner(owner, ofAnyStranger(own, source)),
  });
  if (anybodys.answer !== 'refuted') return anybodys;
  const accounts = [stranger, ...named, ...sourceAccounts(anybodys.witness)];
  for (const account of new Set(accounts.filter((each) => !known.has(each)))) {
    const condition = atOwner(owner, ofStranger(account, source));
    const verdict = canReach(policies, { ...target, resources: resourcesOf(account), condition });
    if (verdict.answer === 'refuted') return verdict;
  }
  return {
    answer: 'unknown',
    reason: 'whose resources its conditions let in',
    actions: anybodys.actions,
    resources: anybodys.resources,
  };
}

/** An ARN without an account, as of a bucket, does not tell whose it is: resource control policies hang on that. */
function atOwner(owner: string, condition: ConditionBlock): ConditionBlock {
  return { ...condition, StringEquals: { ...condition['StringEquals'], 'aws:ResourceAccount': owner } };
}

export function accountsIn(text: string): readonly string[] {
  return text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
}

/** Accounts that a request says its source is of. */
export function sourceAccounts({ context = {} }: AuthorizationRequest): readonly string[] {
  const valueOf = (key: SourceKey): string => String(context[key] ?? context[key.toLowerCase()] ?? '');
  const accounts = [valueOf('aws:SourceAccount'), parseArn(valueOf('aws:SourceArn'))?.account ?? ''];
  return accounts.filter((account) => /^\d{12}$/.test(account));
}
