/** ISO 8601 in UTC, as CloudTrail writes it, perhaps with parts of a second. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Microseconds since 1970; NaN: it is no such time. */
export function microsOf(text: string): number {
  const found = TIME.exec(text);
  if (!found) return Number.NaN;
  const seconds = Date.parse(found[1] === undefined ? text : `${text.slice(0, 19)}Z`) * 1_000;
  return found[1] === undefined ? seconds : seconds + Math.floor(Number(`0${found[1]}`) * 1e6);
}
