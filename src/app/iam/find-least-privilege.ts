import { leastPrivilege, type PrincipalView, type ProofVerdict } from '../../iam/index.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { heldBy, viewPrincipals } from '../../inventory/view-principals.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { leastPrivilegeText } from '../../report/iam/least-privilege-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import type {
  LeastPrivilegeDocument,
  LeastPrivilegeOfPrincipal,
  Usage,
} from '../../trail/answers/least-privilege-document.ts';
import type { PrincipalUse } from '../../trail/answers/used-document.ts';
import { type Events, openEvents } from '../../trail/open-events.ts';
import {
  type AllowedCalls,
  allowedActionsOfAll,
  allowedCallsOf,
} from '../../trail/questions/allowed-calls.ts';
import { dataEventSources } from '../../trail/questions/used.ts';
import { keptUnseen } from '../../trail/unseen/kept-unseen.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { asTrailUsage } from '../trail/as-usage.ts';
import type { LakeOptions } from '../trail/ask-lake.ts';
import { checkPeriod } from '../trail/check-period.ts';
import { headOf } from './answer-head.ts';
import { namedDocuments, type PolicyFormat, writtenPolicies } from './least-privilege-documents.ts';
import { namedPrincipal } from './named-principal.ts';

export interface LeastPrivilegeRequest extends LakeOptions {
  /** Names or ARNs; null: every user and role of the accounts that the lake has. */
  readonly principals: readonly string[] | null;
  readonly narrow: 'actions' | 'resources';
  readonly steps?: number | undefined;
}

/** The policies that what was used asks for. Rejects with `UsageError`. */
export function findLeastPrivilege(
  snapshot: Snapshot,
  request: LeastPrivilegeRequest,
): Promise<LeastPrivilegeDocument> {
  const { lake: folder, from, to, narrow } = request;
  const isSummed = request.principals === null && narrow === 'actions';
  const inventory = new Inventory(snapshot);
  return asTrailUsage(async () => {
    checkPeriod(request);
    const events = await openEvents(folder, { from, to, isSummed });
    try {
      const asked = principalsOf(inventory, request.principals, events);
      const principals = await ofPrincipals(asked, events, request);
      return {
        ...headOf(snapshot),
        lake: events.lake,
        from: from ?? null,
        to: to ?? null,
        narrow,
        principals,
      };
    } finally {
      events.close();
    }
  });
}

/** Roles of services are theirs to write. */
function principalsOf(
  inventory: Inventory,
  names: readonly string[] | null,
  { lake }: Events,
): readonly PrincipalView[] {
  const view = viewPrincipals(inventory);
  if (names === null)
    return view.view.principals.filter(
      ({ account, arn }) => lake.accounts.includes(account) && !arn.includes(':role/aws-service-role/'),
    );
  return names.map((name) => {
    const held = heldBy(view, namedPrincipal(inventory, name));
    if (!held) throw new UsageError(`${name} is no user or role of the accounts that were read`);
    return held;
  });
}

/** The lake is asked once for all where only actions are wanted; else once for each, whose resources its events tell. */
async function ofPrincipals(
  asked: readonly PrincipalView[],
  events: Events,
  request: LeastPrivilegeRequest,
): Promise<readonly LeastPrivilegeOfPrincipal[]> {
  const { from, to } = request;
  const dataSources = await dataEventSources(events.connection);
  const everybodys = events.hasUses ? await allowedActionsOfAll(events, { from, to }) : null;
  const answers: LeastPrivilegeOfPrincipal[] = [];
  for (const each of asked) {
    const allowed = everybodys
      ? (everybodys.get(each.arn) ?? NO_CALLS)
      : await allowedCallsOf(events, each.arn, { from, to }, dataSources);
    answers.push(ofPrincipal(each, allowed, dataSources.get(each.account) ?? [], request));
  }
  return answers;
}

const NO_CALLS: AllowedCalls = { calls: [], use: null };

function ofPrincipal(
  { arn, policies, unread }: PrincipalView,
  { calls, use }: AllowedCalls,
  dataEvents: readonly string[],
  { narrow, steps }: LeastPrivilegeRequest,
): LeastPrivilegeOfPrincipal {
  const head = {
    principal: arn,
    usage: usageOf(use),
    dataEvents,
    unread: unread.map(({ call, why }) => ({ call, why })),
  };
  if (unread.length > 0) return { ...head, policy: null };
  const documents = policies.map(({ document }) => document);
  const { policy, noMore, sufficient, ...found } = leastPrivilege(documents, calls, {
    narrow,
    steps,
    unseen: keptUnseen({ documents, used: calls.map(({ action }) => action), dataEvents }),
  });
  return {
    ...head,
    policy: {
      ...found,
      policies: namedDocuments(arn, policy),
      noMore: proofOf(noMore),
      sufficient: proofOf(sufficient),
    },
  };
}

function usageOf(use: PrincipalUse | null): Usage {
  const { calls: events = 0, firstUsed = null, lastUsed = null, denied = [], unknown = [] } = use ?? {};
  return {
    events,
    denied: denied.reduce((sum, { calls }) => sum + calls, 0),
    firstUse: firstUsed,
    lastUse: lastUsed,
    unknownEvents: unknown.map(({ source, name, calls }) => ({ source, name, events: calls })),
  };
}

function proofOf(verdict: ProofVerdict): { answer: ProofVerdict['answer']; reason: string | null } {
  const { answer } = verdict;
  if (answer === 'unknown') return { answer, reason: verdict.reason };
  return { answer, reason: answer === 'refuted' ? JSON.stringify(verdict.witness) : null };
}

/** 0: of everybody asked about a policy is proved both no wider and sufficient. */
export function leastPrivilegeExitCode({ principals }: LeastPrivilegeDocument): number {
  const isProved = principals.every(
    ({ policy }) => policy?.noMore.answer === 'proved' && policy.sufficient.answer === 'proved',
  );
  return isProved ? EXIT.clean : EXIT.incomplete;
}

export function printedLeastPrivilege(
  answer: LeastPrivilegeDocument,
  format: 'table' | 'json' | Exclude<PolicyFormat, 'json'>,
  terminal: Terminal,
): string {
  if (format === 'json') return [...jsonDocument(answer)].join('');
  if (format === 'table') return leastPrivilegeText(answer, terminal);
  return writtenPolicies(
    answer.principals.flatMap(({ policy }) => (isProvedPolicy(policy) ? policy.policies : [])),
    format,
  );
}

/** What is not proved is not handed on as something to deploy. */
function isProvedPolicy(
  policy: LeastPrivilegeOfPrincipal['policy'],
): policy is NonNullable<LeastPrivilegeOfPrincipal['policy']> {
  return policy?.noMore.answer === 'proved' && policy.sufficient.answer === 'proved';
}
