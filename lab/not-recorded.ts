import type { AccountName } from './organisation/accounts.ts';

/**
 * What the bundled recording lacks for a check to fail on the flawed account and to pass on the hardened one. Tests take
 * nothing out of a check's sight that is not here, and fail for an entry that the recording no longer needs.
 */
export const NOT_RECORDED: Readonly<Record<string, Partial<Record<AccountName, string>>>> = {
  'root-actions-denied-by-scp': { flawed: 'a member account whose root user no policy binds' },
};
