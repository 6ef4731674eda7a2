import { parseArn } from '../model/arn.ts';
import { matchesAction } from './action-pattern.ts';
import type { ConditionClause, PolicyDocument, Principal, Statement } from './policy-document.ts';

/** A principal that a trust policy's Allow statement names; `account` is null where the text tells none. */
export interface TrustedPrincipal {
  readonly kind: TrustedKind;
  readonly value: string;
  readonly account: string | null;
  /** The statement's conditions name who within an account: see `namesPrincipals`. */
  readonly narrowed: boolean;
}

/**
 * `unique-id`: the AIDA… or AROA… that AWS shows once the user or role is deleted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export type TrustedKind =
  | 'anyone'
  | 'account'
  | 'role'
  | 'user'
  | 'session'
  | 'unique-id'
  | 'service'
  | 'federated'
  | 'other';

const ASSUME_ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** Everybody that some Allow statement lets assume the role, as it is written; denials are not weighed. */
export function trustedPrincipals(document: PolicyDocument): readonly TrustedPrincipal[] {
  return document.statements.filter(allowsAssuming).flatMap((statement) => {
    const narrowed = namesPrincipals(statement.conditions);
    return principalsOf(statement).map((each) => ({ ...classify(each), narrowed }));
  });
}

function allowsAssuming(statement: Statement): boolean {
  if (statement.effect !== 'Allow') return false;
  return ASSUME_ACTIONS.some((action) =>
    statement.actions
      ? statement.actions.some((pattern) => matchesAction(pattern, action))
      : !(statement.notActions ?? []).some((pattern) => matchesAction(pattern, action)),
  );
}

/** Allow with NotPrincipal is everybody else; AWS refuses it in trust policies today. */
function principalsOf(statement: Statement): readonly Principal[] {
  return statement.notPrincipals ? [{ type: 'AWS', value: '*' }] : (statement.principals ?? []);
}

function classify({ type, value }: Principal): Omit<TrustedPrincipal, 'narrowed'> {
  if (type === 'Service') return { kind: 'service', value, account: null };
  if (type === 'Federated') return { kind: 'federated', value, account: parseArn(value)?.account || null };
  if (type !== 'AWS') return { kind: 'other', value, account: null };
  if (value === '*') return { kind: 'anyone', value, account: null };
  if (/^\d{12}$/.test(value)) return { kind: 'account', value, account: value };
  if (/^(AIDA|AROA)[A-Z0-9]{12,}$/.test(value)) return { kind: 'unique-id', value, account: null };
  const arn = parseArn(value);
  return { kind: arn ? arnKind(arn.resource) : 'other', value, account: arn?.account || null };
}

function arnKind(resource: string): TrustedKind {
  if (resource === 'root') return 'account';
  if (resource.startsWith('role/')) return 'role';
  if (resource.startsWith('user/')) return 'user';
  if (/^(assumed-role|federated-user)\//.test(resource)) return 'session';
  return 'other';
}

const PRINCIPAL_ARN_OPERATORS = new Set(['arnequals', 'arnlike', 'stringequals', 'stringlike']);

/**
 * AWS's way to name principals that a Principal element cannot spell with wildcards: an account as principal and
 * `ArnLike aws:PrincipalArn` beside it. A pattern counts only if it fixes part of a role's or user's name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function namesPrincipals(conditions: readonly ConditionClause[]): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      key.toLowerCase() === 'aws:principalarn' &&
      PRINCIPAL_ARN_OPERATORS.has(operator.toLowerCase()) &&
      values.length > 0 &&
      values.every(fixesPartOfName),
  );
}

function fixesPartOfName(pattern: string): boolean {
  const resource = parseArn(pattern)?.resource ?? '';
  const name = /^(?:role|user|assumed-role|federated-user)\/(.*)$/.exec(resource)?.[1] ?? '';
  return /[^*?/]/.test(name);
}
