import type { Assessment } from '../../../model/assessment.ts';

/** 12,345 */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** `counted(1, 'account')`: 1 account; `counted(2, 'account')`: 2 accounts. */
export function counted(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** 2026-11-20 09:00 UTC */
export function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

/** payments (444455556666) */
export function accountLabel({
  account,
  name,
}: {
  readonly account: string;
  readonly name?: string;
}): string {
  return name === undefined ? account : `${name} (${account})`;
}

/** The organisation's names of its accounts, by id; an account has none where the organisation was not asked. */
export type AccountNames = ReadonlyMap<string, string>;

export function accountNames({ accounts, coverage }: Assessment): AccountNames {
  const all = [...accounts, ...coverage.notEntered];
  return new Map(all.flatMap(({ account, name }) => (name === undefined ? [] : [[account, name]])));
}

/** The address of the findings with these keys picked. */
export function findingsWith(picked: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(picked).map(
    ([name, key]) => `${name}=${encodeURIComponent(String(key).toWellFormed())}`,
  );
  return `#${pairs.join('&')}`;
}
