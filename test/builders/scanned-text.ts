import type { CredentialMatch, ScannedText } from '../../src/model/credential-match.ts';

/** There was no text: no user data, no environment. */
export const noText: ScannedText = { length: 0, sha256: null, matches: [] };

/** Text in which nothing was found. */
export const cleanText: ScannedText = { length: 120, sha256: 'c1ea'.repeat(16), matches: [] };

/** Text in which one access key was found on line 3. */
export function leakyText(...matches: readonly Partial<CredentialMatch>[]): ScannedText {
  const found = matches.length > 0 ? matches : [{}];
  return {
    length: 240,
    sha256: '1eaf'.repeat(16),
    matches: found.map((match) => ({
      pattern: 'aws-access-key-id',
      redacted: 'AKIA************WXYZ',
      sha256: '5ec3'.repeat(16),
      line: 3,
      variable: null,
      ...match,
    })),
  };
}
