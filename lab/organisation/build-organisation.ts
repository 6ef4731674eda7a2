import { resetMoto, setMotoTime } from '../moto/start-moto.ts';
import { type AccountName, accountIds, auditRoleArn, labRegions } from './accounts.ts';
import { createSharedResources } from './flawed/06-shared-resources.ts';
import { buildFlawed } from './flawed/build-flawed.ts';
import { buildHardened } from './hardened/build-hardened.ts';
import { publishLayer } from './hardened/data.ts';
import { createDelegation } from './hardened/delegation.ts';
import { createOrganization } from './hardened/organization.ts';
import { type LabAccount, openAccount } from './lab-account.ts';
import { buildLogArchive } from './log-archive/build-log-archive.ts';
import { createHelpers } from './log-archive/helpers.ts';
import { buildOverlay } from './overlay/index.ts';
import type { Overlay } from './overlay/overlay.ts';

export type Organisation = {
  readonly accounts: readonly { readonly name: AccountName; readonly id: string; readonly roleArn: string }[];
  readonly asOf: Date;
  readonly overlay: Overlay;
};

const SEED = 20240601;
const HOUR_MS = 3_600_000;

/**
 * Builds the three accounts on a moto server of lab/moto, which it empties first. Afterwards the server's clock
 * stands at `asOf`. Everything is made in one order, so that ids are the same on every fresh server.
 */
export async function buildOrganisation(motoUrl: string, asOf: Date): Promise<Organisation> {
  await resetMoto(motoUrl, SEED);
  await setMotoTime(motoUrl, new Date(asOf.getTime() - HOUR_MS));
  const names = Object.keys(accountIds) as AccountName[];
  const opened = {} as Record<AccountName, LabAccount>;
  for (const name of names) opened[name] = await openAccount(motoUrl, name, asOf);

  const organizationId = await createOrganization(opened.hardened, motoUrl);
  const trailKey = await buildLogArchive(opened['log-archive'], organizationId);
  await buildHardened(opened.hardened, trailKey);
  await buildFlawed(opened.flawed);
  await createDelegation(opened.hardened);
  await createHelpers(opened['log-archive']);
  await createSharedResources(opened.flawed);
  await publishLayer(opened.hardened);
  await settleFirstReads(opened);
  const overlay = await buildOverlay(opened, asOf);
  await setMotoTime(motoUrl, asOf);
  return {
    accounts: names.map((name) => ({ name, id: accountIds[name], roleArn: auditRoleArn(name) })),
    asOf,
    overlay,
  };
}

/** moto makes the key aws/ebs and Identity Center's instances when it is first asked; a scan must not be the first. */
async function settleFirstReads(accounts: Readonly<Record<AccountName, LabAccount>>): Promise<void> {
  for (const account of Object.values(accounts)) {
    for (const name of labRegions) {
      await account.region(name).kms.describeKey({ KeyId: 'alias/aws/ebs' });
      await account.region(name).ssoAdmin.listInstances({});
    }
  }
}
