const DAY_MS = 86_400_000;

/** The day of a time in microseconds since 1970, counted from there. */
export function dayOf(micros: number): number {
  return Math.floor(micros / 1_000 / DAY_MS);
}

export function daysOf(times: Float64Array): Int32Array {
  return new Int32Array(times.map(dayOf));
}

/** `2026-11-27` */
export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
