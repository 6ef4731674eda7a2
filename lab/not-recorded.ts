import type { AccountName } from './organisation/accounts.ts';

/**
 * What the bundled recording lacks for a check to fail on the flawed account and to pass on the hardened one. Tests take
 * nothing out of a check's sight that is not here, and fail for an entry that the recording no longer needs.
 */
export const NOT_RECORDED: Readonly<Record<string, Partial<Record<AccountName, string>>>> = {
  'elb-origin-not-bypassable': {
    flawed: 'targets with public addresses that strangers reach at the port of the load balancer',
  },
  'root-actions-denied-by-scp': { flawed: 'a member account whose root user no policy binds' },
  'asg-scales-in': { flawed: 'a group that grows under load and may not scale in' },
};
