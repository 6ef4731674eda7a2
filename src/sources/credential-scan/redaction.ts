const STARS = '*'.repeat(12);
const MOST_SHOWN = 4;

/** The first and last characters, at most a quarter of them all; a short secret is not shown at all, nor its length. */
export function redact(secret: string): string {
  const shown = Math.min(MOST_SHOWN, Math.floor(secret.length / 8));
  if (shown === 0) return STARS;
  return `${secret.slice(0, shown)}${STARS}${secret.slice(-shown)}`.replace(/\s/g, ' ');
}

/** The identifier of an access key is no secret: enough of it is shown to find the key. */
export function redactIdentifier(identifier: string): string {
  return `${identifier.slice(0, 4)}${STARS}${identifier.slice(-4)}`;
}
