import { parsePrefix, publicShare } from '../../model/address-range.ts';
import type { ActionCatalogue, ConditionKeyFacts } from '../catalogue/action-catalogue.ts';
import { takesVariables } from '../comparison.ts';
import { type ConditionOperator, parseConditionOperator } from '../condition-operator.ts';
import { policyDate } from '../policy-date.ts';
import type { ConditionClause, Statement } from '../policy-document.ts';
import { policyNumber } from '../policy-number.ts';
import { isContradiction } from './contradiction.ts';
import { actionsNamed } from './known-actions.ts';
import type { LintedPolicy, LintedStatement, Remark, Remarks } from './linted-policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export function* conditionRules({ statements, catalogue }: LintedPolicy): Remarks {
  for (const linted of statements) {
    const { statement, path, variables } = linted;
    for (const clause of statement.conditions) {
      const at = [...path, 'Condition', clause.operator, clause.key];
      const operator = parseConditionOperator(clause.operator);
      if (operator) {
        yield* operatorRules(operator, clause, at, statement);
        yield* valueRules(operator, clause, at);
        yield* keyRules(operator, clause, at, linted, catalogue);
      } else
        yield {
          id: 'operator-unknown',
          path: at.slice(0, -1),
          message: `AWS has no operator "${clause.operator}".`,
          fix: 'Use one such as StringEquals, ArnLike, Bool or IpAddress.',
        };
    }
    yield* repeatedKeys(linted);
    if (statement.conditions.every(({ operator }) => parseConditionOperator(operator))) {
      const key = isContradiction(statement.conditions, variables);
      if (key !== null)
        yield {
          id: 'condition-never',
          path: [...path, 'Condition'],
          message: `No request meets all that is asked of ${key}, so the statement never applies.`,
          fix: 'Ask for less, or use several statements: conditions of one must all hold.',
        };
    }
  }
}

function* repeatedKeys({ statement, path }: LintedStatement): Remarks {
  const seen = new Map<string, string>();
  for (const { operator, key } of statement.conditions) {
    const folded = `${operator.toLowerCase()} ${key.toLowerCase()}`;
    const before = seen.get(folded);
    if (before !== undefined)
      yield {
        id: 'condition-key-repeated',
        path: [...path, 'Condition', operator, key],
        message: `${key} is there as ${before} already; names of keys have no case.`,
        fix: 'Put the values into one list.',
      };
    else seen.set(folded, key);
  }
}

function* operatorRules(
  { quantifier, negated, family, ifExists }: ConditionOperator,
  { key, values }: ConditionClause,
  path: Remark['path'],
  { effect, conditions }: Statement,
): Remarks {
  if (values.length === 0) {
    const holds = negated || (quantifier === 'ForAllValues' ? 'where the key is missing' : false);
    const when =
      holds === true
        ? 'always holds'
        : holds === false && !ifExists
          ? 'never holds'
          : 'holds only where the key is missing';
    yield {
      id: 'condition-values-empty',
      path,
      message: `Without values the condition on ${key} ${when}.`,
      fix: 'Name values, or use Null to ask whether the key is there.',
    };
  }
  if (family === 'Null' && quantifier !== null)
    yield {
      id: 'null-with-set-operator',
      path,
      message: `${quantifier}:Null is always ${quantifier === 'ForAllValues'}.`,
      fix: 'Use Null alone.',
    };
  else if (quantifier === 'ForAllValues' && effect === 'Allow' && !ifExists && !isGuarded(key, conditions))
    yield {
      id: 'all-values-of-none',
      path,
      message: `ForAllValues holds for a request without ${key} too, which is then allowed.`,
      fix: `Add {"Null": {"${key}": "false"}}.`,
    };
}

/** Null: false on the same key asks for its presence. */
function isGuarded(key: string, conditions: readonly ConditionClause[]): boolean {
  return conditions.some(
    (other) =>
      other.operator.toLowerCase() === 'null' &&
      other.key.toLowerCase() === key.toLowerCase() &&
      other.values.every((value) => value.toLowerCase() === 'false'),
  );
}

function* valueRules(
  operator: ConditionOperator,
  { key, values }: ConditionClause,
  path: Remark['path'],
): Remarks {
  for (const [index, value] of values.entries()) {
    const here = [...path, index];
    const isVariable = value.includes('${') && takesVariables(operator);
    const expected = isVariable ? null : expectedOf(operator, value);
    if (expected !== null)
      yield {
        id: 'condition-value',
        path: here,
        message: `"${value}" is not ${expected}, so no request matches it.`,
        fix: `Write ${expected}.`,
      };
    if (operator.family === 'StringEquals' && /[*?]/.test(value.replace(/\$\{[^}]*\}/g, '')))
      yield {
        id: 'wildcard-in-equals',
        path: here,
        message: `StringEquals compares "${value}" letter by letter, its wildcards too.`,
        fix: operator.negated ? 'Use StringNotLike.' : 'Use StringLike.',
      };
    if (operator.family === 'IpAddress' && expected === null) yield* addressRules(key, value, here);
  }
}

function* addressRules(key: string, value: string, path: Remark['path']): Remarks {
  const block = parsePrefix(value);
  if (!block) return;
  const [address = '', length] = value.split('/');
  const whole = parsePrefix(address);
  if (length !== undefined && whole && /1/.test(whole.bits.slice(block.bits.length)))
    yield {
      id: 'address-host-bits',
      path,
      message: `The bits of ${value} beyond /${length} are ignored.`,
      fix: 'Write the first address of the block.',
    };
  if (key.toLowerCase() === 'aws:sourceip' && publicShare(block) === 0)
    yield {
      id: 'address-private',
      path,
      message: `aws:SourceIp is never in ${value}: it is the public address, and is absent where a VPC endpoint is used.`,
      fix: 'Use aws:VpcSourceIp, with aws:SourceVpc or aws:SourceVpce.',
    };
}

/** What a value should have been; null: it is. */
function expectedOf({ family }: ConditionOperator, value: string): string | null {
  const isIt: Partial<Record<ConditionOperator['family'], readonly [string, boolean]>> = {
    Numeric: ['a number', !Number.isNaN(policyNumber(value))],
    Date: ['a date', !Number.isNaN(policyDate(value))],
    Bool: ['"true" or "false"', /^(true|false)$/i.test(value)],
    Null: ['"true" or "false"', /^(true|false)$/i.test(value)],
    Binary: ['text in base64', /^[A-Za-z0-9+/]*={0,2}$/.test(value)],
    IpAddress: ['an IP address or block', parsePrefix(value) !== null],
    Arn: ['an ARN', /^(arn|\*|\?)/.test(value)],
  };
  const [expected, holds] = isIt[family] ?? ['', true];
  return holds ? null : expected;
}

const REPLACED: Readonly<Record<string, string>> = {
  'aws:arn': 'aws:PrincipalArn',
  'aws:sourceowner': 'aws:SourceAccount',
};

function* keyRules(
  operator: ConditionOperator,
  { key }: ConditionClause,
  path: Remark['path'],
  { statement }: LintedStatement,
  catalogue: ActionCatalogue,
): Remarks {
  if (!key.includes(':')) {
    yield {
      id: 'condition-key-shape',
      path,
      message: `"${key}" is no condition key.`,
      fix: 'Write a service and a name, as in "aws:SourceIp".',
    };
    return;
  }
  const newer = REPLACED[key.toLowerCase()];
  if (newer !== undefined) {
    yield { id: 'condition-key-deprecated', path, message: `${key} is deprecated.`, fix: `Use ${newer}.` };
    return;
  }
  const facts = catalogue.conditionKey(key);
  if (!facts) {
    if (isDocumentedPrefix(key, catalogue))
      yield {
        id: 'condition-key-unknown',
        path,
        message: `AWS had no condition key "${key}" by ${catalogue.date}.`,
        fix: 'Look it up: a key that no request has fails every condition but a negated one.',
      };
    return;
  }
  yield* typeRules(operator, facts, path);
  yield* supportRules(facts, key, path, statement, catalogue);
}

/** Keys of identity providers have the provider's host as prefix, which AWS cannot list. */
function isDocumentedPrefix(key: string, catalogue: ActionCatalogue): boolean {
  const prefix = key.slice(0, key.indexOf(':')).toLowerCase();
  return prefix === 'aws' || catalogue.service(prefix) !== null;
}

function* typeRules(
  operator: ConditionOperator,
  { key, type, multivalued }: ConditionKeyFacts,
  path: Remark['path'],
): Remarks {
  if (operator.family !== 'Null' && !TYPES[type].includes(operator.family))
    yield {
      id: 'condition-type',
      path,
      message: `${key} is of the type ${type}, which the operator is not made for.`,
      fix: `Use ${SUGGESTED[type]}.`,
    };
  if (operator.family === 'Null') return;
  if (multivalued && operator.quantifier === null)
    yield {
      id: 'set-operator-needed',
      path,
      message: `${key} may have several values in one request.`,
      fix: 'Say ForAnyValue: or ForAllValues: before the operator.',
    };
  if (!multivalued && operator.quantifier !== null)
    yield {
      id: 'set-operator-needless',
      path,
      message: `${key} has one value; with ForAllValues a missing key would match, with ForAnyValue nothing is gained.`,
      fix: `Leave ${operator.quantifier}: out.`,
    };
}

const TYPES: Readonly<Record<ConditionKeyFacts['type'], readonly ConditionOperator['family'][]>> = {
  String: [
    'StringEquals',
    'StringEqualsIgnoreCase',
    'StringLike',
    'Arn',
    'Binary',
    'Numeric',
    'Date',
    'IpAddress',
  ],
  Arn: ['Arn', 'StringEquals', 'StringEqualsIgnoreCase', 'StringLike'],
  Bool: ['Bool', 'StringEquals', 'StringEqualsIgnoreCase'],
  Numeric: ['Numeric'],
  Date: ['Date', 'Numeric'],
  IpAddress: ['IpAddress'],
};

const SUGGESTED: Readonly<Record<ConditionKeyFacts['type'], string>> = {
  String: 'StringEquals or StringLike',
  Arn: 'ArnLike',
  Bool: 'Bool',
  Numeric: 'an operator such as NumericLessThan',
  Date: 'an operator such as DateLessThan',
  IpAddress: 'IpAddress or NotIpAddress',
};

/** Of services' own keys the Service Authorization Reference says which actions have them; of `aws:` keys it does not. */
function* supportRules(
  facts: ConditionKeyFacts,
  key: string,
  path: Remark['path'],
  statement: Statement,
  catalogue: ActionCatalogue,
): Remarks {
  if (facts.everywhere || key.toLowerCase().startsWith('aws:')) return;
  const actions = actionsNamed(catalogue, statement);
  if (!actions || actions.length === 0 || !statement.actions) return;
  const isSupported = actions.some(
    ({ conditionKeys, resourceTypes }) =>
      conditionKeys.includes(facts.key) ||
      resourceTypes.some(
        (use) => use.conditionKeys.includes(facts.key) || use.type.conditionKeys.includes(facts.key),
      ),
  );
  if (!isSupported)
    yield {
      id: 'condition-key-not-of-actions',
      path,
      message: `None of the actions has ${key} in its requests.`,
      fix: 'Use a key of these actions, or name the actions that have it.',
    };
}
