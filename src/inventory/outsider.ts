import type { AuthorizationRequest } from '../iam/authorization-request.ts';
import { parseArn } from '../model/arn.ts';
import { type Unread, unreadAmong } from '../model/reading.ts';
import type { OwnAccounts } from './own-accounts.ts';

/** Somebody of none of our accounts whom a resource's policy lets in. */
export interface Outsider {
  /** Null: of no account that the policy tells. */
  readonly account: string | null;
  readonly witness: AuthorizationRequest;
  /** Why it may be held off, or be of the organization after all; null: neither is so. */
  readonly doubt: Unread | null;
  /** ARN of the VPC endpoint that it has to come by; absent: of none, or of one that nobody read. */
  readonly endpoint?: string;
}

/** `told`: the policy as it is written. `guard`: what was not read and could hold the request off. */
export function outsiderOf(
  witness: AuthorizationRequest,
  told: string,
  { organization, complete, notEntered }: OwnAccounts,
  guard: Unread | null,
): Outsider {
  const account = parseArn(witness.principal)?.account ?? '';
  const isTold = account !== '' && told.includes(account);
  const [unlisted = null] = unreadAmong([isTold ? complete : organization]);
  return {
    account: isTold ? account : null,
    witness,
    doubt: guard ?? notEntered.get(account) ?? unlisted,
  };
}

/** For sentences: `account 999900001111`. */
export function nameOfOutsider({ account, witness }: Outsider): string {
  if (account !== null) return `account ${account}`;
  return witness.context ? 'accounts that its conditions let in' : 'any account';
}
