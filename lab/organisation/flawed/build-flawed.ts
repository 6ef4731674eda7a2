import { createOrganizationOfOne } from '../hardened/organization.ts';
import type { LabAccount } from '../lab-account.ts';
import { createAuditRole } from '../shared/audit-role.ts';
import { createDetection, createTrails } from './01-cloudtrail.ts';
import { createEscalations } from './04-escalations.ts';
import { createLeaks, createServers } from './05-ec2.ts';
import { createStaleSecrets } from './08-rotation.ts';
import { createOnlyGrowingGroup, createScaling } from './10-auto-scaling.ts';
import { createExposedStores, createSharedServices } from './11-exposed-services.ts';
import { createNetwork } from './11-network.ts';
import { createBuckets, shareDisks } from './12-buckets.ts';
import { createPasswordPolicy, createPeople } from './identities.ts';
import { createRoles } from './roles.ts';

/** The acquired company's account: at least one resource fails every check. Each flaw names the checks it serves. */
export async function buildFlawed(account: LabAccount): Promise<void> {
  await createOrganizationOfOne(account);
  await createPasswordPolicy(account);
  await createPeople(account);
  await createRoles(account);
  await createAuditRole(account);
  await createTrails(account);
  await createDetection(account);
  await createBuckets(account);
  const network = await createNetwork(account);
  const webServer = await createServers(account, network);
  await createLeaks(account, network);
  await createStaleSecrets(account);
  await createScaling(account, network, webServer);
  await createExposedStores(account, network);
  await createSharedServices(account);
  await shareDisks(account, webServer);
  await createEscalations(account, network);
  await createOnlyGrowingGroup(account, network);
}
