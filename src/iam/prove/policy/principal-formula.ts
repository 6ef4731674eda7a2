import type { NamedAs } from '../../match-principal.ts';
import type { Principal, Statement } from '../../policy-document.ts';
import { and, FALSE, type Formula, not, or, some, TRUE } from '../solve/formula.ts';
import { patternOf } from '../strings/pattern.ts';
import type { TextSet } from '../strings/text-set.ts';
import { exactly, inAnyCase, matching, shape } from '../strings/text-sets.ts';
import { textRegion } from '../values/region.ts';
import { type CallerKind, hasArn } from './caller-kind.ts';
import { FEDERATED_PROVIDER, ISSUER, NAME, PRINCIPAL_ARN, SESSION, USER_ID } from './keys.ts';
import { present } from './variable-text.ts';

/**
 * When a statement's principal names who asks, a caller of some kind, at one level or (null) at any: the same as
 * match-principal.ts computes for one request. A statement without a principal names nobody.
 */
export function principalFormula(
  { principals, notPrincipals, effect }: Statement,
  kind: CallerKind,
  level: NamedAs | null,
  hasBoundary: boolean,
): Formula {
  const levels = level === null ? LEVELS : [level];
  if (principals) return namedFormula(principals, levels, kind);
  if (!notPrincipals || !levels.includes('self')) return FALSE;
  return not(leftOutFormula(notPrincipals, kind, effect === 'Deny' ? { hasBoundary } : null));
}

function namedFormula(
  principals: readonly Principal[],
  levels: readonly NamedAs[],
  kind: CallerKind,
): Formula {
  return or(principals.flatMap((each) => levels.map((level) => namedAsFormula(each, level, kind))));
}

const LEVELS: readonly NamedAs[] = ['self', 'entity', 'account'];

function leftOutFormula(
  listed: readonly Principal[],
  kind: CallerKind,
  denial: { readonly hasBoundary: boolean } | null,
): Formula {
  if (!denial) return namedFormula(listed, LEVELS, kind);
  if (denial.hasBoundary && hasArn(kind)) return FALSE;
  if (listed.some(({ type, value }) => type === 'AWS' && value === '*')) return TRUE;
  return and(LEVELS_OF[kind].map((level) => or(listed.map((each) => namedAsFormula(each, level, kind)))));
}

/** A Deny leaves out only whom NotPrincipal lists at each of these. */
const LEVELS_OF: Readonly<Record<CallerKind, readonly NamedAs[]>> = {
  'role-session': ['self', 'entity', 'account'],
  user: ['self', 'account'],
  'federated-user': ['self', 'account'],
  root: ['self'],
  service: ['self'],
  'identity-provider': ['self'],
  anonymous: ['self'],
};

/** When a principal names a caller at one level. */
function namedAsFormula({ type, value }: Principal, level: NamedAs, kind: CallerKind): Formula {
  switch (type) {
    case 'AWS':
      if (value === '*') return level === 'self' ? TRUE : FALSE;
      return hasArn(kind) ? awsFormula(value, level, kind) : FALSE;
    case 'Service':
      return kind === 'service' && level === 'self' ? isName(NAME, value) : FALSE;
    case 'Federated':
      return providerFormula(value, level, kind);
    default:
      return FALSE;
  }
}

function providerFormula(value: string, level: NamedAs, kind: CallerKind): Formula {
  if (kind === 'identity-provider') return level === 'self' ? isName(NAME, value) : FALSE;
  return kind === 'role-session' && level === 'entity' ? isName(FEDERATED_PROVIDER, value) : FALSE;
}

function isName(key: string, value: string): Formula {
  return value === '*' ? present(key) : is(key, inAnyCase(value));
}

function awsFormula(value: string, level: NamedAs, kind: CallerKind): Formula {
  const account = accountOf(value);
  if (account !== null) {
    const levelOfAccount = kind === 'root' ? 'self' : 'account';
    return level === levelOfAccount ? is(PRINCIPAL_ARN, matching(shape(`arn:%:%:%:${account}:*`))) : FALSE;
  }
  switch (kind) {
    case 'user':
      return level === 'self' ? or([is(PRINCIPAL_ARN, exactly(value)), isId(value, exactly(value))]) : FALSE;
    case 'role-session':
      if (level === 'self') return is(SESSION, exactly(value));
      return level === 'entity'
        ? or([is(PRINCIPAL_ARN, exactly(value)), isId(value, sessionsOf(value))])
        : FALSE;
    case 'federated-user':
      if (level === 'self') return is(PRINCIPAL_ARN, exactly(value));
      return level === 'entity' ? is(ISSUER, exactly(value)) : FALSE;
    case 'root':
    case 'service':
    case 'identity-provider':
    case 'anonymous':
      return FALSE;
  }
}

/** Ids have no colons, and ARNs have. */
function isId(value: string, ids: TextSet): Formula {
  return value.includes(':') ? FALSE : is(USER_ID, ids);
}

/** A session's id is its role's, a colon and the session's name. */
function sessionsOf(roleId: string): TextSet {
  const id = { kind: 'text', text: roleId } as const;
  const rest = [{ kind: 'text', text: ':' } as const, { kind: 'star', bounded: false } as const];
  return matching(patternOf([id]), patternOf([id, ...rest]));
}

function accountOf(value: string): string | null {
  if (/^\d{12}$/.test(value)) return value;
  return /^arn:[^:]*:iam::(\d{12}):root$/.exec(value)?.[1] ?? null;
}

function is(key: string, set: TextSet): Formula {
  return some(key, { region: textRegion(set), negated: false });
}
