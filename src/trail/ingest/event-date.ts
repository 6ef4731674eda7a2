const DAY_MS = 86_400_000;

/** `2026-11-27` of days since 1970. */
export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
