const LONG_TERM_SECONDS = 30 * 86_400;

/**
 * Whether a token is a JSON Web Token that lives for a month or more, or for ever; a session's token is no long-term
 * credential. https://www.rfc-editor.org/rfc/rfc7519#section-4.1
 */
export function isLongTermToken(token: string): boolean {
  const [header, payload] = token.split('.').map(decoded);
  if (!header || !payload || !('alg' in header)) return false;
  const { exp, iat, nbf } = payload;
  const from = typeof iat === 'number' ? iat : nbf;
  if (typeof exp !== 'number' || typeof from !== 'number') return true;
  return exp - from >= LONG_TERM_SECONDS;
}

function decoded(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null; // an object's keys are text
  } catch {
    return null;
  }
}
