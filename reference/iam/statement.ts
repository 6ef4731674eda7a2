import { type Context, conditionHolds } from './condition.ts';
import { type Caller, leftOut, type Named, namedByPrincipal } from './principal.ts';
import { arnPattern, colonsIn, replaced, stringPattern } from './text.ts';
import { matchesPattern, type PatternChar } from './wildcard.ts';

export interface Policy {
  readonly Version?: unknown;
  readonly Statement: unknown;
}

export type Statement = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly caller: Caller;
  readonly context: Context;
  readonly hasBoundary: boolean;
}

export function statementsOf(policy: Policy): readonly Statement[] {
  return [policy.Statement].flat() as Statement[];
}

/** As whom the statement names the caller, if all of its elements fit the request; `attached`: it has no Principal. */
export function applies(
  statement: Statement,
  version: unknown,
  asked: Asked,
  attached: boolean,
): Named | null {
  const named = attached ? 'self' : caller(statement, asked);
  const fits =
    named !== null &&
    action(statement, asked) &&
    resource(statement, version, asked) &&
    conditionHolds(statement['Condition'], version, asked.context);
  return fits ? named : null;
}

function caller(statement: Statement, { caller: who, context, hasBoundary }: Asked): Named | null {
  if (statement['Principal'] !== undefined) return namedByPrincipal(statement['Principal'], who, context);
  const except = statement['NotPrincipal'];
  if (except === undefined) return null;
  return leftOut(except, statement['Effect'], who, context, hasBoundary) ? null : 'self';
}

/** "Prefix and action name are case insensitive." https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function action(statement: Statement, { action: asked, context }: Asked): boolean {
  const isListed = (list: unknown): boolean =>
    [list].flat().some((pattern) => {
      const chars = replaced(String(pattern).toLowerCase(), null, context) ?? [];
      return matchesPattern(stringPattern(chars), asked.toLowerCase());
    });
  return statement['Action'] === undefined
    ? !isListed(statement['NotAction'])
    : isListed(statement['Action']);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
function resource(statement: Statement, version: unknown, { resource: asked, context }: Asked): boolean {
  const isListed = (list: unknown): boolean =>
    [list].flat().some((text) => {
      const chars = replaced(String(text), version, context);
      if (chars === null) return false;
      const pattern = arnPattern(chars, 'Resource');
      if (matchesPattern(pattern, asked)) return true;
      // "AWS automatically completes the ARN with wildcard characters (*) in all missing fields."
      const missing = String(text) === '*' ? 0 : Math.max(0, 5 - colonsIn(chars));
      const rest: PatternChar[] = Array.from({ length: missing }, (): PatternChar[] => [
        { is: ':' },
        { any: 'many', colons: true },
      ]).flat();
      return missing > 0 && matchesPattern([...pattern, ...rest], asked);
    });
  if (statement['Resource'] !== undefined) return isListed(statement['Resource']);
  return statement['NotResource'] === undefined || !isListed(statement['NotResource']);
}
