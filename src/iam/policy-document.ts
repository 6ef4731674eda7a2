/**
 * A policy as it is written, in one shape: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * Lists keep the order of the text. An element that is absent is null, which is not the same as an empty list:
 * `NotAction: []` names every action.
 */
export interface PolicyDocument {
  /** Null: not given, which AWS reads as 2008-10-17. */
  readonly version: string | null;
  readonly id: string | null;
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly principals: readonly Principal[] | null;
  readonly notPrincipals: readonly Principal[] | null;
  readonly actions: readonly string[] | null;
  readonly notActions: readonly string[] | null;
  readonly resources: readonly string[] | null;
  readonly notResources: readonly string[] | null;
  /** All clauses must hold; none: unconditional. */
  readonly conditions: readonly ConditionClause[];
}

/** `"*"` alone is `{ type: 'AWS', value: '*' }`: AWS says the two are equivalent. */
export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`. */
  readonly type: string;
  readonly value: string;
}

/** One operator on one key: it holds for any of the values (for none of them, where the operator is negated). */
export interface ConditionClause {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface PolicyError {
  /** What is wrong and where: `statement 2: Effect is "allow", expected "Allow" or "Deny"`. */
  readonly error: string;
}

/** Total: any text gives a document or says why it is none. */
export function parsePolicyDocument(text: string): PolicyDocument | PolicyError {
  try {
    return toDocument(JSON.parse(text));
  } catch (problem) {
    if (problem instanceof ShapeError) return { error: problem.message };
    return { error: `not JSON: ${problem instanceof Error ? problem.message : 'unreadable'}` };
  }
}

export function isPolicyError(result: PolicyDocument | PolicyError): result is PolicyError {
  return 'error' in result;
}

class ShapeError extends Error {}

type Fields = ReadonlyMap<string, unknown>;

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

function toDocument(json: unknown): PolicyDocument {
  const fields = elements(json, 'policy', DOCUMENT_ELEMENTS);
  const statement = fields.get('Statement');
  if (statement === undefined) throw new ShapeError('policy: Statement is missing');
  const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  return {
    version: optionalText(fields, 'Version', 'policy'),
    id: optionalText(fields, 'Id', 'policy'),
    statements: statements.map((each, index) => toStatement(each, `statement ${index + 1}`)),
  };
}

function toStatement(json: unknown, where: string): Statement {
  const fields = elements(json, where, STATEMENT_ELEMENTS);
  atMostOne(fields, 'Principal', 'NotPrincipal', where);
  atMostOne(fields, 'Resource', 'NotResource', where);
  atMostOne(fields, 'Action', 'NotAction', where);
  if (!fields.has('Action') && !fields.has('NotAction'))
    throw new ShapeError(`${where}: neither Action nor NotAction`);
  return {
    sid: optionalText(fields, 'Sid', where),
    effect: toEffect(fields.get('Effect'), where),
    principals: principals(fields, 'Principal', where),
    notPrincipals: principals(fields, 'NotPrincipal', where),
    actions: optionalTexts(fields, 'Action', where),
    notActions: optionalTexts(fields, 'NotAction', where),
    resources: optionalTexts(fields, 'Resource', where),
    notResources: optionalTexts(fields, 'NotResource', where),
    conditions: toConditions(fields.get('Condition'), where),
  };
}

function toEffect(value: unknown, where: string): Statement['effect'] {
  if (value === 'Allow' || value === 'Deny') return value;
  throw new ShapeError(`${where}: Effect is ${shown(value)}, expected "Allow" or "Deny"`);
}

function principals(fields: Fields, name: string, where: string): readonly Principal[] | null {
  const value = fields.get(name);
  if (value === undefined) return null;
  if (value === '*') return [{ type: 'AWS', value: '*' }];
  return Object.entries(object(value, `${where}: ${name}`)).flatMap(([type, values]) =>
    texts(values, `${where}: ${name}.${type}`).map((each) => ({ type, value: each })),
  );
}

function toConditions(value: unknown, where: string): readonly ConditionClause[] {
  if (value === undefined) return [];
  return Object.entries(object(value, `${where}: Condition`)).flatMap(([operator, keys]) =>
    Object.entries(object(keys, `${where}: Condition.${operator}`)).map(([key, values]) => ({
      operator,
      key,
      values: conditionValues(values, `${where}: Condition.${operator}.${key}`),
    })),
  );
}

/** AWS takes booleans and numbers in conditions for their text. */
function conditionValues(value: unknown, where: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'boolean' || typeof each === 'number') return String(each);
    throw new ShapeError(`${where} holds ${shown(each)}, expected text`);
  });
}

function elements(json: unknown, where: string, known: readonly string[]): Fields {
  const fields = new Map(Object.entries(object(json, where)));
  for (const name of fields.keys())
    if (!known.includes(name)) throw new ShapeError(`${where}: unknown element ${shown(name)}`);
  return fields;
}

function atMostOne(fields: Fields, one: string, other: string, where: string): void {
  if (fields.has(one) && fields.has(other)) throw new ShapeError(`${where}: both ${one} and ${other}`);
}

function optionalText(fields: Fields, name: string, where: string): string | null {
  const value = fields.get(name);
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw new ShapeError(`${where}: ${name} is ${shown(value)}, expected text`);
}

function optionalTexts(fields: Fields, name: string, where: string): readonly string[] | null {
  const value = fields.get(name);
  return value === undefined ? null : texts(value, `${where}: ${name}`);
}

function texts(value: unknown, where: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => {
    if (typeof each === 'string') return each;
    throw new ShapeError(`${where} holds ${shown(each)}, expected text`);
  });
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new ShapeError(`${where} is ${shown(value)}, expected an object`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}
