/** A time that is asked for: both ISO 8601, the first within, the second without. */
export interface Window {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
