import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { textPlaces } from '../json-text.ts';
import { isPolicyError, parsePolicyDocument } from '../policy-document.ts';
import type { AwsPolicyObject } from '../policy-set.ts';
import { actionRules } from './action-rules.ts';
import { conditionRules } from './condition-rules.ts';
import { documentRules, elementRules } from './document-rules.ts';
import type { LintFinding, PolicyKind } from './lint-finding.ts';
import { LINT_RULES } from './lint-rules.ts';
import type { LintedPolicy, Remark } from './linted-policy.ts';
import { guessedKind } from './policy-kind.ts';
import { principalRules } from './principal-rules.ts';
import { rawRules } from './raw-rules.ts';
import { resourceRules } from './resource-rules.ts';
import { statementRules } from './statement-rules.ts';
import { variableRules } from './variable-rules.ts';

export interface LintOptions {
  /** Guessed where not given: a policy with principals is a resource's, one about sts alone a role's trust policy. */
  readonly kind?: PolicyKind | undefined;
  readonly catalogue?: ActionCatalogue | undefined;
}

/**
 * What is wrong with a policy, in the order of its text. Places are those of the text; of an object, those of
 * `JSON.stringify(policy, null, 2)`. Total: what cannot be read is one finding.
 */
export function lintPolicy(
  policy: string | AwsPolicyObject,
  options: LintOptions = {},
): readonly LintFinding[] {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2);
  const document = parsePolicyDocument(text);
  if (isPolicyError(document)) {
    const { error, place = { line: 1, column: 1, pointer: '' } } = document;
    return [
      {
        id: 'policy-unreadable',
        severity: 'error',
        message: sentence(error),
        place,
        fix: 'Correct the text at this place.',
      },
    ];
  }
  const json: unknown = JSON.parse(text);
  const linted: LintedPolicy = {
    document,
    kind: options.kind ?? guessedKind(document),
    catalogue: options.catalogue ?? CATALOGUE,
    statements: document.statements.map((statement, index) => ({
      statement,
      path: ['Statement', index],
      variables: document.version === '2012-10-17',
    })),
  };
  const placeOf = textPlaces(text);
  return [...remarks(linted, text, json)]
    .map(({ id, path, message, fix }) => ({
      id,
      severity: LINT_RULES[id].severity,
      message,
      place: placeOf(path),
      fix,
    }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

function* remarks(policy: LintedPolicy, text: string, json: unknown): Iterable<Remark> {
  yield* documentRules(policy, text);
  yield* elementRules(policy);
  yield* rawRules(json);
  yield* principalRules(policy);
  yield* actionRules(policy);
  yield* resourceRules(policy);
  yield* conditionRules(policy);
  yield* variableRules(policy);
  yield* statementRules(policy);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
