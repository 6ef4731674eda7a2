import { accountIds } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { meridian, securityTeam } from '../names.ts';
import { trust } from '../policy-document.ts';
import { createAuditRole } from '../shared/audit-role.ts';
import { enableDetection } from '../shared/detection.ts';
import { awsManaged, createRole, createUser, strictPasswords } from '../shared/identity.ts';
import { settleRegions } from '../shared/network.ts';
import { createTrailStorage } from './trail-storage.ts';

/** Meridian's archive: the trail's bucket and key, and next to nothing else. Gives the trail's key. */
export async function buildLogArchive(account: LabAccount, organizationId: string): Promise<string> {
  const key = await createTrailStorage(account, organizationId);
  await createAuditRole(account);
  await enableDetection(account, meridian.configBucket);
  await settleRegions(account);
  await strictPasswords(account);
  await account.home.account.putAlternateContact({
    AlternateContactType: 'SECURITY',
    Title: 'CISO',
    ...securityTeam,
  });
  await account.home.s3Control.putPublicAccessBlock({
    AccountId: account.id,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  });
  await createRole(account, {
    name: 'ArchiveCurator',
    trust: trust({ AWS: `arn:aws:iam::${accountIds.hardened}:role/SecurityTooling` }),
    managed: [awsManaged('SecurityAudit')],
  });
  // flaw: user-duplicated-across-accounts (he has a user in the acquired company's account as well)
  await createUser(account, { name: 'tomas.reyes', console: true, mfa: 'virtual', createdDaysAgo: 120 });
  return key;
}
