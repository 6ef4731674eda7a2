import type { WhoCanAnswer } from '../../iam/answers/who-can-answer.ts';
import { Inventory } from '../../inventory/inventory.ts';
import { viewPrincipals } from '../../inventory/view-principals.ts';
import { whoCan } from '../../inventory/who-can.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { whoCanText } from '../../report/iam/who-can-text.ts';
import { jsonDocument } from '../../report/json/json-report.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { headOf } from './answer-head.ts';
import { asUsage } from './policy-file.ts';
import { refuseUnknownAction } from './request-of.ts';

export interface WhoCanOptions {
  /** Take an action that AWS does not document. */
  readonly anyAction?: boolean;
}

/** Throws a `UsageError` for what is no action or no resource. */
export function findWhoCan(
  snapshot: Snapshot,
  action: string,
  resource: string,
  { anyAction = false }: WhoCanOptions = {},
): WhoCanAnswer {
  if (!anyAction) refuseUnknownAction(action);
  if (resource !== '*' && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(resource))
    throw new UsageError(`${resource} is no resource: expected an ARN, with * and ? where any will do, or *`);
  const inventory = new Inventory(snapshot);
  const found = asUsage(() => whoCan(inventory, action, resource));
  const { principals, accounts } = viewPrincipals(inventory).view;
  return {
    ...headOf(snapshot),
    action,
    resource,
    summary: {
      principals: principals.length + accounts.length,
      can: found.principals.length,
      underConditions: found.principals.filter(({ needs }) => needs.length > 0).length,
      outsiders: found.outsiders.length,
      notKnown: found.notKnown.length,
    },
    ...found,
  };
}

export function whoCanExitCode({ notKnown, unread }: WhoCanAnswer): number {
  return notKnown.length + unread.length > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedWhoCan(answer: WhoCanAnswer, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : whoCanText(answer, terminal);
}
