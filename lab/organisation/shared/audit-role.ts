import { accountIds, auditRoleName } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { trust } from '../policy-document.ts';
import { awsManaged, createRole } from './identity.ts';

/** The role that Rampart's scan assumes; Meridian's security tooling may, and nothing else. */
export async function createAuditRole(account: LabAccount): Promise<void> {
  await createRole(account, {
    name: auditRoleName,
    trust: trust({ AWS: `arn:aws:iam::${accountIds.hardened}:role/SecurityTooling` }),
    managed: [awsManaged('SecurityAudit')],
    description: 'Read-only assessment by Rampart',
  });
}
