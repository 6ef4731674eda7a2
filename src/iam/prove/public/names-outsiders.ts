import type { PolicyDocument, Principal } from '../../policy-document.ts';

/** Whether a policy's Allow statements name anybody but services and principals of the accounts that are known. */
export function namesOutsiders({ statements }: PolicyDocument, known: ReadonlySet<string>): boolean {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  return allowing.some(({ principals }) => principals?.some((each) => !isKnown(each, known)) ?? true);
}

function isKnown({ type, value }: Principal, known: ReadonlySet<string>): boolean {
  if (type === 'Service') return value !== '*';
  const account =
    type === 'AWS' ? /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1] : undefined;
  return account !== undefined && known.has(account);
}
