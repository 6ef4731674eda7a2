import type { LabAccount } from '../lab-account.ts';
import { meridian, securityTeam } from '../names.ts';
import { createAuditRole } from '../shared/audit-role.ts';
import { enableDetection } from '../shared/detection.ts';
import { createStorefront } from './compute.ts';
import { createDataStores, createRotatedSecret, createServices } from './data.ts';
import { createPeople, createRoles } from './identities.ts';
import { createCoreNetwork } from './network.ts';
import { createBuckets, createKeys, createSnapshots } from './storage.ts';
import { createAlarms, createTrail } from './trail.ts';

/** Meridian's management account: every check passes here, on a resource of its own wherever there is one to have. */
export async function buildHardened(account: LabAccount, trailKey: string): Promise<void> {
  await createPeople(account);
  await createRoles(account);
  await createAuditRole(account);
  const keys = await createKeys(account);
  await createBuckets(account, keys);
  await createTrail(account, trailKey);
  await createAlarms(account);
  await enableDetection(account, meridian.configBucket);
  const network = await createCoreNetwork(account);
  const front = await createStorefront(account, network, keys);
  await createSnapshots(account, keys.data, front.instance);
  await createDataStores(account, network, keys);
  await createServices(account, keys);
  await createRotatedSecret(account, keys);
  await account.home.account.putAlternateContact({
    AlternateContactType: 'SECURITY',
    Title: 'CISO',
    ...securityTeam,
  });
}
