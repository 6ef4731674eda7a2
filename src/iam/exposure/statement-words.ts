import type { StatementRef } from '../decision.ts';

/** `statement 1 "Website"` */
export function statementWords({ statement, sid }: StatementRef): string {
  return `statement ${statement + 1}${sid ? ` ${JSON.stringify(sid)}` : ''}`;
}
