import { type JsonPath, placeOfPath, readJson, type TextPlace } from './json-text.ts';

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
  /** What is wrong and in which element: `statement 2: Effect is "allow", expected "Allow" or "Deny"`. */
  readonly error: string;
  /** Where in the text; absent where an object was given. */
  readonly place?: TextPlace;
}

/** Total: any text gives a document or says why it is none. Documents are frozen. */
export function parsePolicyDocument(text: string): PolicyDocument | PolicyError {
  const json = readJson(text);
  if ('problem' in json) return { error: `not JSON: ${json.problem}`, place: json.place };
  if (json.duplicate)
    return { error: `${describePath(json.duplicate.path)} is given twice`, place: json.duplicate.place };
  const found = policyDocumentOf(json.value);
  if (!isPolicyError(found) || !('path' in found)) return found;
  return { error: found.error, place: placeOfPath(text, found.path) };
}

/** The same for what JSON.parse made of a text. */
export function policyDocumentOf(json: unknown): PolicyDocument | PathError {
  try {
    return toDocument(json);
  } catch (problem) {
    if (problem instanceof ShapeError) return { error: problem.message, path: problem.path };
    throw problem;
  }
}

interface PathError extends PolicyError {
  /** Names and indexes from the document down to what is wrong. */
  readonly path: JsonPath;
}

export function isPolicyError(result: PolicyDocument | PolicyError): result is PolicyError {
  return 'error' in result;
}

class ShapeError extends Error {
  readonly path: JsonPath;

  constructor(message: string, path: JsonPath) {
    super(message);
    this.path = path;
  }
}

/** A value of the JSON, with its path and what people call its place. */
interface Located {
  readonly value: unknown;
  readonly path: JsonPath;
  readonly where: string;
}

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
  const policy = { value: json, path: [], where: 'policy' };
  const fields = elements(policy, DOCUMENT_ELEMENTS);
  const statement = fields.get('Statement');
  if (statement === undefined) throw new ShapeError('policy: Statement is missing', []);
  const isList = Array.isArray(statement);
  const statements: readonly unknown[] = isList ? statement : [statement];
  return Object.freeze({
    version: optionalText(fields, 'Version', policy),
    id: optionalText(fields, 'Id', policy),
    statements: Object.freeze(
      statements.map((value, index) =>
        toStatement({
          value,
          path: isList ? ['Statement', index] : ['Statement'],
          where: `statement ${index + 1}`,
        }),
      ),
    ),
  });
}

function toStatement(located: Located): Statement {
  const fields = elements(located, STATEMENT_ELEMENTS);
  const { where, path } = located;
  for (const name of ['Principal', 'Resource', 'Action'])
    if (fields.has(name) && fields.has(`Not${name}`))
      throw new ShapeError(`${where}: both ${name} and Not${name}`, [...path, `Not${name}`]);
  if (!fields.has('Action') && !fields.has('NotAction'))
    throw new ShapeError(`${where}: neither Action nor NotAction`, path);
  return Object.freeze({
    sid: optionalText(fields, 'Sid', located),
    effect: toEffect(fields.get('Effect'), located),
    principals: principals(fields, 'Principal', located),
    notPrincipals: principals(fields, 'NotPrincipal', located),
    actions: optionalTexts(fields, 'Action', located),
    notActions: optionalTexts(fields, 'NotAction', located),
    resources: optionalTexts(fields, 'Resource', located),
    notResources: optionalTexts(fields, 'NotResource', located),
    conditions: toConditions(fields.get('Condition'), located),
  });
}

function toEffect(value: unknown, { where, path }: Located): Statement['effect'] {
  if (value === 'Allow' || value === 'Deny') return value;
  const at = value === undefined ? path : [...path, 'Effect'];
  throw new ShapeError(`${where}: Effect is ${shown(value)}, expected "Allow" or "Deny"`, at);
}

/** A bare ARN or account is none of AWS's grammar, yet tools write it; the linter says so. */
function principals(fields: Fields, name: string, statement: Located): readonly Principal[] | null {
  const value = fields.get(name);
  if (value === undefined) return null;
  if (value === '*') return Object.freeze([Object.freeze({ type: 'AWS', value })]);
  if (typeof value === 'string' && /^(arn:|\d{12}$)/.test(value))
    return Object.freeze([Object.freeze({ type: 'AWS', value })]);
  const all = child(statement, name, value, `${statement.where}: ${name}`);
  const found = Object.entries(object(all)).flatMap(([type, values]) =>
    texts(child(all, type, values, `${all.where}.${type}`)).map((each) =>
      Object.freeze({ type, value: each }),
    ),
  );
  return Object.freeze(found);
}

function toConditions(value: unknown, statement: Located): readonly ConditionClause[] {
  if (value === undefined) return Object.freeze([]);
  const condition = child(statement, 'Condition', value, `${statement.where}: Condition`);
  const clauses = Object.entries(object(condition)).flatMap(([operator, keys]) => {
    const block = child(condition, operator, keys, `${condition.where}.${operator}`);
    return Object.entries(object(block)).map(([key, values]) =>
      Object.freeze({
        operator,
        key,
        values: conditionValues(child(block, key, values, `${block.where}.${key}`)),
      }),
    );
  });
  return Object.freeze(clauses);
}

/** AWS takes booleans and numbers in conditions for their text. */
function conditionValues(located: Located): readonly string[] {
  return list(located, (value) =>
    typeof value === 'boolean' || typeof value === 'number' ? String(value) : value,
  );
}

function elements(located: Located, known: readonly string[]): Fields {
  const fields = new Map(Object.entries(object(located)).filter(([, value]) => value !== undefined));
  for (const name of fields.keys())
    if (!known.includes(name))
      throw new ShapeError(`${located.where}: unknown element ${shown(name)}`, [...located.path, name]);
  return fields;
}

function optionalText(fields: Fields, name: string, { where, path }: Located): string | null {
  const value = fields.get(name);
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw new ShapeError(`${where}: ${name} is ${shown(value)}, expected text`, [...path, name]);
}

function optionalTexts(fields: Fields, name: string, statement: Located): readonly string[] | null {
  const value = fields.get(name);
  return value === undefined ? null : texts(child(statement, name, value, `${statement.where}: ${name}`));
}

function texts(located: Located): readonly string[] {
  return list(located, (value) => value);
}

function list(located: Located, read: (value: unknown) => unknown): readonly string[] {
  const { value, path, where } = located;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = values.map((each, index) => {
    const text = read(each);
    if (typeof text === 'string') return text;
    const at = Array.isArray(value) ? [...path, index] : path;
    throw new ShapeError(`${where} holds ${shown(each)}, expected text`, at);
  });
  return Object.freeze(found);
}

function child(parent: Located, step: string, value: unknown, where: string): Located {
  return { value, path: [...parent.path, step], where };
}

function object({ value, path, where }: Located): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new ShapeError(`${where} is ${shown(value)}, expected an object`, path);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = asJson(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

/** Of an object that was given, anything may be in it. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return Array.isArray(value) ? 'a list that is nested too deeply' : `a ${typeof value}`;
  }
}

/** `Statement 2, Condition, Bool` */
function describePath(path: JsonPath): string {
  return path.map((step) => (typeof step === 'number' ? String(step + 1) : step)).join(', ');
}
