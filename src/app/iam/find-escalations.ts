import type { UnreadCall } from '../../iam/answers/answer-head.ts';
import type { AdminsAnswer, EscalationsAnswer, NotKnown } from '../../iam/answers/escalations-answer.ts';
import type { EscalationPath } from '../../iam/index.ts';
import { escalationsOf, type Judged, type Shown } from '../../inventory/escalations-of.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { RequestDoubts } from '../../inventory/request-doubts.ts';
import { heldBy, viewPrincipals } from '../../inventory/view-principals.ts';
import { eachOnce, type Unread, unreadAmong } from '../../model/reading.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { adminsText, escalationsText } from '../../report/iam/escalations-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { headOf } from './answer-head.ts';
import { namedPrincipal } from './named-principal.ts';

export function findAdministrators(snapshot: Snapshot): AdminsAnswer {
  const inventory = new Inventory(snapshot);
  const judged = judgedAll(inventory);
  const administrators = judged.flatMap(({ standing: { administrator } }) =>
    administrator ? [withDoubts(administrator)] : [],
  );
  return {
    ...headOf(snapshot),
    summary: { principals: judged.length, administrators: administrators.length },
    administrators,
    notKnown: judged.flatMap(({ principal, standing }) => notKnown(principal, standing.unsure)),
    unread: unreadOf(inventory),
  };
}

/** `principal`: name or ARN; null: everybody. Throws a `UsageError` for a principal that is not there. */
export function findEscalations(snapshot: Snapshot, principal: string | null): EscalationsAnswer {
  const inventory = new Inventory(snapshot);
  const arn = principal === null ? null : principalOf(inventory, principal);
  const judged = judgedAll(inventory).filter((each) => arn === null || each.principal.arn === arn);
  const doubts = new RequestDoubts(viewPrincipals(inventory).view);
  const standings = judged.map(({ standing }) => standing);
  const paths = standings.flatMap((each) =>
    [...each.paths, ...each.assumed.map((path) => shown(path, doubts))].map(withDoubts),
  );
  const powers = standings.flatMap((each) => each.powers.map(withDoubts));
  const administrators = standings.flatMap(({ administrator }) => administrator?.found.principal ?? []);
  return {
    ...headOf(snapshot),
    principal: arn,
    summary: {
      principals: judged.length,
      administrators: administrators.length,
      canBecomeAdministrator: standings.filter((each) => each.paths.length > 0).length,
      mayBecomeAdministrator: standings.filter(hasAssumedOnly).length,
      paths: paths.length,
      powers: powers.length,
    },
    administrators,
    paths,
    powers,
    notKnown: judged.flatMap(({ principal, standing: { unsure, mayBecome } }) =>
      notKnown(principal, [...unsure, ...mayBecome.filter(isNoPath)]),
    ),
    unread: unreadOf(inventory),
  };
}

function shown(found: EscalationPath, doubts: RequestDoubts): Shown<EscalationPath> {
  return { found, doubts: doubts.about(found.steps.flatMap(({ requests }) => requests)) };
}

function hasAssumedOnly({ paths, assumed }: Judged['standing']): boolean {
  return paths.length === 0 && assumed.length > 0;
}

function judgedAll(inventory: Inventory): readonly Judged[] {
  return [...escalationsOf(inventory, inventory.asOf).values()];
}

function withDoubts<T>({ found, doubts }: Shown<T>): T & { readonly doubts: readonly UnreadCall[] } {
  return { ...found, doubts: doubts.map(toCall) };
}

function toCall({ call, why }: Unread): UnreadCall {
  return { call, why };
}

function notKnown(
  { arn: principal, account }: Judged['principal'],
  reasons: readonly Unread[],
): readonly NotKnown[] {
  return reasons.map(({ call, why }) => ({ principal, account, call, why }));
}

/** Ways that hang on an assumption are shown with their steps. */
function isNoPath({ why }: Unread): boolean {
  return !why.startsWith('Assumed:');
}

/** Listings that broke off, and the organisation's policies, which could take rights away. */
function unreadOf(inventory: Inventory): readonly UnreadCall[] {
  const { accounts } = viewPrincipals(inventory).view;
  const all = accounts.flatMap(({ gaps, serviceControlPolicies, resourceControlPolicies }) => [
    ...gaps,
    ...unreadAmong([serviceControlPolicies, resourceControlPolicies]),
  ]);
  return eachOnce(all).map(toCall);
}

function principalOf(inventory: Inventory, principal: string): string {
  const held = heldBy(viewPrincipals(inventory), namedPrincipal(inventory, principal));
  if (held) return held.arn;
  throw new UsageError(`${principal} is no user or role of the accounts that were read`);
}

/** Paths are no fault of the reading: 0, unless something was not read. */
export function escalationsExitCode({ notKnown, unread }: AdminsAnswer | EscalationsAnswer): number {
  return notKnown.length + unread.length > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedAdministrators(
  answer: AdminsAnswer,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : adminsText(answer, terminal);
}

export function printedEscalations(
  answer: EscalationsAnswer,
  format: 'table' | 'json',
  terminal: Terminal,
): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : escalationsText(answer, terminal);
}
