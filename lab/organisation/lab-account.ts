import { setMotoTime } from '../moto/start-moto.ts';
import { type AccountName, accountIds, auditRoleArn, type LabRegion, labRegions } from './accounts.ts';
import { Activity } from './activity.ts';
import { type Clients, makeClients } from './clients.ts';

/** Where a builder works: one account, its clients by region, and the clock that its resources are made under. */
export type LabAccount = {
  readonly name: AccountName;
  readonly id: string;
  /** Who used what, and when: moto records no use, so the overlay tells it. */
  readonly activity: Activity;
  /** Policies' ARNs by the ARNs of those that they bound: moto shows those of roles, and counts none. */
  readonly boundaries: Map<string, string>;
  /** The clients of the home region. */
  readonly home: Clients;
  readonly region: (name: LabRegion) => Clients;
  /** Runs the work with moto's clock that many days before the assessment. */
  readonly daysAgo: <T>(days: number, work: () => Promise<T>) => Promise<T>;
  readonly arn: (service: string, resource: string, region?: string) => string;
};

const DAY_MS = 86_400_000;
/** What has no age of its own was made an hour before the assessment. */
const USUAL_AGE_MS = 3_600_000;

export async function openAccount(url: string, name: AccountName, asOf: Date): Promise<LabAccount> {
  const id = accountIds[name];
  const credentials = await assume(url, name);
  const cache = new Map<LabRegion, Clients>();
  const region = (wanted: LabRegion): Clients => {
    const known = cache.get(wanted) ?? makeClients(url, wanted, credentials);
    cache.set(wanted, known);
    return known;
  };
  return {
    name,
    id,
    activity: new Activity(),
    boundaries: new Map(),
    home: region(labRegions[0]),
    region,
    daysAgo: async (days, work) => {
      await setMotoTime(url, new Date(asOf.getTime() - days * DAY_MS));
      const result = await work();
      await setMotoTime(url, new Date(asOf.getTime() - USUAL_AGE_MS));
      return result;
    },
    arn: (service, resource, where = '') => `arn:aws:${service}:${where}:${id}:${resource}`,
  };
}

/** moto takes the account from the access key, and knows the account of a key that sts:AssumeRole gave out. */
async function assume(url: string, name: AccountName) {
  const { sts } = makeClients(url, labRegions[0], { accessKeyId: 'lab', secretAccessKey: 'lab' });
  const { Credentials } = await sts.assumeRole({ RoleArn: auditRoleArn(name), RoleSessionName: 'lab' });
  return {
    accessKeyId: given(Credentials?.AccessKeyId),
    secretAccessKey: given(Credentials?.SecretAccessKey),
    sessionToken: given(Credentials?.SessionToken),
  };
}

/** The SDK types every field of an answer as optional; a builder can only go on with what it was given. */
export function given<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('moto left out a field that the builder needs');
  return value;
}
