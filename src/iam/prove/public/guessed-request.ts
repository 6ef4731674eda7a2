import { parseArn } from '../../../model/arn.ts';
import { isGlob } from '../../../model/glob.ts';
import { compileActions } from '../../action-pattern.ts';
import type { AuthorizationRequest, RequestContext } from '../../authorization-request.ts';
import { authorize } from '../../authorize.ts';
import type { ActionCatalogue } from '../../catalogue/action-catalogue.ts';
import { type CompiledPolicySet, compilePolicySet } from '../../compile-policy-set.ts';
import type { PolicyDocument, Principal, Statement } from '../../policy-document.ts';
import type { PolicySet } from '../../policy-set.ts';
import { ALWAYS_PRESENT } from '../policy/always-present.ts';

export interface Guess {
  /** The policy of the resource, whose Allow statements tell whom and what to try. */
  readonly document: PolicyDocument;
  readonly resource: { readonly arn: string; readonly account: string };
  /** Accounts that are none of outside. */
  readonly trusted: readonly string[];
  /** Actions by name. */
  readonly asked: readonly string[];
  readonly context: RequestContext;
}

/**
 * The simplest request of somebody of outside whom an Allow statement names, where AWS allows it: most are found so,
 * and need no search. Null says nothing.
 */
export function guessedRequest(
  guess: Guess,
  policies: PolicySet,
  catalogue?: ActionCatalogue,
): AuthorizationRequest | null {
  if (guess.asked.some(isGlob)) return null;
  const set = compilePolicySet(policies);
  const filledIn = filledInBy(set);
  if (filledIn === null) return null;
  const { statements } = guess.document;
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  const given = { ...filledIn, ...guess.context };
  for (const context of [given, { ...askedByDenies(statements), ...given }])
    for (const statement of allows)
      for (const request of requestsOf(statement, { ...guess, context }))
        if (authorize(request, set, catalogue).effect === 'allow') return request;
  return null;
}

/** Keys that AWS fills in and that the policies ask for; null: what they are in an ordinary request is not plain. */
function filledInBy(set: CompiledPolicySet): RequestContext | null {
  const placed = [...set.resource, ...set.endpoint, ...set.rcps.flat()];
  const clauses = placed.flatMap(({ policy }) =>
    policy.document.statements.flatMap(({ conditions }) => conditions),
  );
  const asked = new Set(clauses.map(({ key }) => key.toLowerCase()).filter((key) => ALWAYS_PRESENT.has(key)));
  if (asked.size === 0) return {};
  return asked.size === 1 && asked.has('aws:securetransport') ? { 'aws:SecureTransport': 'true' } : null;
}

/** What keeps out of a Deny of all that is not so: `s3:x-amz-server-side-encryption` of such a value. */
function askedByDenies(statements: readonly Statement[]): RequestContext {
  const clauses = statements
    .filter(({ effect }) => effect === 'Deny')
    .flatMap(({ conditions }) => conditions.filter(({ operator }) => /^StringNotEquals/i.test(operator)));
  return Object.fromEntries(
    clauses.flatMap(({ key, values: [value] }) =>
      value === undefined || /^aws:/i.test(key) || value.includes('${') ? [] : [[key, value]],
    ),
  );
}

function requestsOf(
  { principals, actions, resources }: Statement,
  { asked, trusted, resource, context }: Guess,
): readonly AuthorizationRequest[] {
  if (!principals || !actions || !resources) return [];
  const covers = compileActions(actions);
  const action = asked.find((each) => covers(each.toLowerCase()));
  if (action === undefined) return [];
  const target = targetOf(action, resources, resource.arn);
  if (target === null) return [];
  const isTold = (parseArn(target)?.account ?? '') !== '';
  return principals.flatMap((principal) => {
    const asks = askerOf(principal, trusted);
    if (asks === null) return [];
    return [
      {
        principal: asks,
        action,
        resource: target,
        ...(!isTold && { resourceAccount: resource.account }),
        ...(Object.keys(context).length > 0 && { context }),
      },
    ];
  });
}

/** Somebody of an account that is named, or the user or role that is; null: it is none of outside, or is not told. */
function askerOf({ type, value }: Principal, trusted: readonly string[]): string | null {
  if (type !== 'AWS') return null;
  if (/^\d{12}$/.test(value)) return trusted.includes(value) ? null : `arn:aws:iam::${value}:role/example`;
  const arn = parseArn(value);
  if (!arn || !/^\d{12}$/.test(arn.account) || trusted.includes(arn.account) || isGlob(value)) return null;
  if (arn.resource === 'root') return `arn:${arn.partition}:iam::${arn.account}:role/example`;
  return /^(?:role|user)\//.test(arn.resource) ? value : null;
}

const OF_OBJECTS = /Object|ListMultipartUploadParts|AbortMultipartUpload/;

/** An object for what is done to objects, else the resource itself; null: which one it would be is not plain. */
function targetOf(action: string, resources: readonly string[], arn: string): string | null {
  if (!action.startsWith('s3:') || !OF_OBJECTS.test(action))
    return resources.some((each) => each === arn || each === '*') ? arn : null;
  const pattern = resources.find((each) => each.startsWith(`${arn}/`) && !each.includes('${'));
  return pattern?.replaceAll('*', 'example').replaceAll('?', 'x') ?? null;
}
