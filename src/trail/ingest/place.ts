/** Where events are kept together. */
export interface Place {
  readonly account: string;
  readonly date: string;
}

/** Alike ones have the same; in the order of accounts, then of days. */
export function placeKey({ account, date }: Place): string {
  return `${account} ${date}`;
}
