/** An account that nobody told: neither known nor in the text of a policy. */
export function strangerAccount(told: string, known: ReadonlySet<string>): string {
  const isTold = (account: string): boolean => known.has(account) || told.includes(account);
  return EXAMPLES.find((account) => !isTold(account)) ?? '123456789012';
}

const EXAMPLES = ['444455556666', '555566667777', '666677778888', '777788889999', '888899990000'];
