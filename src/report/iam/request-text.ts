import type { AuthorizationRequest } from '../../iam/authorization-request.ts';
import type { Paint } from '../severity-paint.ts';
import { row } from './answer-text.ts';

/** A request, a line for each part that it has. */
export function requestRows(request: AuthorizationRequest, width: number, paint: Paint): readonly string[] {
  const { principal, sessionIssuer, principalAccount, action, resource, resourceAccount, context } = request;
  const told = (account: string | undefined): string =>
    account === undefined ? '' : ` (account ${account})`;
  const rows: readonly (readonly [string, string])[] = [
    ['Principal', `${principal === '*' ? '* (anonymous)' : principal}${told(principalAccount)}`],
    ...(sessionIssuer === undefined ? [] : ([['Session of', sessionIssuer]] as const)),
    ['Action', action],
    ['Resource', `${resource}${told(resourceAccount)}`],
    ...contextTexts(context).map((each, index) => [index === 0 ? 'Context' : '', each] as const),
  ];
  return rows.map(([title, text]) => row(title, text, width, paint));
}

/** In a sentence: `iam:PassRole on arn:… with iam:PassedToService = ec2.amazonaws.com`. */
export function requestText({ action, resource, context }: AuthorizationRequest): string {
  const keys = contextTexts(context);
  return `${action} on ${resource}${keys.length === 0 ? '' : ` with ${keys.join(', ')}`}`;
}

function contextTexts(context: AuthorizationRequest['context'] = {}): readonly string[] {
  return Object.entries(context).map(
    ([key, value]) => `${key} = ${typeof value === 'string' ? value : value.join(', ')}`,
  );
}
