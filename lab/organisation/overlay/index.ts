import type { AccountName } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { autoScalingPatches, autoScalingRecords } from './auto-scaling.ts';
import { balancerPatches, balancerRecords } from './balancers.ts';
import { classicBalancerPatches } from './classic-balancers.ts';
import { cloudTrailPatches, memberTrailRecords } from './cloudtrail.ts';
import { type OverlayContext, overlayContext } from './context.ts';
import { detectionPatches, detectionRecords } from './detection.ts';
import { ec2Patches } from './ec2-patches.ts';
import { ec2Records } from './ec2-records.ts';
import { iamPatches } from './iam.ts';
import { organizationsFeatures, serviceCredentials } from './iam-records.ts';
import { kmsPatches } from './kms.ts';
import { lambdaPatches } from './lambda.ts';
import { openSearchPatches } from './opensearch.ts';
import { organizationPatches, organizationRecords } from './organizations.ts';
import type { Overlay, OverlayPatch, OverlayRecord } from './overlay.ts';
import { queuePatches } from './queues.ts';
import { quotaRecords } from './quotas.ts';
import { regionPatches, regionRecords } from './regions.ts';
import { s3Patches } from './s3.ts';
import { serviceLastAccessed } from './service-last-accessed.ts';
import { serviceRecords } from './services.ts';

/** Everything that moto lacks or says falsely, for the accounts as they were just built. */
export async function buildOverlay(
  accounts: Readonly<Record<AccountName, LabAccount>>,
  asOf: Date,
): Promise<Overlay> {
  const member = overlayContext(accounts['log-archive'], asOf);
  const shared = await memberTrailRecords(member, accounts.hardened);
  const records: OverlayRecord[] = [...shared.records];
  const patches: OverlayPatch[] = [];
  for (const account of Object.values(accounts)) {
    const context = overlayContext(account, asOf);
    records.push(...(await recordsOf(context)));
    patches.push(
      ...regionPatches(context),
      ...cloudTrailPatches(context, shared.trail),
      ...iamPatches(context, await keysByUser(account)),
      ...organizationPatches(context),
      ...s3Patches(context),
      ...(await ec2Patches(context)),
      ...(await autoScalingPatches(context)),
      ...(await openSearchPatches(context)),
      ...kmsPatches(context),
      ...lambdaPatches(context),
      ...(await classicBalancerPatches(context)),
      ...balancerPatches(context),
      ...queuePatches(context),
      ...detectionPatches(context),
    );
  }
  return { records, patches };
}

async function recordsOf(context: OverlayContext): Promise<OverlayRecord[]> {
  const details = await context.account.home.iam.getAccountAuthorizationDetails({ Filter: ['User', 'Role'] });
  const users = (details.UserDetailList ?? []).map(({ UserName = '' }) => UserName);
  return [
    ...regionRecords(context),
    ...serviceLastAccessed(context, details),
    ...serviceCredentials(context, users),
    organizationsFeatures(context),
    ...(await organizationRecords(context)),
    ...(await ec2Records(context)),
    ...(await autoScalingRecords(context)),
    ...balancerRecords(context),
    ...quotaRecords(context),
    ...detectionRecords(context),
    ...(await serviceRecords(context)),
  ];
}

async function keysByUser({ home }: LabAccount): Promise<Map<string, string[]>> {
  const { Users = [] } = await home.iam.listUsers({});
  const keys = new Map<string, string[]>();
  for (const { UserName = '' } of Users) {
    const { AccessKeyMetadata = [] } = await home.iam.listAccessKeys({ UserName });
    keys.set(
      UserName,
      AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId),
    );
  }
  return keys;
}
