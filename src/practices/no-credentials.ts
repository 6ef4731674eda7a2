import type { CredentialMatch, ScannedText } from '../model/credential-match.ts';
import type { JsonObject } from '../model/json.ts';
import { fail, type Outcome, pass } from './check.ts';

/** A text that was scanned, and where it stands: `user data`, `version 3`, `container app`. */
export interface PlacedText {
  readonly place: string;
  readonly text: ScannedText;
}

const SHOWN_MATCHES = 20;

/** The one mechanism of the credential checks. `owner` begins the sentence: `Instance i-0abc`. */
export function noCredentialsIn(owner: string, texts: readonly PlacedText[]): Outcome {
  const found = texts.flatMap(({ place, text }) => text.matches.map((match) => ({ place, match })));
  const evidence = {
    scanned: texts.map(({ place, text }) => ({ place, length: text.length })),
    credentials: found.slice(0, SHOWN_MATCHES).map(({ place, match }) => evidenceOf(place, match)),
    credentialCount: found.length,
  };
  const [first] = found;
  if (!first) return pass(`${owner} holds no long-term credential${placesOf(texts)}.`, evidence);
  const more = found.length > 1 ? `, and ${found.length - 1} more` : '';
  const { pattern, redacted } = first.match;
  return fail(
    `${owner} holds a long-term credential in ${first.place}${spot(first.match)}: ${pattern} ${redacted}${more}.`,
    evidence,
  );
}

const SHOWN_PLACES = 3;

/** What was looked at, since a pass says nothing of what was not. */
function placesOf(texts: readonly PlacedText[]): string {
  if (texts.length === 0) return '';
  const shown = texts.slice(0, SHOWN_PLACES).map(({ place }) => place);
  const more = texts.length > SHOWN_PLACES ? ` and ${texts.length - SHOWN_PLACES} more` : '';
  return ` in ${shown.join(', ')}${more}`;
}

function spot({ line, variable }: CredentialMatch): string {
  if (variable !== null) return ` (${variable})`;
  return line === null ? '' : ` (line ${line})`;
}

function evidenceOf(place: string, match: CredentialMatch): JsonObject {
  const { pattern, redacted, sha256, line, variable, awsAccount } = match;
  return { place, pattern, redacted, sha256, line, variable, ...(awsAccount ? { awsAccount } : {}) };
}
