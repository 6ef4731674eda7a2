import type { ResourceAccess } from '../iam/answers/public-answer.ts';
import type { AuthorizationRequest } from '../iam/authorization-request.ts';
import type { ExternalOptions, NamedPolicy } from '../iam/index.ts';
import { externalAccess, type PolicyResource } from '../iam/prove/public-access.ts';
import { type Unread, unread } from '../model/reading.ts';
import { type Outsider, outsiderOf } from './outsider.ts';
import type { OwnAccounts } from './own-accounts.ts';
import type { ResourcePolicy } from './resource-policies.ts';

/** Who of outside gets through a resource's own policy. */
export interface PolicyAccess {
  readonly access: ResourceAccess;
  /** Why an answer is unknown. */
  readonly missing: readonly Unread[];
  /** What was not read and could hold the stranger off whom it lets in. */
  readonly publicDoubts: readonly Unread[];
  /** Whoever is let in, one of each account; none where nobody is, or it is not known whether. */
  readonly outsiders: () => readonly Outsider[];
  /** Whoever would be, but for the policy of the VPC endpoint that it has to come by. */
  readonly held: () => readonly HeldOutsider[];
}

export interface HeldOutsider extends Outsider {
  readonly endpoint: string;
}

/** Who of outside gets through a resource's own policy, as it is put to the engine. */
export interface OutsideQuestion {
  readonly found: ResourcePolicy;
  readonly policy: NamedPolicy;
  readonly resource: PolicyResource;
  readonly own: OwnAccounts;
  /** Resource control policies that nobody told and that could hold a request off. */
  readonly guardOf: (request: AuthorizationRequest) => Unread | null;
  readonly options: ExternalOptions;
}

export const POLICY = 'policy of the resource';

export function notProved(reason: string): Unread {
  return unread(POLICY, `NotProved: ${reason}`);
}

export function outsider(
  { found, own, guardOf, options }: OutsideQuestion,
  request: AuthorizationRequest,
): Outsider {
  const { policy, grants } = found;
  const told = JSON.stringify([policy, grants, options.accessPoint?.policy]);
  return outsiderOf(request, told, own, guardOf(request));
}

/** More accounts than this are not named one by one. */
const MOST = 50;

export function outsidersFrom(first: Outsider, question: OutsideQuestion): readonly Outsider[] {
  const { policy, resource, options } = question;
  const all = [first];
  for (let last = first; last.account !== null && all.length < MOST; ) {
    const trustedAccounts = [
      ...(options.trustedAccounts ?? []),
      ...all.flatMap(({ account }) => account ?? []),
    ];
    const verdict = externalAccess(policy, resource, { ...options, trustedAccounts });
    if (verdict.answer !== 'refuted') break;
    last = outsider(question, verdict.witness);
    all.push(last);
  }
  return all;
}
