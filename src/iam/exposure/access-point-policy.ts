import { arnTokens } from '../arn-pattern.ts';
import { compileGlob, type GlobToken } from '../glob.ts';
import { globRests } from '../glob-rest.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import { type PolicyTextPart, parsePolicyText } from '../policy-text.ts';

/**
 * What the policy of an access point says of a bucket behind it, as a policy about the bucket: it does with a request
 * for the bucket or one of its objects what the access point's does with the same by the access point. Null: where a
 * variable stands in the access point's own ARN, so that who asks decides which one is meant.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function policyAtBucket(
  document: PolicyDocument,
  accessPointArn: string,
  bucketArn: string,
): PolicyDocument | null {
  const move = { variables: document.version === '2012-10-17', accessPointArn, bucketArn };
  const statements: Statement[] = [];
  for (const each of document.statements) {
    const texts = (each.resources ?? each.notResources)?.map((text) => moved(text, move));
    if (texts?.includes(null)) return null;
    statements.push(...withResources(each, texts?.flatMap((some) => some ?? []) ?? null));
  }
  return { ...document, statements };
}

/** A statement about nothing of the access point says nothing; one about all but such things is about all. */
function withResources(statement: Statement, texts: readonly string[] | null): readonly Statement[] {
  if (!texts) return [statement];
  if (texts.length > 0)
    return [{ ...statement, [statement.resources ? 'resources' : 'notResources']: texts }];
  return statement.resources ? [] : [{ ...statement, notResources: null, resources: ['*'] }];
}

interface Move {
  /** As documents of 2012-10-17 have. */
  readonly variables: boolean;
  readonly accessPointArn: string;
  readonly bucketArn: string;
}

/** Patterns of the bucket and its objects for one of the access point; null: it hangs on who asks. */
function moved(text: string, move: Move): readonly string[] | null {
  if (text === '*') return [text];
  const { variables, accessPointArn, bucketArn } = move;
  const parts = parsePolicyText(text, variables);
  const resolved = parts.flatMap((part) => (part.kind === 'variable' ? [] : [part]));
  if (resolved.length < parts.length) return movedWithVariables(text, parts, move);
  const patterns = arnTokens(resolved, 'resource');
  const rests = patterns.flatMap((tokens) => globRests(tokens, `${accessPointArn}/object/`));
  const keys = rests.map((tokens) => textOf(tokens, variables));
  if (keys.includes(null)) return null;
  return [
    ...(patterns.some((tokens) => compileGlob(tokens)(accessPointArn)) ? [bucketArn] : []),
    ...keys.map((key) => `${bucketArn}/${key}`),
  ];
}

/** As AWS's examples have them: `…:accesspoint/NAME/object/${aws:username}/*`. */
function movedWithVariables(
  text: string,
  [first]: readonly PolicyTextPart[],
  { accessPointArn, bucketArn }: Move,
): readonly string[] | null {
  const literal = first?.kind === 'text' ? (first.text.split(/[*?]/)[0] ?? '') : '';
  const objects = `${accessPointArn}/object/`;
  if (literal.startsWith(objects)) return [`${bucketArn}/${text.slice(objects.length)}`];
  return objects.startsWith(literal) ? null : [];
}

/** Null: a wildcard that stops at a colon, which in a key no wildcard does. */
function textOf(tokens: readonly GlobToken[], variables: boolean): string | null {
  if (tokens.some((token) => token.kind !== 'text' && token.bounded)) return null;
  return tokens
    .map((token) => {
      if (token.kind !== 'text') return token.kind === 'star' ? '*' : '?';
      return variables && /[*?$]/.test(token.text) ? `\${${token.text}}` : token.text;
    })
    .join('');
}
