import { OF_KMS, OF_S3 } from '../actions/action-traits.ts';
import { type Atom, and, type Formula, not, or, some } from '../solve/formula.ts';
import type { Constraint } from '../values/region.ts';
import { askedOfArn, WITH_ACCOUNT } from './account-of-arn.ts';
import { hasArn } from './caller-kind.ts';
import { within } from './dimensions.ts';
import { NAME, PRINCIPAL_ACCOUNT, PRINCIPAL_ARN, RESOURCE, RESOURCE_ACCOUNT, USER_ID } from './keys.ts';
import type { RequestClass } from './request-universe.ts';

/** Accounts are asked of the ARNs that they are part of, so that what is said of both can be compared. */
export function restate(formula: Formula, of: RequestClass): Formula {
  switch (formula.kind) {
    case 'and':
      return mapped(formula, of, and);
    case 'or':
      return mapped(formula, of, or);
    case 'some':
      return restateAtom(formula, of);
    case 'true':
    case 'false':
      return formula;
  }
}

function mapped(
  formula: Extract<Formula, { kind: 'and' | 'or' }>,
  of: RequestClass,
  join: (parts: readonly Formula[]) => Formula,
): Formula {
  const parts = formula.of.map((each) => restate(each, of));
  return parts.some((each, index) => each !== formula.of[index]) ? join(parts) : formula;
}

function restateAtom(atom: Atom, of: RequestClass): Formula {
  const asked = askedOf(atom.key, of);
  if (asked === null) return atom;
  const stated = asked(atom.constraint);
  return atom.negated ? not(stated) : stated;
}

/** Null: of the key itself. */
function askedOf(key: string, { kind, traits }: RequestClass): ((constraint: Constraint) => Formula) | null {
  switch (key) {
    case PRINCIPAL_ACCOUNT:
      return hasArn(kind) ? ofPrincipal : null;
    case 'kms:calleraccount':
      return traits & OF_KMS && hasArn(kind) ? ofPrincipal : null;
    case USER_ID:
      return kind === 'root' ? ofPrincipal : null;
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
      return kind === 'service' ? (constraint) => some(NAME, constraint) : null;
    case RESOURCE_ACCOUNT:
      return ofResource;
    case 's3:resourceaccount':
      return traits & OF_S3 ? ofResource : null;
    default:
      return null;
  }
}

function ofPrincipal(constraint: Constraint): Formula {
  return some(PRINCIPAL_ARN, askedOfArn(constraint));
}

/** A resource's account is part of its ARN, or else the request tells it. */
function ofResource(constraint: Constraint): Formula {
  const isTold = some(RESOURCE, within(WITH_ACCOUNT));
  return or([
    and([isTold, some(RESOURCE, askedOfArn(constraint))]),
    and([not(isTold), some(RESOURCE_ACCOUNT, constraint)]),
  ]);
}
