/** Asked of the multiplier so that at least `LARGE` are read: some answers hold less than the names that it counts. */
export const LARGE = 100_000;
export const ASKED = 116_000;

export function mustBeLarge(resources: number): void {
  if (resources < LARGE) throw new Error(`only ${resources} resources were read: ask for more than ${ASKED}`);
}
