import { type AccountName, type LabRegion, labRegions } from '../accounts.ts';
import type { Clients } from '../clients.ts';
import type { LabAccount } from '../lab-account.ts';
import type { Members, OverlayError, OverlayRecord, Place } from './overlay.ts';

/** What the overlay's authors work with: the built accounts and the moment of the assessment. */
export type OverlayContext = {
  readonly account: LabAccount;
  readonly name: AccountName;
  readonly asOf: Date;
  readonly daysAgo: (days: number) => Date;
};

const DAY_MS = 86_400_000;

export const overlayContext = (account: LabAccount, asOf: Date): OverlayContext => ({
  account,
  name: account.name,
  asOf,
  daysAgo: (days) => new Date(asOf.getTime() - days * DAY_MS),
});

/** A record of a global service, or of the home region. */
export function globalRecord(
  context: OverlayContext,
  place: Place,
  input: Members,
  output: Members,
): OverlayRecord {
  return { account: context.account.id, region: labRegions[0], ...place, input, output };
}

export function globalError(
  context: OverlayContext,
  place: Place,
  input: Members,
  error: OverlayError,
): OverlayRecord {
  return { account: context.account.id, region: labRegions[0], ...place, input, error };
}

/** The same record in each enabled region. */
export function everyRegion(
  context: OverlayContext,
  place: Place,
  input: Members,
  output: (region: LabRegion) => Members,
): OverlayRecord[] {
  return labRegions.map((region) => ({
    account: context.account.id,
    region,
    ...place,
    input,
    output: output(region),
  }));
}

/** A record for each thing that the region holds, as its client lists them. */
export async function forEach<T>(
  context: OverlayContext,
  place: Place,
  list: (clients: Clients) => Promise<readonly T[]>,
  record: (
    item: T,
    region: LabRegion,
  ) => { input: Members; output: Members } | { input: Members; error: OverlayError },
): Promise<OverlayRecord[]> {
  const made: OverlayRecord[] = [];
  for (const region of labRegions) {
    for (const item of await list(context.account.region(region))) {
      made.push({ account: context.account.id, region, ...place, ...record(item, region) });
    }
  }
  return made;
}
