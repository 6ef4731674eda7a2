import { createHash } from 'node:crypto';
import type { CredentialMatch, ScannedText } from '../../model/credential-match.ts';
import { accountOfAccessKey } from './access-key-account.ts';
import { assignedSecrets, isAssignedSecret } from './assignments.ts';
import { type Candidate, type CredentialFinder, finderOf } from './credential-finder.ts';
import { decodedRuns, readableUserData } from './encoded-text.ts';
import { isAwsSecretKey, PATTERNS } from './patterns.ts';
import { redact, redactIdentifier } from './redaction.ts';
import { secretKind } from './secret-name.ts';

const FINDERS: readonly CredentialFinder[] = [...PATTERNS.map(finderOf), besideAccessKeys, assignedSecrets];
/** A text with more than this is one finding all the same. */
const MOST_MATCHES = 100;

/** What a place in the text is called in a match. */
type Place = Pick<CredentialMatch, 'line' | 'variable'>;

/** Scans a text line by line; what is base64 or gzip within it is scanned too, under the line where it begins. */
export function scanText(text: string): ScannedText {
  const lineOf = lineCounter(text);
  const matches = secretsIn(text).map((found) =>
    toMatch(found, text, { line: lineOf(found.start), variable: null }),
  );
  const nested = decodedRuns(text).flatMap(({ text: inner, start }) =>
    secretsIn(inner).map((found) => toMatch(found, inner, { line: lineOf(start), variable: null })),
  );
  return scanned(text, [...matches, ...nested]);
}

/** Scans environment variables or parameters, whose names tell what their values are. */
export function scanVariables(variables: Readonly<Record<string, string>>): ScannedText {
  const entries = Object.entries(variables);
  const matches = entries.flatMap(([name, value]) => matchesOfVariable(name, value));
  return scanned(entries.map(([name, value]) => `${name}=${value}`).join('\n'), matches);
}

/** Scans user data as the API gives it: base64, perhaps of gzip or of a MIME multipart archive. */
export function scanUserData(base64: string | undefined): ScannedText {
  return scanText(readableUserData(base64 ?? ''));
}

function matchesOfVariable(name: string, value: string): CredentialMatch[] {
  const place = { line: null, variable: name };
  const line = `${name}=${value}`;
  const offset = name.length + 1;
  const known = secretsIn(line).filter((found) => found.start >= offset);
  const whole = { pattern: `assigned-${secretKind(name)}`, start: offset, end: line.length, genuine: true };
  const rejected = shapesIn(line).some((found) => !found.genuine && found.start >= offset);
  const found = known.length === 0 && !rejected && isAssignedSecret(name, value) ? [whole] : known;
  const nested = decodedRuns(value).flatMap(({ text }) =>
    secretsIn(text).map((each) => toMatch(each, text, place)),
  );
  return [...found.map((each) => toMatch(each, line, place)), ...nested];
}

function secretsIn(text: string): Candidate[] {
  return shapesIn(text).filter((candidate) => candidate.genuine);
}

/** In order of place; where two patterns meet, the earlier in the table counts, a rejected shape included. */
function shapesIn(text: string): Candidate[] {
  const taken: Candidate[] = [];
  for (const find of FINDERS) {
    for (const candidate of find(text)) {
      if (!taken.some((each) => candidate.start < each.end && each.start < candidate.end))
        taken.push(candidate);
    }
  }
  return taken.sort((one, other) => one.start - other.start);
}

/** A secret key that nothing names, within a few lines of its access key's identifier. */
function* besideAccessKeys(text: string): Iterable<Candidate> {
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9/+])AKIA[A-Z2-7]{16}(?![A-Za-z0-9/+=])/g)) {
    const from = Math.max(0, index - 200);
    const window = text.slice(from, index + 220);
    for (const match of window.matchAll(/(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g)) {
      const start = from + match.index;
      const genuine = isAwsSecretKey(match[0]);
      if (genuine) yield { pattern: 'aws-secret-access-key', start, end: start + 40, genuine };
    }
  }
}

function toMatch(found: Candidate, text: string, place: Place): CredentialMatch {
  const secret = text.slice(found.start, found.end);
  const isIdentifier = found.pattern === 'aws-access-key-id';
  const awsAccount = isIdentifier ? accountOfAccessKey(secret) : null;
  return {
    pattern: found.pattern,
    redacted: isIdentifier ? redactIdentifier(secret) : redact(secret.trim()),
    sha256: sha256(secret),
    ...place,
    ...(awsAccount === null ? {} : { awsAccount }),
  };
}

function scanned(text: string, matches: readonly CredentialMatch[]): ScannedText {
  return {
    length: text.length,
    sha256: text === '' ? null : sha256(text),
    matches: oncePerPlace(matches).slice(0, MOST_MATCHES),
  };
}

function oncePerPlace(matches: readonly CredentialMatch[]): CredentialMatch[] {
  return [...new Map(matches.map((each) => [`${each.sha256} ${each.line} ${each.variable}`, each])).values()];
}

/** Lines are counted from 1. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (offset) => {
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
