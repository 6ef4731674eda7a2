import { type Unread, unread } from '../model/reading.ts';

/** A proof about policies of identities that was given up. */
export function notProved(reason: string): Unread {
  return unread('iam:GetAccountAuthorizationDetails', `NotProved: ${reason}`);
}

/** An account that nobody entered, or asked for. */
export function accountNotRead(account: string): Unread {
  return unread('sts:AssumeRole', `AccountNotRead: account ${account} was not read`);
}
