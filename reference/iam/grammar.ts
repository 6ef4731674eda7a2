import { parseOperatorName } from './condition.ts';

/** Where a policy is, which decides what it may hold. */
export type Place = 'identity' | 'resource' | 'guard-with-principals';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean =>
  [value].flat().every(isText) && (isText(value) || Array.isArray(value));
const only = (value: Json, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name));

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, more lenient in three things:
 * empty lists, any text as Version, and a bare ARN or account as Principal.
 */
export function isPolicy(json: unknown, place: Place): boolean {
  if (!isObject(json) || !only(json, ['Version', 'Id', 'Statement'])) return false;
  const { Version: version, Id: id, Statement: statement } = json;
  if ((version !== undefined && !isText(version)) || (id !== undefined && !isText(id))) return false;
  if (statement === undefined) return false;
  return (Array.isArray(statement) ? statement : [statement]).every((each) => isStatement(each, place));
}

const ELEMENTS = [
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

function isStatement(json: unknown, place: Place): boolean {
  if (!isObject(json) || !only(json, ELEMENTS)) return false;
  const has = (name: string): boolean => json[name] !== undefined;
  for (const name of ['Principal', 'Action', 'Resource']) if (has(name) && has(`Not${name}`)) return false;
  if (!has('Action') && !has('NotAction')) return false;
  if (place !== 'resource' && !has('Resource') && !has('NotResource')) return false;
  if (place === 'identity' && (has('Principal') || has('NotPrincipal'))) return false;
  if (json['Effect'] !== 'Allow' && json['Effect'] !== 'Deny') return false;
  if (has('Sid') && !isText(json['Sid'])) return false;
  const lists = ['Action', 'NotAction', 'Resource', 'NotResource'];
  if (lists.some((name) => has(name) && !isTexts(json[name]))) return false;
  if (['Principal', 'NotPrincipal'].some((name) => has(name) && !isPrincipal(json[name]))) return false;
  return !has('Condition') || isCondition(json['Condition']);
}

function isPrincipal(json: unknown): boolean {
  if (isText(json)) return json === '*' || /^(arn:|\d{12}$)/.test(json);
  return isObject(json) && Object.values(json).every(isTexts);
}

function isCondition(json: unknown): boolean {
  if (!isObject(json)) return false;
  const isValue = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
  return Object.entries(json).every(
    ([operator, keys]) =>
      isObject(keys) &&
      (parseOperatorName(operator) !== null || Object.keys(keys).length === 0) &&
      Object.values(keys).every((values) =>
        Array.isArray(values) ? values.every(isValue) : isValue(values),
      ),
  );
}
